import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { DocumentSpec } from '../../dialects/core/document.ts';
import { type DocumentValue, readDocument } from '../../dialects/core/document-read.ts';
import { documentSchema } from '../../dialects/core/document-schema.ts';
import { XmlProblem } from '../../dialects/core/xml-tree.ts';
import { parsedBody } from './parsed-body.ts';

/** A body read as one of the dialect's documents. */
export interface BodyReading {
  /** Absent when the body is not well-formed XML. */
  readonly value?: DocumentValue;
  /** What keeps the body from being an instance of the document, as `path: what`; of very many the first. */
  readonly problems: readonly string[];
}

/** A body that departs from its document in more places than this is not worth more words. */
const MAX_PROBLEMS = 20;

/** How bodies are read by one description, and those that were read: several judges look at each. */
interface Reader {
  readonly validate: ValidateFunction;
  readonly readings: WeakMap<Uint8Array, BodyReading>;
}

const ajv = new Ajv2020({ allErrors: true, strict: true });
const readers = new WeakMap<DocumentSpec, Reader>();

/**
 * Reads a body by the dialect's document of that name. White space before the document is passed over.
 * @throws Error for a name the dialect lacks: a mistake in our own code
 */
export function readBody(dialect: Dialect, documentName: string, body: Uint8Array): BodyReading {
  const spec = dialect.documents[documentName];
  if (!spec) throw new Error(`${dialect.name} has no document ${documentName}`);
  const reader = readerOf(spec);
  const reading = reader.readings.get(body) ?? read(spec, reader, body);
  reader.readings.set(body, reading);
  return reading;
}

function readerOf(spec: DocumentSpec): Reader {
  const reader = readers.get(spec) ?? {
    validate: ajv.compile(documentSchema(spec)),
    readings: new WeakMap(),
  };
  readers.set(spec, reader);
  return reader;
}

function read(spec: DocumentSpec, { validate }: Reader, body: Uint8Array): BodyReading {
  const tree = parsedBody(body);
  if (tree instanceof XmlProblem) return { problems: [`not an XML document: ${tree.message}`] };
  const { value, problems } = readDocument(spec, tree);
  validate(value);
  const structural = problems.filter(({ kind }) => kind === 'wrong-root' || kind === 'repeated');
  return {
    value,
    problems: firstOf([
      ...structural.map(({ path, message }) => `${path}: ${message}`),
      ...(validate.errors ?? []).map((error) => describe(spec.root.name, error)),
    ]),
  };
}

function describe(root: string, { instancePath, message }: ErrorObject): string {
  return `/${root}${instancePath}: ${message ?? 'does not validate'}`;
}

function firstOf(problems: readonly string[]): string[] {
  const rest = problems.length - MAX_PROBLEMS;
  const shown = problems.slice(0, MAX_PROBLEMS);
  return rest > 0 ? [...shown, `and ${rest} more`] : shown;
}

import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { type Document, isAlias, isMap, isNode, LineCounter, parseDocument, visit } from 'yaml';
import type { Baseline, BaselineEntry, KnownBehaviour } from './baseline.ts';
import { BaselineError } from './baseline-error.ts';
import { baselineSchema } from './baseline-schema.ts';

/** Room for some tens of thousands of entries. */
const MAX_CHARACTERS = 8 * 1024 * 1024;

/** What the schema lets through, before it is put in order. */
interface WrittenBaseline extends Omit<Baseline, 'file' | 'entries'> {
  readonly entries: readonly WrittenEntry[];
}

interface WrittenEntry extends Omit<BaselineEntry, 'line' | 'got'> {
  readonly got?: Omit<KnownBehaviour, 'facets'> & {
    readonly facets?: Readonly<Record<string, string | readonly string[]>>;
  };
}

const validate = new Ajv2020({ allErrors: true, strict: true }).compile<WrittenBaseline>(baselineSchema);

/** A baseline file as a document that can be changed without losing its comments and order. */
export interface BaselineDocument {
  readonly document: Document;
  readonly baseline: Baseline;
}

/**
 * The baseline in a text.
 * @param file what errors call it
 * @throws BaselineError with file, line and what is wrong; two entries of the same id are wrong too
 */
export function parseBaseline(file: string, text: string): Baseline {
  return parseBaselineDocument(file, text).baseline;
}

/** As `parseBaseline`, with the YAML document it was read from. */
export function parseBaselineDocument(file: string, text: string): BaselineDocument {
  if (text.length > MAX_CHARACTERS) throw new BaselineError(file, undefined, 'larger than any baseline is');
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntax] = document.errors;
  if (syntax !== undefined) {
    throw new BaselineError(file, lines.linePos(syntax.pos[0]).line, `not YAML: ${syntax.message}`);
  }
  const lineOf = (path: readonly (string | number)[]): number | undefined => lineAt(document, lines, path);
  visit(document, {
    Alias: (_key, node) => {
      const line = node.range ? lines.linePos(node.range[0]).line : undefined;
      throw new BaselineError(file, line, 'aliases are not supported here');
    },
  });
  // What is left when the last entry is taken out by hand.
  if (isMap(document.contents) && document.has('entries') && document.get('entries') === undefined)
    document.set('entries', document.createNode([]));
  const value: unknown = document.toJS();
  if (!validate(value)) throw refusal(file, validate.errors ?? [], lineOf);
  const entries = value.entries.map((entry, index) => entryOf(entry, lineOf(['entries', index]) ?? 0));
  const seen = new Map<string, number>();
  for (const { id, line } of entries) {
    const first = seen.get(id);
    if (first !== undefined) {
      throw new BaselineError(file, line, `${id} has an entry already, on line ${first}`, 'join the two');
    }
    seen.set(id, line);
  }
  return { document, baseline: { ...value, file, entries } };
}

function entryOf({ got, ...entry }: WrittenEntry, line: number): BaselineEntry {
  if (got === undefined) return { ...entry, line };
  const { facets, ...rest } = got;
  if (facets === undefined) return { ...entry, got: rest, line };
  const lists = Object.entries(facets).map(([facet, globs]) => [
    facet,
    typeof globs === 'string' ? [globs] : globs,
  ]);
  return { ...entry, got: { ...rest, facets: Object.fromEntries(lists) }, line };
}

function refusal(
  file: string,
  errors: readonly ErrorObject[],
  lineOf: (path: readonly (string | number)[]) => number | undefined,
): BaselineError {
  // The deepest error is the one about what was written; those above it follow from it.
  const [error] = errors.toSorted((a, b) => b.instancePath.length - a.instancePath.length);
  const path = (error?.instancePath ?? '')
    .split('/')
    .slice(1)
    .map((step) => (/^\d+$/.test(step) ? Number(step) : step.replaceAll('~1', '/').replaceAll('~0', '~')));
  const where = typeof path[1] === 'number' ? path.slice(2).join('.') || 'the entry' : path.join('.');
  const subject = where === '' ? 'the baseline' : where;
  const params: Record<string, unknown> = error?.params ?? {};
  if (params.missingProperty === 'reason') {
    const hint = 'a baseline is read by people: say why this is accepted';
    return new BaselineError(file, lineOf(path), `${subject} has no reason`, hint);
  }
  if (params.missingProperty !== undefined) {
    return new BaselineError(file, lineOf(path), `${subject} has no ${String(params.missingProperty)}`);
  }
  if (params.additionalProperty !== undefined) {
    const name = String(params.additionalProperty);
    return new BaselineError(
      file,
      lineOf([...path, name]),
      `${subject} has no key ${name}`,
      'bucketproof schema baseline lists the keys',
    );
  }
  if (Array.isArray(params.allowedValues)) {
    const message = `${subject} has to be one of ${params.allowedValues.join(', ')}`;
    return new BaselineError(file, lineOf(path), message);
  }
  if (params.pattern !== undefined) {
    const example =
      path.at(-1) === 'id'
        ? 'a check id or a glob over them, or F- and the 12 digits of a finding'
        : 'a day like 2026-01-31';
    return new BaselineError(file, lineOf(path), `${subject} has to be ${example}`);
  }
  return new BaselineError(file, lineOf(path), `${subject} ${error?.message ?? 'is not accepted'}`);
}

/** The line of the deepest part of `path` that exists. */
function lineAt(
  document: Document,
  lines: LineCounter,
  path: readonly (string | number)[],
): number | undefined {
  for (let depth = path.length; depth >= 0; depth -= 1) {
    const node: unknown = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    if (isNode(node) && !isAlias(node) && node.range) return lines.linePos(node.range[0]).line;
  }
  return undefined;
}

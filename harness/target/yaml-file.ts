import type { ValidateFunction } from 'ajv/dist/2020.js';
import { LineCounter, parseDocument } from 'yaml';
import { type Environment, replaceReferences } from './environment-references.ts';
import { ProfileError } from './profile-error.ts';
import { type SchemaNode, schemaFault } from './schema-fault.ts';
import { readSmallFile } from './small-file.ts';
import { lineOfPath } from './yaml-lines.ts';

export type { Environment } from './environment-references.ts';

/** What a YAML file has to be. */
export interface YamlShape<T> {
  readonly validate: ValidateFunction<T>;
  readonly schema: SchemaNode;
  /** Shapes the schema refers to as `#/$defs/<name>`. */
  readonly definitions: Readonly<Record<string, SchemaNode>>;
  /** What errors call a document of this shape. */
  readonly what: string;
  /** Where to see how one is written. */
  readonly hint: string;
  /** True where secrets may be written into the file, because they open nothing but a local emulator. */
  readonly literalSecrets: boolean;
}

/** What a YAML file says, and where it says it. */
export interface YamlContent<T> {
  readonly value: T;
  readonly place: YamlPlace;
}

/** Finds the line of a key, for errors that only show later. */
export interface YamlPlace {
  /** What errors call the file. */
  readonly file: string;
  /** 1-based line of the deepest part of the path that is there; undefined when there is none. */
  readonly lineOf: (path: readonly (string | number)[]) => number | undefined;
}

/**
 * The content of a YAML file, `${ENV}` references replaced.
 * @throws ProfileError with file, line, key and what would do
 */
export function readYamlFile<T>(file: string, shape: YamlShape<T>, environment: Environment): YamlContent<T> {
  return parseYaml(file, readSmallFile(file, shape.hint), shape, environment);
}

/** As `readYamlFile`, for text that was read already. `file` is what errors call it. */
export function parseYaml<T>(
  file: string,
  text: string,
  shape: YamlShape<T>,
  environment: Environment,
): YamlContent<T> {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntax] = document.errors;
  if (syntax) {
    const { line } = lines.linePos(syntax.pos[0]);
    const hint = text.split('\n')[line - 1]?.includes('${')
      ? `references go in quotes: "\${NAME}"`
      : undefined;
    throw new ProfileError(file, line, `not YAML: ${syntax.message}`, hint);
  }
  if (document.contents === null) throw new ProfileError(file, undefined, 'is empty', shape.hint);
  replaceReferences(file, document, lines, environment, shape.literalSecrets);
  const place: YamlPlace = { file, lineOf: (path) => lineOfPath(document, lines, path) };
  const value: unknown = document.toJS();
  if (shape.validate(value)) return { value, place };
  const { message, path, hint } = schemaFault(shape, shape.validate.errors ?? []);
  throw new ProfileError(file, place.lineOf(path), message, hint);
}

import { readFileSync } from 'node:fs';
import type { ErrorObject, ValidateFunction } from 'ajv/dist/2020.js';
import { type Document, isAlias, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { ProfileError } from './profile-error.ts';

/** Larger files are none of ours. */
const MAX_BYTES = 1024 * 1024;

/** Keys whose values are secret and may therefore stand in a file only as a reference to the environment. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['secret', 'sessionToken', 'password', 'token', 'apiKey']);

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/** What a YAML file has to be. */
export interface YamlShape<T> {
  readonly validate: ValidateFunction<T>;
  readonly schema: SchemaNode;
  /** Shapes the schema refers to as `#/$defs/<name>`. */
  readonly definitions: Readonly<Record<string, SchemaNode>>;
  /** What errors call a document of this shape. */
  readonly what: string;
  /** True where secrets may be written into the file, because they open nothing but a local emulator. */
  readonly literalSecrets: boolean;
}

/** As much of a JSON Schema as an error message needs. */
export interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
  readonly items?: SchemaNode;
}

/**
 * The content of a YAML file, `${ENV}` references replaced.
 * @throws ProfileError with file, line, key and what would do
 */
export function readYamlFile<T>(file: string, shape: YamlShape<T>, environment: Environment): T {
  return parseYaml(file, readText(file), shape, environment);
}

/** As `readYamlFile`, for text that was read already. `file` is what errors call it. */
export function parseYaml<T>(file: string, text: string, shape: YamlShape<T>, environment: Environment): T {
  const lines = new LineCounter();
  const document = parseDocument(text, { lineCounter: lines, prettyErrors: false });
  const [syntax] = document.errors;
  if (syntax) {
    throw new ProfileError(file, lines.linePos(syntax.pos[0]).line, `not YAML: ${syntax.message}`);
  }
  replaceReferences(file, document, lines, environment, shape.literalSecrets);
  const value: unknown = document.toJS();
  if (shape.validate(value)) return value;
  const [first] = (shape.validate.errors ?? []).toSorted(
    (a, b) => b.instancePath.length - a.instancePath.length,
  );
  const { message, path } = describe(shape, first);
  throw new ProfileError(file, lineOf(document, lines, path), message);
}

function readText(path: string): string {
  try {
    const bytes = readFileSync(path);
    if (bytes.length > MAX_BYTES) throw new ProfileError(path, undefined, 'larger than 1 MiB, no profile is');
    return bytes.toString('utf8');
  } catch (error) {
    if (error instanceof ProfileError) throw error;
    const code = (error as NodeJS.ErrnoException).code;
    const reason =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new ProfileError(path, undefined, reason, 'docs/TARGETS.md shows a profile to start from');
  }
}

const REFERENCE = /\$\{([A-Za-z_][A-Za-z0-9_]*)\}/g;

function replaceReferences(
  file: string,
  document: Document,
  lines: LineCounter,
  environment: Environment,
  literalSecrets: boolean,
): void {
  visit(document, {
    Alias: (_key, node) => {
      throw new ProfileError(file, position(lines, node), 'aliases are not supported here');
    },
    Pair: (_key, { key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      if (!isScalar(value) || typeof value.value !== 'string') return;
      const literal = value.value.replace(REFERENCE, '');
      if (!literalSecrets && SECRET_KEYS.has(name) && literal !== '') {
        throw new ProfileError(
          file,
          position(lines, value),
          `${name} is written into the file`,
          `put it into an environment variable and write ${name}: "\${NAME}"`,
        );
      }
      value.value = value.value.replace(REFERENCE, (_all, variable: string) => {
        const found = environment[variable];
        if (found === undefined || found === '') {
          throw new ProfileError(
            file,
            position(lines, value),
            `${name}: environment variable ${variable} is not set`,
            `export ${variable}=… before the command`,
          );
        }
        return found;
      });
    },
  });
}

function position(lines: LineCounter, node: unknown): number | undefined {
  if (!isNode(node) || isAlias(node) || !node.range) return undefined;
  return lines.linePos(node.range[0]).line;
}

function describe<T>(
  shape: YamlShape<T>,
  error: ErrorObject | undefined,
): { message: string; path: string[] } {
  if (!error) return { message: `does not have the shape of ${shape.what}`, path: [] };
  const path = error.instancePath.split('/').slice(1);
  const where = path.length === 0 ? shape.what : path.join('.');
  const params: Record<string, unknown> = error.params;
  const { missingProperty, additionalProperty, allowedValues, pattern } = params;
  if (missingProperty !== undefined) return { message: `${where} lacks ${String(missingProperty)}`, path };
  if (additionalProperty !== undefined) {
    return {
      message: `${where} has no key ${String(additionalProperty)}; it knows ${knownKeys(shape, path).join(', ')}`,
      path: [...path, String(additionalProperty)],
    };
  }
  if (Array.isArray(allowedValues)) {
    return { message: `${where} has to be one of ${allowedValues.join(', ')}`, path };
  }
  if (pattern !== undefined) {
    return { message: `${where} is not written as expected (${exampleOf(path)})`, path };
  }
  return { message: `${where} ${error.message ?? 'is not accepted'}`, path };
}

function knownKeys<T>({ schema, definitions }: YamlShape<T>, path: readonly string[]): string[] {
  let node: SchemaNode | undefined = schema;
  for (const name of path) {
    const child: SchemaNode | undefined = node?.properties?.[name] ?? node?.items;
    node = child?.$ref === undefined ? child : definitions[child.$ref.replace('#/$defs/', '')];
  }
  return Object.keys(node?.properties ?? {});
}

function exampleOf(path: readonly string[]): string {
  return path.at(-1) === 'endpoint'
    ? 'http://host:port or https://host, nothing behind it'
    : 'e.g. 500ms, 2s, 1m';
}

/** The line of the deepest part of `path` that exists. */
function lineOf(document: Document, lines: LineCounter, path: readonly string[]): number | undefined {
  for (let depth = path.length; depth >= 0; depth--) {
    const node = depth === 0 ? document.contents : document.getIn(path.slice(0, depth), true);
    const line = position(lines, node);
    if (line !== undefined) return line;
  }
  return undefined;
}

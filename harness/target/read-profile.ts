import { readFileSync } from 'node:fs';
import { Ajv2020, type ErrorObject } from 'ajv/dist/2020.js';
import { type Document, isAlias, isNode, isScalar, LineCounter, parseDocument, visit } from 'yaml';
import { ProfileError } from './profile-error.ts';
import { type ProfileDocument, profileSchema } from './profile-schema.ts';

const validate = new Ajv2020({
  allErrors: true,
  strict: true,
  allowUnionTypes: true,
}).compile<ProfileDocument>(profileSchema);

/** Larger files are no profiles. */
const MAX_BYTES = 1024 * 1024;

/** Keys whose values are secret and may therefore stand in a file only as a reference to the environment. */
const SECRET_KEYS: ReadonlySet<string> = new Set(['secret', 'sessionToken', 'password', 'token', 'apiKey']);

/** Environment variables by name. */
export type Environment = Readonly<Record<string, string | undefined>>;

/**
 * Reads a target profile, replaces `${ENV}` references and checks its shape.
 * @throws ProfileError with file, line and key
 */
export function readProfile(path: string, environment: Environment): ProfileDocument {
  return parseProfile(path, readText(path), environment);
}

/** As `readProfile`, for text that was read already. `file` is what errors call it. */
export function parseProfile(file: string, text: string, environment: Environment): ProfileDocument {
  const lines = new LineCounter();
  const document = parseDocument(text, {
    lineCounter: lines,
    prettyErrors: false,
    maxAliasCount: 0,
  } as object);
  const [syntax] = document.errors;
  if (syntax) {
    throw new ProfileError(file, lines.linePos(syntax.pos[0]).line, `not YAML: ${syntax.message}`);
  }
  replaceReferences(file, document, lines, environment);
  const value: unknown = document.toJS();
  if (validate(value)) return value;
  const [first] = (validate.errors ?? []).toSorted((a, b) => b.instancePath.length - a.instancePath.length);
  const { message, path } = describe(first);
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
): void {
  visit(document, {
    Alias: (_key, node) => {
      throw new ProfileError(file, position(lines, node), 'aliases are not supported here');
    },
    Pair: (_key, { key, value }) => {
      const name = isScalar(key) ? String(key.value) : '';
      if (!isScalar(value) || typeof value.value !== 'string') return;
      const literal = value.value.replace(REFERENCE, '');
      if (SECRET_KEYS.has(name) && literal !== '') {
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

function describe(error: ErrorObject | undefined): { message: string; path: string[] } {
  if (!error) return { message: 'does not have the shape of a profile', path: [] };
  const path = error.instancePath.split('/').slice(1);
  const where = path.length === 0 ? 'the profile' : path.join('.');
  const { missingProperty, additionalProperty, allowedValues, pattern } = error.params as Record<
    string,
    unknown
  >;
  if (missingProperty !== undefined) return { message: `${where} lacks ${String(missingProperty)}`, path };
  if (additionalProperty !== undefined) {
    return {
      message: `${where} has no key ${String(additionalProperty)}; it knows ${knownKeys(path).join(', ')}`,
      path: [...path, String(additionalProperty)],
    };
  }
  if (Array.isArray(allowedValues))
    return { message: `${where} has to be one of ${allowedValues.join(', ')}`, path };
  if (pattern !== undefined)
    return { message: `${where} is not written as expected (${exampleOf(path)})`, path };
  return { message: `${where} ${error.message ?? 'is not accepted'}`, path };
}

interface SchemaNode {
  readonly type?: string;
  readonly enum?: readonly string[];
  readonly $ref?: string;
  readonly properties?: Readonly<Record<string, SchemaNode>>;
}

const definitions: Readonly<Record<string, SchemaNode>> = profileSchema.$defs;

function knownKeys(path: readonly string[]): string[] {
  let node: SchemaNode | undefined = { properties: profileSchema.properties };
  for (const name of path) {
    const child: SchemaNode | undefined = node?.properties?.[name];
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

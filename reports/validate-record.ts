import { Ajv2020, type ErrorObject, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { RunFileRecord } from './record.ts';
import { recordSchemas } from './schema/record-schemas.ts';

/** One thing wrong with a record. `pointer` is a JSON pointer into it (RFC 6901), empty for the record itself. */
export interface RecordProblem {
  readonly pointer: string;
  readonly message: string;
  /** What to do about it, as an instruction. */
  readonly mend: string;
}

export type RecordValidation =
  | { readonly valid: true; readonly record: RunFileRecord }
  | { readonly valid: false; readonly problems: readonly RecordProblem[] };

/** Version of the record format that this code reads and writes. */
export const RECORD_SCHEMA_VERSION = 1;

const KINDS = Object.keys(recordSchemas);
const validators = compile();

/**
 * Checks one parsed line of a record file against the schema of its kind.
 * @param value what `JSON.parse` returned
 * @returns the record, or everything that is wrong with it
 */
export function validateRecord(value: unknown): RecordValidation {
  if (typeof value !== 'object' || value === null || Array.isArray(value)) {
    return refuse(
      '',
      `must be an object, not ${nameOf(value)}`,
      'write one record, a JSON object, on each line',
    );
  }
  const kind: unknown = Reflect.get(value, 'kind');
  const validator = typeof kind === 'string' ? validators.get(kind) : undefined;
  if (validator === undefined) {
    if (kind === 'fuzz' || kind === 'finding' || kind === 'replayed' || kind === 'fuzz-end') {
      const taken = 'gate, report and baseline update take those as they are';
      return refuse('/kind', `${nameOf(kind)} is a record of a campaign of the fuzzer, not of a run`, taken);
    }
    const mend = `use one of ${KINDS.join(', ')}, or read the file with the version that wrote it`;
    return refuse('/kind', `unknown record kind ${nameOf(kind)}`, mend);
  }
  const schema: unknown = Reflect.get(value, 'schema');
  if (kind === 'run' && typeof schema === 'number' && schema !== RECORD_SCHEMA_VERSION) {
    const mend = `read it with the version that wrote it, or make the run again with this one`;
    return refuse('/schema', `record format ${schema}; this version reads ${RECORD_SCHEMA_VERSION}`, mend);
  }
  if (isRecord(validator, value)) return { valid: true, record: value };
  return { valid: false, problems: problemsOf(validator.errors ?? [], value) };
}

function compile(): ReadonlyMap<string, ValidateFunction> {
  // allErrors: whoever mends a file wants all of it at once. Line lengths are bounded by the reader.
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
  // The plugin is CommonJS: under Node its function is the module's `default`.
  formats.default(ajv, ['date-time']);
  return new Map(Object.entries(recordSchemas).map(([kind, schema]) => [kind, ajv.compile(schema)]));
}

function isRecord(validator: ValidateFunction, value: unknown): value is RunFileRecord {
  return validator(value);
}

/** `if` only reports that a branch failed; the branch's own error says it better. */
function problemsOf(errors: readonly ErrorObject[], value: unknown): RecordProblem[] {
  return errors.filter(({ keyword }) => keyword !== 'if').map((error) => problemOf(error, value));
}

function problemOf(error: ErrorObject, root: unknown): RecordProblem {
  const at = error.instancePath;
  const name = String(error.params.missingProperty ?? error.params.additionalProperty ?? '');
  switch (error.keyword) {
    case 'required':
      return { pointer: at, message: `has no "${name}"`, mend: `add "${name}"` };
    case 'additionalProperties':
      return {
        pointer: `${at}/${name.replaceAll('~', '~0').replaceAll('/', '~1')}`,
        message: 'is not a known property',
        mend: 'remove it, or read the file with the version that wrote it',
      };
    case 'enum':
      return oneOf(at, error.params.allowedValues, root);
    case 'const':
      return oneOf(at, [error.params.allowedValue], root);
    case 'type':
      return {
        pointer: at,
        message: `must be ${error.params.type}, not ${nameOf(resolve(root, at))}`,
        mend: `write it as ${error.params.type}`,
      };
    case 'format':
      return {
        pointer: at,
        message: `must be a date and time, not ${nameOf(resolve(root, at))}`,
        mend: 'write it as RFC 3339 has it, like 2026-01-31T12:00:00.000Z',
      };
    default:
      return { pointer: at, message: error.message ?? error.keyword, mend: 'see `bucketproof schema`' };
  }
}

function oneOf(pointer: string, allowed: unknown, root: unknown): RecordProblem {
  const values = Array.isArray(allowed) ? allowed.map((value) => JSON.stringify(value)).join(', ') : '';
  return {
    pointer,
    message: `is ${nameOf(resolve(root, pointer))}`,
    mend: `use ${values.includes(', ') ? 'one of ' : ''}${values}`,
  };
}

function refuse(pointer: string, message: string, mend: string): RecordValidation {
  return { valid: false, problems: [{ pointer, message, mend }] };
}

/** The value a JSON pointer leads to, or undefined. */
function resolve(root: unknown, pointer: string): unknown {
  let value = root;
  for (const step of pointer.split('/').slice(1)) {
    if (typeof value !== 'object' || value === null) return undefined;
    value = Reflect.get(value, step.replaceAll('~1', '/').replaceAll('~0', '~'));
  }
  return value;
}

function nameOf(value: unknown): string {
  if (value === undefined) return 'absent';
  if (Array.isArray(value)) return 'an array';
  if (typeof value === 'object' && value !== null) return 'an object';
  const text = JSON.stringify(value) ?? typeof value;
  return text.length > 60 ? `${text.slice(0, 59)}…` : text;
}

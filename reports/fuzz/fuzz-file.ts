import { closeSync, fsyncSync, mkdirSync, openSync, writeSync } from 'node:fs';
import path from 'node:path';
import { Ajv2020, type ValidateFunction } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import type { FuzzFileRecord } from './fuzz-record.ts';
import { fuzzSchemas } from './fuzz-schemas.ts';

const validators: ReadonlyMap<string, ValidateFunction> = compile();

function compile(): Map<string, ValidateFunction> {
  const ajv = new Ajv2020({ allErrors: true, strictTypes: false, strictRequired: false });
  // The plugin is CommonJS: under Node its function is the module's `default`.
  formats.default(ajv, ['date-time']);
  return new Map(Object.entries(fuzzSchemas).map(([kind, schema]) => [kind, ajv.compile(schema)]));
}

/** What is wrong with a parsed line of a campaign's file; empty when it is a record. */
export function fuzzRecordProblems(value: unknown): string[] {
  const kind: unknown = typeof value === 'object' && value !== null ? Reflect.get(value, 'kind') : undefined;
  const validate = typeof kind === 'string' ? validators.get(kind) : undefined;
  if (!validate) return ['is no record of a campaign'];
  if (validate(value)) return [];
  const version: unknown =
    typeof value === 'object' && value !== null ? Reflect.get(value, 'schema') : undefined;
  if (kind !== 'fuzz-end' && version !== 1) {
    return [
      `is of schema ${typeof version === 'number' ? version : 'none'}; this version of bucketproof reads schema 1`,
    ];
  }
  return (validate.errors ?? []).map(({ instancePath, message }) => `${instancePath || '/'} ${message}`);
}

/** Where a campaign's records go. */
export interface FuzzWriter {
  /** Appends one record as one line; when it returns, the line is with the operating system. @throws Error for what is no record */
  readonly write: (record: FuzzFileRecord) => void;
  readonly close: () => void;
}

/** Opens a new file, with its folder. @throws the system's error when there is one already, or it cannot be made */
export function openFuzzWriter(file: string): FuzzWriter {
  mkdirSync(path.dirname(file), { recursive: true });
  const descriptor = openSync(file, 'ax');
  return {
    write: (record) => {
      const [problem] = fuzzRecordProblems(record);
      if (problem !== undefined) throw new Error(`${record.kind} record: ${problem}`);
      const line = Buffer.from(`${JSON.stringify(record)}\n`, 'utf8');
      for (let written = 0; written < line.length; ) {
        written += writeSync(descriptor, line, written);
      }
    },
    close: () => {
      fsyncSync(descriptor);
      closeSync(descriptor);
    },
  };
}

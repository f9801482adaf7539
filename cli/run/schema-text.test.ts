import { Ajv2020 } from 'ajv/dist/2020.js';
import formats from 'ajv-formats';
import { describe, expect, it } from 'vitest';
import { SCHEMA_KINDS } from './schema-kinds.ts';
import { schemas, schemaText } from './schema-text.ts';

const compile = (kind: string | undefined) => {
  const ajv = new Ajv2020({ strict: false });
  formats.default(ajv);
  return ajv.compile(JSON.parse(schemaText(kind)));
};

describe('a printed schema', () => {
  it('is there for every kind that can be asked for, and no other', () => {
    expect(Object.keys(schemas).toSorted()).toEqual([...SCHEMA_KINDS].toSorted());
  });

  it.each(SCHEMA_KINDS)('of %s compiles', (kind) => {
    expect(compile(kind)({})).toBe(false);
  });

  it('of a profile takes one', () => {
    const main = { keyId: 'AKID', secret: 'secret', account: '1' };
    expect(compile('profile')({ dialect: 'd', endpoint: 'http://h', identities: { main } })).toBe(true);
  });

  it('of all records together tells them apart', () => {
    const validate = compile(undefined);
    const end = {
      kind: 'end',
      finishedAt: '2026-01-01T00:00:00.000Z',
      durationMs: 1,
      counts: { pass: 0, fail: 0, divergent: 0, skipped: 0, inconclusive: 0, flaky: 0 },
      referenceFailures: 0,
      requests: 0,
      bytes: { sent: 0, received: 0 },
      resources: { created: 0, removed: 0, leftBehind: [] },
      waitingShare: 0,
    };
    expect(validate(end)).toBe(true);
    expect(validate({ ...end, kind: 'run' })).toBe(false);
  });
});

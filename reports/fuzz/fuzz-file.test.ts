import { mkdtempSync, readFileSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import type { Flat, FromSchema, Same } from '../schema/from-schema.ts';
import { sampleFuzz } from '../testing/sample-campaign.ts';
import { fuzzRecordProblems, openFuzzWriter } from './fuzz-file.ts';
import type { FuzzEndRecord, FuzzRecord, ReplayedRecord } from './fuzz-record.ts';
import type { fuzzSchema } from './schema/fuzz.ts';
import type { fuzzEndSchema } from './schema/fuzz-end.ts';
import type { replayedSchema } from './schema/replayed.ts';

// The compiler's part: these lines do not compile when a type and its schema disagree.
const agreement: {
  fuzz: Same<Flat<FuzzRecord>, FromSchema<typeof fuzzSchema, never>>;
  replayed: Same<Flat<ReplayedRecord>, FromSchema<typeof replayedSchema, never>>;
  end: Same<Flat<FuzzEndRecord>, FromSchema<typeof fuzzEndSchema, never>>;
} = { fuzz: true, replayed: true, end: true };

let folder: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketproof-fuzz-file-'));
});
afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

describe('records of a campaign', () => {
  it('agree with their schemas', () => {
    expect(agreement).toEqual({ fuzz: true, replayed: true, end: true });
  });

  it('are there as soon as they are written, a line each', () => {
    const file = join(folder, 'deep', 'a.jsonl');
    const writer = openFuzzWriter(file);
    writer.write(sampleFuzz);
    expect(readFileSync(file, 'utf8')).toBe(`${JSON.stringify(sampleFuzz)}\n`);
    writer.close();
  });

  it('are not written over, and nothing else is written', () => {
    const file = join(folder, 'a.jsonl');
    const writer = openFuzzWriter(file);
    expect(() => writer.write({ ...sampleFuzz, seed: -1 })).toThrow('fuzz record: /seed');
    writer.close();
    expect(readFileSync(file, 'utf8')).toBe('');
    expect(() => openFuzzWriter(file)).toThrow('EEXIST');
  });

  it.each([[null], [[]], ['x'], [{}], [{ kind: 'check' }], [{ kind: 'finding' }]])(
    'are told from %j',
    (value) => {
      expect(fuzzRecordProblems(value).length).toBeGreaterThan(0);
    },
  );
});

import { describe, expect, it } from 'vitest';
import type { CheckRecord } from './record.ts';
import { SAMPLE_NOTABLE } from './testing/sample-notable.ts';
import { sampleRun } from './testing/sample-run.ts';
import { validateRecord } from './validate-record.ts';

const [run] = sampleRun();
const checks = sampleRun({ checks: 30 }).filter((record): record is CheckRecord => record.kind === 'check');
const of = (outcome: CheckRecord['outcome']): CheckRecord => {
  const check = checks.find((one) => one.outcome === outcome);
  if (check === undefined) throw new Error(`the sample has no ${outcome}`);
  return check;
};
const problems = (value: unknown) => {
  const result = validateRecord(value);
  return result.valid ? [] : result.problems;
};

describe('validateRecord', () => {
  it.each([null, 'run', 7, [], undefined])('refuses %j, which is no record', (value) => {
    expect(problems(value)[0]).toMatchObject({ pointer: '', mend: expect.stringContaining('JSON object') });
  });

  it('names an unknown kind', () => {
    expect(problems({ kind: 'vibe' })).toEqual([
      {
        pointer: '/kind',
        message: 'unknown record kind "vibe"',
        mend: 'use one of run, check, end, or read the file with the version that wrote it',
      },
    ]);
    expect(problems({ kind: 'constructor' })).toHaveLength(1);
    expect(problems({})).toMatchObject([{ message: 'unknown record kind absent' }]);
  });

  it('names an unknown format version before anything else', () => {
    expect(problems({ kind: 'run', schema: 2 })).toMatchObject([
      { pointer: '/schema', message: 'record format 2; this version reads 1' },
    ]);
  });

  it('says for a wrong word which words there are', () => {
    expect(problems({ ...of('pass'), outcome: 'passed' })).toMatchObject([
      {
        pointer: '/outcome',
        message: 'is "passed"',
        mend: 'use one of "pass", "fail", "divergent", "skipped", "inconclusive", "flaky"',
      },
    ]);
  });

  it('says for a wrong type what it is and points to it', () => {
    const check = { ...of('pass'), mismatches: [{ exchange: 0, facet: 'status', expected: 200, got: '1' }] };
    expect(problems(check)).toContainEqual({
      pointer: '/mismatches/0/expected',
      message: 'must be string, not 200',
      mend: 'write it as string',
    });
  });

  it('refuses a date that is none', () => {
    expect(problems({ ...run, startedAt: 'yesterday' })).toMatchObject([
      { pointer: '/startedAt', mend: expect.stringContaining('RFC 3339') },
    ]);
  });

  it('escapes names in pointers', () => {
    expect(problems({ ...of('pass'), 'a/b~c': 1 })).toMatchObject([{ pointer: '/a~1b~0c' }]);
  });

  it.each([
    ['skipped', { reason: undefined }],
    ['inconclusive', { reason: undefined }],
    ['fail', { mismatches: [] }],
    ['divergent', { divergences: [] }],
    ['pass', { mismatches: SAMPLE_NOTABLE[0]?.mismatches }],
  ] as const)('refuses %s without what it rests on', (outcome, change) => {
    const record: unknown = JSON.parse(JSON.stringify({ ...of(outcome), ...change }));
    expect(problems(record)).toHaveLength(1);
  });

  it('refuses numbers JSON cannot hold', () => {
    expect(problems({ ...of('pass'), durationMs: Number.NaN })).not.toEqual([]);
  });
});

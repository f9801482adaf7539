import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { runNames } from './names.ts';

const runId = fc.stringMatching(/^[a-z0-9]{1,8}$/);
const account = '1250000000';

describe('runNames', () => {
  it('gives what it has always given: clean looks for these names', () => {
    const names = runNames(dialect, '00h0c5x');
    expect([names.stem, names.bucket('shared', account), names.prefix('a/b/c')]).toMatchInlineSnapshot(`
      [
        "bp-00h0c5x",
        "bp-00h0c5x-43vz8k4c-1250000000",
        "bp/5da8jkscb2/",
      ]
    `);
  });

  it('makes bucket names of the run that every such service takes', () => {
    fc.assert(
      fc.property(runId, fc.string(), (id, label) => {
        const { stem, bucket } = runNames(dialect, id);
        const name = bucket(label, account);
        expect(name.startsWith(`${stem}-`)).toBe(true);
        expect(name).toMatch(/^[a-z0-9][a-z0-9-]*[a-z0-9]$/);
        // The host of a bucket is one label of a domain name: 63 characters (RFC 1035 section 2.3.4).
        expect(name.length).toBeLessThanOrEqual(63);
      }),
    );
  });

  it('tells labels and checks apart, and follows from nothing else', () => {
    fc.assert(
      fc.property(runId, fc.string(), fc.string(), (id, one, other) => {
        const [left, right] = [runNames(dialect, id), runNames(dialect, id)];
        expect(left.bucket(one, account) === right.bucket(other, account)).toBe(one === other);
        expect(left.prefix(one) === right.prefix(other)).toBe(one === other);
      }),
    );
  });

  it('keeps the keys of one check from being a prefix of those of another', () => {
    fc.assert(
      fc.property(runId, fc.string(), fc.string(), (id, one, other) => {
        fc.pre(one !== other);
        const { prefix } = runNames(dialect, id);
        expect(prefix(one).startsWith(prefix(other))).toBe(false);
        expect(prefix(one)).toMatch(/^bp\/[a-z0-9]+\/$/);
      }),
    );
  });
});

import { describe, expect, it } from 'vitest';
import { randomSource } from './random-source.ts';
import { createIds } from './tencent-cos/response-ids.ts';

describe('randomSource', () => {
  it('repeats itself for a seed, and not for another or none', () => {
    const draw = (seed: string | undefined) => {
      const next = randomSource(seed);
      return [next(40), next(3)].map((bytes) => Buffer.from(bytes).toString('hex'));
    };
    expect(draw('a')).toEqual(draw('a'));
    expect(draw('a')).not.toEqual(draw('b'));
    expect(draw(undefined)).not.toEqual(draw(undefined));
    expect(draw('a').map((text) => text.length)).toEqual([80, 6]);
  });
});

describe('createIds', () => {
  it('has the documented look and never repeats, even from the same randomness', () => {
    const ids = createIds(() => new Uint8Array(4));
    const made = Array.from({ length: 100 }, () => ids(1_500_000_000_000).requestId);
    expect(new Set(made).size).toBe(100);
    expect(Buffer.from(made[0] ?? '', 'base64').toString()).toMatch(/^[0-9a-f]{8}(_[0-9a-f]+){3}$/);
  });
});

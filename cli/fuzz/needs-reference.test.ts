import { describe, expect, it } from 'vitest';
import { needsReference } from './known-findings.ts';

describe('a finding', () => {
  it.each([
    ['differential', 'header etag', true],
    ['model', 'status:404→200', true],
    ['invariant', 'then GetObject: status:200→404', true],
    ['rule', 'status:refused→200', false],
    ['invariant', 'status:500', false],
  ] as const)('of the oracle %s at %s needs the reference: %s', (oracle, path, expected) => {
    expect(needsReference({ oracle, path })).toBe(expected);
  });
});

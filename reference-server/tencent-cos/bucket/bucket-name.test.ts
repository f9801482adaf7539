import { describe, expect, it } from 'vitest';
import { accountOfBucketName } from './bucket-name.ts';

describe('accountOfBucketName', () => {
  it.each([
    ['a-1250000000', '1250000000'],
    ['0a-b--c9-1', '1'],
    [`${'x'.repeat(40)}-1`, '1'],
    ['a-1-2', '2'],
  ])('%s belongs to %s', (name, account) => {
    expect(accountOfBucketName(name)).toBe(account);
  });

  it.each([
    '',
    'a',
    '-1',
    '-a-1',
    'a--1',
    'a_b-1',
    'A-1',
    'a.b-1',
    'é-1',
    'a-',
    'a-1x',
    `${'x'.repeat(41)}-1`,
  ])('%j is not allowed', (name) => {
    expect(accountOfBucketName(name)).toBeUndefined();
  });
});

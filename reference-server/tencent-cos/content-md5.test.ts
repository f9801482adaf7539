import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { contentMd5 } from './content-md5.ts';

describe('contentMd5', () => {
  it('reads every digest', () => {
    fc.assert(
      fc.property(fc.uint8Array(), (bytes) => {
        const digest = createHash('md5').update(bytes).digest();
        expect(contentMd5(digest.toString('base64'))).toBe(digest.toString('hex'));
      }),
    );
  });

  it('is nothing where none is declared', () => {
    expect(contentMd5(undefined)).toBeUndefined();
  });

  it.each([
    'x',
    '1B2M2Y8AsgTpgAmY7PhCfg',
    '1B2M2Y8AsgTpgAmY7PhCfh==',
    ' 1B2M2Y8AsgTpgAmY7PhCfg==',
    'd41d8cd98f00b204e9800998ecf8427e',
    '2jmj7l5rSw0yVb/vlWAYkK/YBwk=',
  ])('refuses %j', (value) => {
    expect(refusalOf(() => contentMd5(value))).toBe('invalid-digest');
  });
});

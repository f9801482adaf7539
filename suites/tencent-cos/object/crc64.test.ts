import { describe, expect, it } from 'vitest';
import { crc64 } from './crc64.ts';

describe('crc64', () => {
  it.each([
    ['', '0'],
    ['123456789', '11051210869376104954'],
    ['[Object Content]', '16749565679157681890'],
  ])('of %j is %s', (text, expected) => {
    expect(crc64(new TextEncoder().encode(text))).toBe(expected);
  });
});

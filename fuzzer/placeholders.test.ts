import { describe, expect, it } from 'vitest';
import type { Fixture } from '../dialects/core/operation.ts';
import { fill, placeholder, placeholderValues } from './placeholders.ts';

const fixture: Fixture = {
  bucket: 'b',
  key: 'k',
  sourceKey: 's',
  uploadId: 'u',
  partETag: 'p',
  account: 'a',
  copySource: (bucket, key) => `/${bucket}/${key}`,
};

describe('placeholders', () => {
  it.each([
    ['abc', '"abc"'],
    ['"abc"', '"abc"'],
    ['W/"abc"', 'W/"abc"'],
    ['""', '""'],
  ])('an entity tag %s is one of HTTP', (written, tag) => {
    expect(placeholderValues(fixture, written).etag).toBe(tag);
  });

  it('are filled in, and what is none stays', () => {
    const values = placeholderValues(fixture, 'e');
    expect(fill(`${placeholder('copySource')} {{other}} ${placeholder('etag')}`, values)).toBe(
      '/b/s {{other}} "e"',
    );
  });
});

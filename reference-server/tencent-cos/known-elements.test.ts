import { describe, expect, it } from 'vitest';
import { documents } from '../../dialects/tencent-cos/documents/index.ts';
import { knownElements } from './known-elements.ts';

describe('knownElements', () => {
  it('keeps what is described, at every depth and as often as it stands', () => {
    const value = {
      TagSet: {
        Tag: [
          { Key: 'a', Value: 'b', Extra: 'x' },
          { Key: 'c', Value: 'd' },
        ],
        Extra: 'x',
      },
      Extra: 'x',
    };
    expect(knownElements(documents.Tagging, value)).toEqual({
      TagSet: {
        Tag: [
          { Key: 'a', Value: 'b' },
          { Key: 'c', Value: 'd' },
        ],
      },
    });
    expect(knownElements(documents.LocationConstraint, 'x')).toBe('x');
  });
});

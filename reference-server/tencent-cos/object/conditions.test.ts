import { describe, expect, it } from 'vitest';
import { view } from '../incoming.fixture.ts';
import { conditionsOf } from './conditions.ts';

describe('conditionsOf', () => {
  it('takes several lines of a list-based field as one list', () => {
    const headers = [
      ['If-None-Match', '"a"'],
      ['if-none-match', '"b", "c"'],
      ['If-Match', '"d"'],
    ] as const;
    expect(conditionsOf(view(headers))).toMatchObject({ ifNoneMatch: '"a", "b", "c"', ifMatch: '"d"' });
  });

  it('takes an empty field for none', () => {
    expect(conditionsOf(view([['If-None-Match', '']]))).toMatchObject({ ifNoneMatch: undefined });
  });
});

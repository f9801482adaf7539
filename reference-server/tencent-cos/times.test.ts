import { describe, expect, it } from 'vitest';
import { asctime, isoMillis, isoSeconds } from './times.ts';

const AT = Date.UTC(2017, 0, 8, 6, 4, 7, 89);

describe('times', () => {
  it('have the documented forms', () => {
    expect(isoMillis(AT)).toBe('2017-01-08T06:04:07.089Z');
    expect(isoSeconds(AT)).toBe('2017-01-08T06:04:07Z');
    expect(asctime(AT)).toBe('Sun Jan 08 06:04:07 2017');
  });
});

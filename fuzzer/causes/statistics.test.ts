import { describe, expect, it } from 'vitest';
import { openStatistics } from './statistics.ts';

const MISSED = new Set(['header etag']);
const NONE: ReadonlySet<string> = new Set();

describe('statistics', () => {
  it('take nothing for a rule that was seen in one request over and over', () => {
    const statistics = openStatistics();
    for (let count = 0; count < 50; count++) statistics.note(['header etag'], MISSED, 'GetObject');
    expect(statistics.lacksAlways('header etag')).toBe(false);
    expect(statistics.isOpen('header etag')).toBe(true);
  });

  it('know what is lacking wherever it is to be expected', () => {
    const statistics = openStatistics();
    for (let count = 0; count < 5; count++) statistics.note(['header etag', 'b'], MISSED, String(count));
    expect(statistics.lacksAlways('header etag')).toBe(true);
    expect(statistics.isOpen('header etag')).toBe(false);
    expect(statistics.lacksAlways('b')).toBe(false);
    expect(statistics.lacksAlways('never seen')).toBe(false);
    expect(['header etag', 'b', 'never seen'].filter(statistics.has)).toEqual(['b']);
    expect(statistics.isOpen('never seen')).toBe(false);
  });

  it('take nothing for a rule that is otherwise in more than one of ten answers', () => {
    const statistics = openStatistics();
    for (let count = 0; count < 40; count++) {
      statistics.note(['header etag'], count % 8 === 0 ? NONE : MISSED, String(count));
    }
    expect(statistics.lacksAlways('header etag')).toBe(false);
    expect(statistics.isOpen('header etag')).toBe(false);
  });
});

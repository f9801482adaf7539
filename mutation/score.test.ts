import { describe, expect, it } from 'vitest';
import { scoreOf } from './score.ts';

const results = (...statuses: string[]) => statuses.map((status) => ({ status }));

describe('a score', () => {
  it('is the share of changes that tests noticed, by failing or by never ending', () => {
    expect(scoreOf('p', results('Killed', 'Timeout', 'Survived', 'NoCoverage'))).toEqual({
      part: 'p',
      noticed: 2,
      changes: 4,
      percent: 50,
    });
  });

  it('leaves out changes that tell nothing', () => {
    expect(scoreOf('p', results('Killed', 'CompileError', 'RuntimeError', 'Ignored')).percent).toBe(100);
  });

  it('is none for a part in which nothing was changed', () => {
    expect(scoreOf('p', []).percent).toBe(0);
  });
});

import { describe, expect, it } from 'vitest';
import { EXIT } from '../exit-code.ts';
import { worstExit } from './worst-exit.ts';

describe('the exit code of several judgements', () => {
  it('is that of a violation before anything else', () => {
    expect(worstExit([EXIT.incomplete, EXIT.failed, EXIT.internal, EXIT.ok])).toBe(EXIT.failed);
    expect(worstExit([EXIT.incomplete, EXIT.internal])).toBe(EXIT.internal);
    expect(worstExit([EXIT.ok, EXIT.incomplete])).toBe(EXIT.incomplete);
  });

  it('is 0 when all hold, or there are none', () => {
    expect(worstExit([EXIT.ok, EXIT.ok])).toBe(EXIT.ok);
    expect(worstExit([])).toBe(EXIT.ok);
  });
});

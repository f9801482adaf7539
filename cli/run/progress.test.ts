import { describe, expect, it } from 'vitest';
import type { Outcome } from '../../reports/index.ts';
import { openProgress, type ProgressStream } from './progress.ts';

/** What a display writes when a check ends every `step` ms. */
function written(
  stream: Partial<ProgressStream>,
  outcomes: readonly Outcome[],
  step: number,
  redraws = true,
): string[] {
  const writes: string[] = [];
  let time = 0;
  const display = openProgress(
    { write: (text) => writes.push(String(text)) > 0, ...stream },
    outcomes.length,
    { now: () => time, redraws },
  );
  outcomes.forEach((outcome, index) => {
    time += step;
    display.update({ id: `check-${index}`, outcome, done: index + 1 });
  });
  display.close();
  return writes;
}

const TERMINAL = { isTTY: true, columns: 80 } as const;

describe('progress on a terminal', () => {
  it('is one line that is redrawn, and is gone at the end', () => {
    const writes = written(TERMINAL, ['pass', 'fail', 'divergent'], 100);
    expect(writes).toEqual([
      '\r\u001b[2K1/3 checks, 0 s: 1 passed',
      '\r\u001b[2K2/3 checks, 0 s: 1 passed, 1 failed',
      '\r\u001b[2K3/3 checks, 0 s: 1 passed, 1 failed, 1 differ',
      '\r\u001b[2K',
    ]);
  });

  it('is not redrawn for every check', () => {
    expect(written(TERMINAL, Array<Outcome>(1000).fill('pass'), 1).length).toBeLessThan(20);
  });

  it('never wraps', () => {
    const writes = written({ isTTY: true, columns: 20 }, ['pass', 'fail', 'skipped', 'inconclusive'], 100);
    for (const text of writes) expect(text.replace('\r\u001b[2K', '').length).toBeLessThan(20);
  });

  it('is plain where a line cannot be redrawn', () => {
    expect(written(TERMINAL, ['pass', 'pass'], 6000, false).join('')).not.toContain('\u001b');
  });
});

describe('progress anywhere else', () => {
  it('is a line every few seconds, without any control', () => {
    const writes = written({}, Array<Outcome>(10).fill('pass'), 2000);
    expect(writes).toEqual(
      ['3/10 checks, 6 s: 3 passed\n', '6/10 checks, 12 s: 6 passed\n', '9/10 checks, 18 s: 9 passed\n'].map(
        (line) => ` ${line}`,
      ),
    );
  });

  it('is nothing for a run that is over at once', () => {
    expect(written({}, ['pass', 'fail'], 100)).toEqual([]);
  });
});

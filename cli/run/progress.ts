import type { WriteStream } from 'node:tty';
import type { Progress } from '../../harness/runner/start-run.ts';
import type { Outcome } from '../../reports/record.ts';

/** Live progress of a run. */
export interface ProgressDisplay {
  readonly update: (progress: Progress) => void;
  /** Ends the live line, so that what follows starts on a line of its own. */
  readonly close: () => void;
}

/** What a display is written to. */
export type ProgressStream = Pick<WriteStream, 'write'> & Partial<Pick<WriteStream, 'isTTY' | 'columns'>>;

/** What a display takes from outside. */
export interface ProgressOptions {
  /** Milliseconds, from any start. */
  readonly now?: () => number;
  /** False for terminals that cannot redraw a line. */
  readonly redraws?: boolean;
}

/** How often a plain log gets a line, and a terminal is redrawn, ms. */
const LINE_MS = 5_000;
const REDRAW_MS = 80;

const WORDS: Readonly<Record<Outcome, string>> = {
  pass: 'passed',
  fail: 'failed',
  divergent: 'differ',
  skipped: 'skipped',
  inconclusive: 'inconclusive',
  flaky: 'flaky',
};

/**
 * One line that is redrawn on a terminal; a line every few seconds anywhere else, none for a run that is over before.
 * @param total how many checks will run
 */
export function openProgress(
  stream: ProgressStream,
  total: number,
  { now = () => performance.now(), redraws = process.env.TERM !== 'dumb' }: ProgressOptions = {},
): ProgressDisplay {
  const live = stream.isTTY === true && redraws;
  const counts: Record<Outcome, number> = {
    pass: 0,
    fail: 0,
    divergent: 0,
    skipped: 0,
    inconclusive: 0,
    flaky: 0,
  };
  const started = now();
  let shownAt = started;
  let shown = false;
  const line = (done: number): string => {
    const seconds = Math.round((now() - started) / 1000);
    const parts = Object.entries(WORDS).flatMap(([outcome, word]) => {
      const count = counts[outcome as Outcome];
      return count > 0 ? [`${count} ${word}`] : [];
    });
    return `${String(done).padStart(String(total).length)}/${total} checks, ${seconds} s: ${parts.join(', ')}`;
  };
  return {
    update: ({ outcome, done }) => {
      counts[outcome]++;
      if (now() - shownAt < (live ? REDRAW_MS : LINE_MS)) return;
      shownAt = now();
      shown = true;
      if (live) stream.write(`\r\u001b[2K${line(done).slice(0, Math.max(10, (stream.columns ?? 80) - 1))}`);
      else stream.write(`${line(done)}\n`);
    },
    close: () => {
      if (live && shown) stream.write('\r\u001b[2K');
    },
  };
}

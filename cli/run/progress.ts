import type { WriteStream } from 'node:tty';
import type { Progress } from '../../harness/runner/start-run.ts';
import type { Outcome } from '../../reports/record.ts';

/** Live progress of a run. */
export interface ProgressDisplay {
  readonly update: (progress: Progress) => void;
  /** Ends the live line, so that what follows starts on a line of its own. */
  readonly close: () => void;
}

/** How often a plain log gets a line, and a terminal is redrawn, ms. */
const LINE_MS = 5_000;
const REDRAW_MS = 80;

/** One line that is redrawn on a terminal; a line every few seconds anywhere else. */
export function openProgress(stream: Pick<WriteStream, 'write' | 'isTTY' | 'columns'>): ProgressDisplay {
  const counts: Record<Outcome, number> = { pass: 0, fail: 0, divergent: 0, skipped: 0, inconclusive: 0 };
  const started = performance.now();
  let shownAt = 0;
  let done = 0;
  const line = (): string => {
    const seconds = Math.round((performance.now() - started) / 1000);
    const parts = Object.entries(counts).filter(([, count]) => count > 0);
    return `${done} checks in ${seconds} s: ${parts.map(([outcome, count]) => `${count} ${outcome}`).join(', ')}`;
  };
  return {
    update: (progress) => {
      counts[progress.outcome]++;
      done = progress.done;
      const now = performance.now();
      if (now - shownAt < (stream.isTTY ? REDRAW_MS : LINE_MS)) return;
      if (stream.isTTY) stream.write(`\r\u001b[2K${line().slice(0, Math.max(10, stream.columns - 1))}`);
      else if (shownAt > 0 || now - started >= LINE_MS) stream.write(`${line()}\n`);
      shownAt = now;
    },
    close: () => {
      if (stream.isTTY) stream.write('\r\u001b[2K');
    },
  };
}

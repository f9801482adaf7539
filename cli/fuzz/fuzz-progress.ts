import type { Progress } from '../../fuzzer/campaign/campaign.ts';
import { escapeTerminal } from '../../reports/escape.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { count } from '../../reports/wording.ts';
import type { ProgressStream } from '../run/progress.ts';

/** Live progress of a campaign: a line that is redrawn on a terminal, one every few seconds anywhere else. */
export interface FuzzProgress {
  readonly update: (progress: Progress) => void;
  readonly finding: (finding: FindingRecord) => void;
  readonly close: () => void;
}

const LINE_MS = 5_000;
const REDRAW_MS = 200;

/** Opens a display. @param now milliseconds from any start */
export function openFuzzProgress(
  stream: ProgressStream,
  now = (): number => performance.now(),
): FuzzProgress {
  const live = stream.isTTY === true && process.env.TERM !== 'dumb';
  let shownAt = now();
  let lastCases = 0;
  let lastMs = 0;
  const clear = (): void => {
    if (live) stream.write('\r\u001b[2K');
  };
  return {
    update: (progress) => {
      if (now() - shownAt < (live ? REDRAW_MS : LINE_MS)) return;
      shownAt = now();
      const rate = ((progress.cases - lastCases) / Math.max(1, progress.ms - lastMs)) * 1000;
      lastCases = progress.cases;
      lastMs = progress.ms;
      const { cases, ms, delivered, novelty, findings, duplicates, flaky, swept } = progress;
      const line = `${cases} cases, ${Math.round(ms / 1000)} s, ${rate.toFixed(0)}/s, ${Math.round(delivered * 100)} % delivered, ${novelty} outcomes, ${count(findings, 'finding')}, ${duplicates} again, ${flaky} flaky${swept ? ', every class was applied' : ''}`;
      if (live) {
        clear();
        stream.write(line.slice(0, Math.max(10, (stream.columns ?? 80) - 1)));
      } else stream.write(`${line}\n`);
    },
    finding: ({ id, grade, title, says, referenceToo, supersedes = [] }) => {
      clear();
      const both = referenceToo ? ' (the reference, too)' : '';
      const instead = supersedes.length > 0 ? ` (in place of ${supersedes.join(', ')})` : '';
      stream.write(`${id}  ${grade.padEnd(13)} ${escapeTerminal(title)}${both}${instead}\n`);
      stream.write(
        `               documentation: ${escapeTerminal(says.documentation)}; reference: ${escapeTerminal(says.reference)}; target: ${escapeTerminal(says.target)}\n`,
      );
    },
    close: clear,
  };
}

import { clip, escapeTerminal } from '../escape.ts';
import type { GateRule } from '../gate-rule.ts';
import type { Outcome } from '../record.ts';
import { number } from '../wording.ts';
import type { Painter } from './painter.ts';
import { paragraph } from './paragraph.ts';

const MARKS = { held: '✓', broken: '✗', allowed: '~' } as const;
const LOOKS: Readonly<Record<keyof typeof MARKS, Outcome>> = {
  held: 'pass',
  broken: 'fail',
  allowed: 'skipped',
};

/** What a gate came to, of a run or of a campaign. */
export interface Judgement {
  readonly exitCode: number;
  readonly rules: readonly GateRule<string>[];
}

/**
 * The gate as lines of text: every rule with its count, those that held too, and below a broken one what broke it.
 * @param most lines below a rule
 */
export function gateLines(verdict: Judgement, width: number, paint: Painter, most = 10): string[] {
  const passed = verdict.exitCode === 0;
  const heading = passed ? 'Gate passed' : `Gate not passed (exit code ${verdict.exitCode})`;
  return [
    paint.strong(paint.outcome(passed ? 'pass' : 'fail', heading)),
    ...verdict.rules.flatMap(({ state, says, count, checks, details }) => {
      const rule = `${MARKS[state]} ${says}: ${number(count)} against${state === 'allowed' ? ' (allowed)' : ''}`;
      const lines = paragraph(rule, width, 2, 2).map((line) => paint.outcome(LOOKS[state], line));
      if (state !== 'broken') return lines;
      const named = (details ?? checks)
        .slice(0, most)
        .map((text) => `      ${escapeTerminal(clip(text, 300))}`);
      const more = count - named.length;
      return [
        ...lines,
        ...named,
        ...(named.length > 0 && more > 0 ? [`      … and ${number(more)} more`] : []),
      ];
    }),
    '',
  ];
}

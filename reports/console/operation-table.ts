import { escapeTerminal } from '../escape.ts';
import type { Outcome } from '../record.ts';
import type { Summary } from '../summary.ts';
import { columnsOf, number, OUTCOME_WORDS } from '../wording.ts';
import { pad, shorten, textWidth } from './text-width.ts';

const ORDER: readonly Outcome[] = ['pass', 'fail', 'flaky', 'divergent', 'skipped', 'inconclusive'];
const CELL = 8;

/**
 * The counts of every operation as lines of text, with a total. Zeros are dots, so that what is there stands out.
 * @param paint colours a cell by its outcome
 */
export function operationTable(
  { operations, counts }: Summary,
  width: number,
  paint: (outcome: Outcome, text: string) => string,
): string[] {
  const columns = columnsOf(counts, ORDER);
  const titles = operations.map(({ title }) => escapeTerminal(title));
  const room = Math.max(12, width - columns.length * CELL - 2);
  const first = Math.min(room, Math.max(9, ...titles.map(textWidth)));
  const row = (title: string, of: Summary['counts']): string => {
    const cells = columns.map((outcome) => {
      const n = of[outcome];
      const text = pad(n === 0 ? '·' : number(n), CELL, true);
      return n === 0 ? text : paint(outcome, text);
    });
    return `  ${pad(shorten(title, first), first)}${cells.join('')}`;
  };
  const heads = columns.map((outcome) => pad(OUTCOME_WORDS[outcome].short, CELL, true));
  return [
    `  ${pad('operation', first)}${heads.join('')}`,
    ...operations.map(({ counts: of }, index) => row(titles[index] ?? '', of)),
    row('total', counts),
  ];
}

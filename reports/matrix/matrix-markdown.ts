import { clip, escapeMarkdown } from '../escape.ts';
import { count, LEVEL_WORDS, LEVELS, list, number } from '../wording.ts';
import { CELL_STATES, CELL_WORDS } from './cell.ts';
import type { Matrix, OperationCell } from './matrix.ts';
import { scoreText } from './matrix-words.ts';

/**
 * Several runs side by side as GitHub-flavoured Markdown: scores, then operations by targets. Everything a target said
 * is escaped.
 */
export function matrixMarkdown({ columns, operations, sameCatalogue }: Matrix): string {
  const names = columns.map(({ run }) => text(run.target.name));
  const disagreements = operations.reduce((sum, one) => sum + one.disagreements, 0);
  const there = CELL_STATES.filter((state) =>
    operations.some(({ cells }) => cells.some(({ counts }) => counts[state] > 0)),
  );
  const legend = there.map((state) => `${CELL_WORDS[state].mark} ${CELL_WORDS[state].label}`).join(' · ');
  const blocks = [
    `## ${list(names)}: they disagree about ${count(disagreements, 'check')}`,
    ...(sameCatalogue
      ? []
      : ['The catalogues differ: scores are shares of different wholes. Do not compare them.']),
    ...columns
      .filter(({ incomplete }) => incomplete.length > 0)
      .map(({ run, incomplete }) => `? ${text(run.target.name)} is not whole: ${text(list(incomplete))}`),
    table(
      ['', ...names],
      LEVELS.filter((level) => columns.some(({ scores }) => scores[level].planned > 0)).map((level) => [
        LEVEL_WORDS[level],
        ...columns.map(({ scores }) => scoreText(scores[level])),
      ]),
    ),
    table(
      ['operation', ...names, 'disagree'],
      operations.map(({ title, cells, disagreements: n }) => [
        text(title),
        ...cells.map(cellText),
        n === 0 ? '' : number(n),
      ]),
    ),
    legend,
  ];
  return `${blocks.join('\n\n')}\n`;
}

function cellText({ counts }: OperationCell): string {
  const there = CELL_STATES.filter((state) => state !== 'absent' && counts[state] > 0);
  if (there.length === 0) return CELL_WORDS.absent.mark;
  return there.map((state) => `${CELL_WORDS[state].mark} ${number(counts[state])}`).join(' ');
}

function table(head: readonly string[], rows: readonly (readonly string[])[]): string {
  return [head, head.map(() => '---'), ...rows].map((row) => `| ${row.join(' | ')} |`).join('\n');
}

function text(said: string): string {
  return escapeMarkdown(clip(said, 120));
}

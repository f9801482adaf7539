import { changesOf } from '../changes.ts';
import { clip } from '../escape.ts';
import type { Summary } from '../summary.ts';
import { list, number, OUTCOME_WORDS } from '../wording.ts';
import type { Painter } from './painter.ts';
import { paragraph } from './paragraph.ts';

const MAX_CHANGES = 10;

/** What is different from the baseline and from the earlier run, as lines of text; none when there is neither. */
export function changeList(summary: Summary, width: number, paint: Painter): string[] {
  const { comparedWith, groups } = changesOf(summary);
  if (comparedWith.length === 0) return [];
  return [
    ...paragraph(`Compared with ${list(comparedWith)}`, width).map(paint.strong),
    ...(groups.length === 0 ? ['  no difference'] : []),
    ...groups.flatMap(({ title, count, changes, look }) => [
      paint.outcome(look, `  ${OUTCOME_WORDS[look].mark} ${title}: ${number(count)}`),
      ...changes
        .slice(0, MAX_CHANGES)
        .flatMap(({ subject, text }) => paragraph(`${subject}  ${clip(text, 300)}`, width, 6, 2)),
      ...(count > MAX_CHANGES ? [`      … and ${number(count - MAX_CHANGES)} more`] : []),
    ]),
    '',
  ];
}

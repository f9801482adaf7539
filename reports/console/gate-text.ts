import type { ConsoleOptions } from '../console.ts';
import type { Summary } from '../summary.ts';
import type { Verdict } from '../verdict.ts';
import { utc } from '../wording.ts';
import { changeList } from './change-list.ts';
import { gateLines } from './gate-lines.ts';
import { painter } from './painter.ts';
import { paragraph } from './paragraph.ts';

/** What a gate says on a terminal: the verdict, what it is about, the difference, every rule, the notes. */
export function gateText(
  summary: Summary,
  verdict: Verdict,
  options: Pick<ConsoleOptions, 'width' | 'colour'> = {},
): string {
  const width = Math.max(40, options.width ?? 80);
  const paint = painter(options.colour ?? false);
  const { run } = summary;
  const { target } = run;
  const about = [
    `${target.name}  ${target.endpoint}  ${run.dialect} ${run.profile}  ${target.region}`,
    `${utc(run.startedAt)}, catalogue ${run.catalogue}, seed ${run.seed}, ${summary.path}`,
  ];
  const lines = [
    ...paragraph(verdict.sentence, width).map((line) =>
      paint.strong(paint.outcome(verdict.exitCode === 0 ? 'pass' : 'fail', line)),
    ),
    ...about.flatMap((line) => paragraph(line, width, 2)).map(paint.faint),
    '',
    ...changeList(summary, width, paint),
    ...verdict.notes.flatMap((note) => paragraph(`- ${note}`, width, 2, 2)),
    ...(verdict.notes.length > 0 ? [''] : []),
    ...gateLines(verdict, width, paint, 100),
  ];
  return `${lines.join('\n')}\n`;
}

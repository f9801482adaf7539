import { painter } from '../console/painter.ts';
import { paragraph } from '../console/paragraph.ts';
import { clip } from '../escape.ts';
import type { Outcome } from '../record.ts';
import { count, number, OUTCOME_WORDS, utc } from '../wording.ts';
import {
  type ChangedCheck,
  DIFFERENCES,
  type DifferenceKind,
  differenceLook,
  differenceTitle,
  type RunDifference,
} from './diff-runs.ts';

export interface DifferenceTextOptions {
  /** Columns of the terminal. Default 80. */
  readonly width?: number;
  readonly colour?: boolean;
}

/** A difference as text for a terminal: what is compared, every group with its count, then its checks. */
export function differenceText(difference: RunDifference, options: DifferenceTextOptions = {}): string {
  const width = Math.max(40, options.width ?? 80);
  const paint = painter(options.colour ?? false);
  const { before, after, sameCatalogue, complete, groups, redefined, stillFailing, unchanged } = difference;
  const about = ({ target, startedAt, catalogue }: typeof before): string =>
    `${target.name} (${target.endpoint}), ${utc(startedAt)}, catalogue ${catalogue}`;
  const warnings = [
    ...(sameCatalogue
      ? []
      : [
          'The catalogues differ: only checks that ask the same in both are compared; the others came, went or changed with the catalogue.',
        ]),
    ...(complete ? [] : ['One of the runs is not whole: what is missing in it may not have vanished.']),
    ...(before.dialect === after.dialect ? [] : ['These are runs of different APIs.']),
  ];
  const lines = [
    ...paragraph(`before  ${about(before)}`, width, 0, 8),
    ...paragraph(`after   ${about(after)}`, width, 0, 8),
    ...warnings
      .flatMap((text) => paragraph(`! ${text}`, width, 0, 2))
      .map((line) => paint.outcome('inconclusive', line)),
    '',
    ...DIFFERENCES.map((kind) => countLine(kind, groups[kind].length)),
    ...(sameCatalogue
      ? []
      : [`  ${number(redefined.length).padStart(6)}  ask something else than before, not compared`]),
    `  ${number(unchanged).padStart(6)}  unchanged, ${count(stillFailing, 'of them fails', 'of them fail')}`,
    '',
    ...DIFFERENCES.flatMap((kind) =>
      group(differenceTitle(kind, difference), groups[kind], differenceLook(kind, difference)),
    ),
    ...(sameCatalogue ? [] : group('asks something else than before', redefined, 'skipped')),
  ];
  return `${lines.join('\n')}\n`;

  function countLine(kind: DifferenceKind, n: number): string {
    const line = `  ${number(n).padStart(6)}  ${differenceTitle(kind, difference)}`;
    return n === 0 ? paint.faint(line) : paint.outcome(differenceLook(kind, difference), line);
  }

  function group(title: string, checks: readonly ChangedCheck[], look: Outcome): string[] {
    if (checks.length === 0) return [];
    return [
      paint.outcome(look, paint.strong(`${OUTCOME_WORDS[look].mark} ${title} (${number(checks.length)})`)),
      ...checks.flatMap(({ id, title: what, before: was, after: is, note }) => [
        ...paragraph(`${id}  ${note ?? `${was ?? 'absent'} → ${is ?? 'absent'}`}`, width, 2, 4),
        ...paragraph(clip(what, 300), width, 6).map(paint.faint),
      ]),
      '',
    ];
  }
}

import type { CheckDigest } from '../check-digest.ts';
import { type ClaimGroup, groupByClaims } from '../claim-groups.ts';
import type { ReportCommands } from '../commands.ts';
import { escapeTerminal } from '../escape.ts';
import type { Summary } from '../summary.ts';
import { count, IMPACT_WORDS, LEVEL_WORDS, number } from '../wording.ts';
import type { Painter } from './painter.ts';
import { paragraph } from './paragraph.ts';

const MAX_GROUPS = 20;
const MAX_CHECKS = 3;

/**
 * The failed checks as lines of text, grouped by the claims they break, with expected, got and how to see more. Those
 * that the reference fails too come last, under a heading of their own: they are not the target's fault.
 */
export function failureList(
  summary: Summary,
  width: number,
  paint: Painter,
  commands: ReportCommands,
): string[] {
  const { counts, notable } = summary;
  const failed = notable.filter(({ outcome }) => outcome === 'fail');
  const shared = failed.filter(({ referenceFailed }) => referenceFailed);
  const own = failed.filter(({ referenceFailed }) => !referenceFailed);
  const section = (heading: string, checks: readonly CheckDigest[]): string[] => {
    const groups = groupByClaims(summary.run, checks);
    const rest = groups.slice(MAX_GROUPS).reduce((sum, group) => sum + group.checks.length, 0);
    return [
      paint.strong(heading),
      '',
      ...groups.slice(0, MAX_GROUPS).flatMap((group) => [...groupLines(group, width, paint, commands), '']),
      ...(rest > 0 ? [`  … and ${count(rest, 'more check')}; the report has them all.`, ''] : []),
    ];
  };
  const inAll = counts.fail - shared.length;
  return [
    ...(own.length > 0 ? section(`Failed (${number(inAll)})`, own) : []),
    ...(shared.length > 0
      ? section(`Failed by the bundled reference too, a bug of ours (${number(shared.length)})`, shared)
      : []),
  ];
}

function groupLines(group: ClaimGroup, width: number, paint: Painter, commands: ReportCommands): string[] {
  const claims = group.claims.flatMap(({ id, text, source }) => {
    const where = source === undefined ? '' : ` (${source})`;
    return paragraph(`${id}  ${text ?? 'not in the run record'}${where}`, width, 2, 2).map(paint.strong);
  });
  const rest = group.checks.length - MAX_CHECKS;
  return [
    ...claims,
    ...group.checks.slice(0, MAX_CHECKS).flatMap((check) => checkLines(check, width, paint, commands)),
    ...(rest > 0 ? [`    … and ${count(rest, 'more check')} of the same`] : []),
  ];
}

function checkLines(check: CheckDigest, width: number, paint: Painter, commands: ReportCommands): string[] {
  const { level, impact, title, mismatches, more } = check;
  const head = `✗ ${title} [${LEVEL_WORDS[level]}, ${IMPACT_WORDS[impact]}]`;
  return [
    ...paragraph(head, width, 4, 2).map((line) => paint.outcome('fail', line)),
    ...mismatches.flatMap(({ facet, expected, got }) =>
      paragraph(`${facet}: expected ${expected || '(empty)'}, got ${got || '(empty)'}`, width, 6, 2),
    ),
    ...(more > 0 ? [`      … and ${count(more, 'more difference')}`] : []),
    // Never wrapped: it is there to be copied.
    `      ${paint.faint(escapeTerminal(commands.explain(check.id)))}`,
  ];
}

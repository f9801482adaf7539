import { changesOf } from './changes.ts';
import type { CheckDigest } from './check-digest.ts';
import { type ClaimGroup, groupByClaims } from './claim-groups.ts';
import { defaultCommands, type ReportCommands } from './commands.ts';
import { clip, escapeMarkdown, markdownCode } from './escape.ts';
import { fitBlocks } from './markdown-blocks.ts';
import type { Outcome } from './record.ts';
import type { Summary } from './summary.ts';
import type { Verdict } from './verdict.ts';
import { columnsOf, count, IMPACT_WORDS, LEVEL_WORDS, list, number, OUTCOME_WORDS, utc } from './wording.ts';

export interface MarkdownOptions {
  /**
   * Most characters of the result. Default 60,000: that fits a GitHub comment (65,536) and, even in UTF-8, a step
   * summary (1 MiB).
   */
  readonly maxLength?: number;
  readonly commands?: ReportCommands;
}

const ORDER: readonly Outcome[] = ['pass', 'fail', 'flaky', 'divergent', 'skipped', 'inconclusive'];
const MARKS = { held: '✓', broken: '✗', allowed: '~' } as const;
const MAX_CHECKS = 5;
const MAX_VALUE = 120;

/**
 * A run as GitHub-flavoured Markdown, for a CI step summary or a comment. Everything a target said is escaped: no
 * markup, mention, link or issue number comes of it. What does not fit is counted, block by block, at the end.
 */
export function markdownSummary(summary: Summary, verdict: Verdict, options: MarkdownOptions = {}): string {
  const commands = options.commands ?? defaultCommands;
  const maxLength = options.maxLength ?? 60_000;
  const failed = summary.notable.filter(({ outcome }) => outcome === 'fail');
  const groups = groupByClaims(summary.run, failed).map((group) => groupBlock(group, commands));
  const { fail } = summary.counts;
  // In order of importance: when there is no room, the end is missing.
  const blocks = [
    `## ${escapeMarkdown(verdict.sentence)}`,
    aboutBlock(summary),
    ...(verdict.notes.length === 0
      ? []
      : [verdict.notes.map((note) => `- ${escapeMarkdown(note)}`).join('\n')]),
    ...changesBlock(summary),
    gateBlock(verdict),
    operationsBlock(summary),
    ...(fail > 0 ? [`### Failed (${number(fail)})`, ...groups] : []),
    ...reasonsBlock(summary),
  ];
  return fitBlocks(blocks, maxLength);
}

function aboutBlock({ run }: Summary): string {
  const { target } = run;
  return [
    `**${escapeMarkdown(clip(target.name, MAX_VALUE))}** at ${code(target.endpoint)}`,
    `${escapeMarkdown(run.dialect)} ${escapeMarkdown(run.profile)}`,
    utc(run.startedAt),
    `catalogue ${code(run.catalogue)}`,
    `again with ${code(run.command, 400)}`,
  ].join(' · ');
}

function gateBlock(verdict: Verdict): string {
  const heading = verdict.exitCode === 0 ? 'Gate passed' : `Gate not passed (exit code ${verdict.exitCode})`;
  const rules = verdict.rules.map(({ state, says, count: against }) => {
    const n = against === 0 ? '' : `: ${number(against)}`;
    return `- ${MARKS[state]} ${escapeMarkdown(says)}${n}${state === 'allowed' ? ' (allowed)' : ''}`;
  });
  return [`**${heading}**`, '', ...rules].join('\n');
}

const MAX_CHANGES = 20;

/** The difference from the baseline and the earlier run, first of all when there is either. */
function changesBlock(summary: Summary): string[] {
  const { comparedWith, groups } = changesOf(summary);
  if (comparedWith.length === 0) return [];
  const heading = `### The difference\n\nCompared with ${list(comparedWith.map((one) => escapeMarkdown(clip(one, 300))))}.`;
  if (groups.length === 0) return [`${heading} There is none.`];
  return [
    heading,
    ...groups.map(({ title, count: n, changes, look }) =>
      [
        `${OUTCOME_WORDS[look].mark} **${number(n)} ${escapeMarkdown(title)}**`,
        '',
        ...changes
          .slice(0, MAX_CHANGES)
          .map(({ subject, text }) => `- ${code(subject, 300)} ${escapeMarkdown(clip(text, 300))}`),
        ...(n > MAX_CHANGES ? [`- … and ${number(n - MAX_CHANGES)} more`] : []),
      ].join('\n'),
    ),
  ];
}

function operationsBlock({ operations, counts }: Summary): string {
  const columns = columnsOf(counts, ORDER);
  const cells = (of: Summary['counts']): string =>
    columns.map((outcome) => (of[outcome] === 0 ? '·' : number(of[outcome]))).join(' | ');
  const heads = columns.map((outcome) => `${OUTCOME_WORDS[outcome].mark} ${OUTCOME_WORDS[outcome].short}`);
  const notAllPassed = operations.filter(
    ({ counts: of }) => of.fail + of.flaky + of.divergent + of.inconclusive > 0,
  );
  const rows = notAllPassed
    .slice(0, 100)
    .map(({ title, counts: of }) => `| ${escapeMarkdown(clip(title, MAX_VALUE))} | ${cells(of)} |`);
  const quiet = operations.length - rows.length;
  const quietRow =
    quiet === 0 ? [] : [`| _${count(quiet, 'other operation')}_ | ${cells(rest(counts, notAllPassed))} |`];
  return [
    `| operation | ${heads.join(' | ')} |`,
    `|---|${columns.map(() => '--:').join('|')}|`,
    ...rows,
    ...quietRow,
    `| **all** | ${cells(counts)} |`,
  ].join('\n');
}

/** What remains of `counts` without the operations shown. */
function rest(counts: Summary['counts'], shown: Summary['operations']): Summary['counts'] {
  const left = (outcome: Outcome): number =>
    shown.slice(0, 100).reduce((n, { counts: of }) => n - of[outcome], counts[outcome]);
  return {
    pass: left('pass'),
    fail: left('fail'),
    divergent: left('divergent'),
    skipped: left('skipped'),
    inconclusive: left('inconclusive'),
    flaky: left('flaky'),
  };
}

function groupBlock({ claims, checks }: ClaimGroup, commands: ReportCommands): string {
  const more = checks.length - MAX_CHECKS;
  return [
    ...claims.map(({ id, text, source }) => {
      const said = text === undefined ? '' : ` ${escapeMarkdown(clip(text, 400))}`;
      return `**${code(id)}**${said}${source === undefined ? '' : ` (${escapeMarkdown(clip(source, MAX_VALUE))})`}  `;
    }),
    '',
    ...checks.slice(0, MAX_CHECKS).map((check) => checkItem(check, commands)),
    ...(more > 0 ? [`- … and ${count(more, 'more check')} of the same`] : []),
  ].join('\n');
}

function checkItem(check: CheckDigest, commands: ReportCommands): string {
  const { level, impact, title, mismatches, more, referenceFailed, id } = check;
  const ours = referenceFailed ? '; the bundled reference fails it too: a bug of ours' : '';
  return [
    `- ✗ ${escapeMarkdown(clip(title, 300))} (${LEVEL_WORDS[level]}, ${IMPACT_WORDS[impact]}${ours})`,
    ...mismatches.map(
      ({ facet, expected, got }) => `  - ${code(facet)}: expected ${code(expected)}, got ${code(got)}`,
    ),
    ...(more > 0 ? [`  - … and ${count(more, 'more difference')}`] : []),
    `  - ${code(commands.explain(id), 400)}`,
  ].join('\n');
}

function reasonsBlock({ reasons }: Summary): string[] {
  if (reasons.length === 0) return [];
  const rows = reasons
    .slice(0, 30)
    .map(
      ({ outcome, code: slug, message, checks }) =>
        `| ${number(checks)} ${outcome} | ${escapeMarkdown(message)} | ${code(slug)} |`,
    );
  const more = reasons.length - 30;
  return [
    '### Not judged',
    ['| checks | why | code |', '|---|---|---|', ...rows].join('\n'),
    ...(more > 0 ? [`… and ${count(more, 'more reason')}.`] : []),
  ];
}

function code(text: string, max = MAX_VALUE): string {
  return markdownCode(clip(text, max));
}

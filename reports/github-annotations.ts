import { clip, visible } from './escape.ts';
import type { Summary } from './summary.ts';
import type { Verdict } from './verdict.ts';
import { IMPACT_WORDS, LEVEL_WORDS } from './wording.ts';

/** GitHub shows no more of a kind in one step. */
const MAX_ANNOTATIONS = 10;

/**
 * Workflow commands that make GitHub Actions show what broke the gate, one a line; the worst come first. Everything a
 * target said is escaped: no other command and no line break comes of it.
 */
export function githubAnnotations(summary: Summary, verdict: Verdict): string {
  const broken = verdict.rules.filter(({ state }) => state === 'broken');
  const ids = new Set(broken.flatMap(({ checks }) => checks));
  const lines: string[] = [];
  if (verdict.exitCode === 0) lines.push(annotation('notice', 'Gate passed', verdict.sentence));
  else lines.push(annotation('error', `Gate not passed (exit code ${verdict.exitCode})`, verdict.sentence));
  const worst = summary.notable.filter(({ id }) => ids.has(id)).slice(0, MAX_ANNOTATIONS - 1);
  for (const { id, title, level, impact, outcome, mismatches, claims, reason, expectation } of worst) {
    const kind = outcome === 'inconclusive' || outcome === 'divergent' ? 'warning' : 'error';
    const found = mismatches.map(({ facet, expected, got }) => `${facet}: expected ${expected}, got ${got}`);
    const text = [
      `${title} [${LEVEL_WORDS[level]}, ${IMPACT_WORDS[impact]}] ${claims.join(', ')}`,
      ...(reason === undefined ? [] : [reason.message]),
      ...(expectation?.differences ?? []).map((difference) => `not as known: ${difference}`),
      ...found,
    ];
    lines.push(annotation(kind, `${id}: ${outcome}`, ...text));
  }
  for (const { says, details = [], checks } of broken) {
    // Checks are shown above, where they are on record as wrong; entries of the baseline and fixed checks are not.
    if (checks.length > 0 && checks.every((id) => summary.notable.some((one) => one.id === id))) continue;
    if (details.length > 0) lines.push(annotation('error', `Not so: ${says}`, ...details.slice(0, 20)));
  }
  return lines.map((line) => `${line}\n`).join('');
}

/** One workflow command. What stands in it can end neither it nor the line. */
export function annotation(
  kind: 'notice' | 'warning' | 'error',
  title: string,
  ...text: readonly string[]
): string {
  const lines = text.map((line) => visible(clip(line, 500)));
  return `::${kind} title=${property(clip(title, 200))}::${data(lines.join('\n'))}`;
}

/** What stands behind a command: percent and line breaks are encoded. */
function data(text: string): string {
  return text.replaceAll('%', '%25').replaceAll('\r', '%0D').replaceAll('\n', '%0A');
}

/** A property of a command: what would end it is encoded too. */
function property(text: string): string {
  return data(visible(text)).replaceAll(':', '%3A').replaceAll(',', '%2C');
}

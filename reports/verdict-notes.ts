import type { Deciding } from './gate-rules.ts';
import type { Summary } from './summary.ts';
import { count, IMPACT_WORDS, IMPACTS, LEVEL_WORDS, LEVELS, list, number, utc } from './wording.ts';

/** What else has to be known to read a verdict right, a sentence each. */
export function notesOf(summary: Summary, deciding: Deciding): string[] {
  const { counts, word } = deciding;
  const checks = (n: number): string => count(n, word === '' ? 'check' : `${word} check`);
  const notes = summary.incomplete.map(
    ({ message }) => `${message.charAt(0).toUpperCase()}${message.slice(1)}.`,
  );
  const impacts = IMPACTS.map((impact) => {
    const n = deciding.levels.reduce((sum, level) => sum + summary.levels[level].violations[impact], 0);
    return { n, words: `${number(n)} ${IMPACT_WORDS[impact]}` };
  }).filter(({ n }) => n > 0);
  if (impacts.length > 0) notes.push(`Violations by impact: ${list(impacts.map(({ words }) => words))}.`);
  if (summary.referenceFailures > 0) {
    notes.push(
      `The bundled reference fails ${count(summary.referenceFailures, 'check')}: a bug of ours; please report it. ` +
        `What the target does there is not counted against it.`,
    );
  }
  if (summary.brokenChecks > 0) {
    notes.push(`${count(summary.brokenChecks, 'check')} broke down: a bug of ours; please report it.`);
  }
  if (counts.inconclusive > 0) notes.push(`${checks(counts.inconclusive)} could not be judged.`);
  if (counts.skipped > 0)
    notes.push(`${checks(counts.skipped)} skipped; skipped checks say nothing about the target.`);
  const { divergent } = summary.counts;
  if (divergent > 0) {
    const kept =
      divergent === 1 ? 'keeps to the documentation but differs' : 'keep to the documentation but differ';
    notes.push(`${count(divergent, 'check')} ${kept} from the reference.`);
  }
  for (const level of LEVELS) {
    const { counts: of, planned } = summary.levels[level];
    if (deciding.levels.includes(level) || planned === 0) continue;
    const ran = of.pass + of.fail + of.divergent;
    const failed = of.fail === 0 ? 'none fails' : of.fail === 1 ? '1 fails' : `${number(of.fail)} fail`;
    const decide = of.fail === 0 ? '' : of.fail === 1 ? ' (does not decide)' : ' (they do not decide)';
    notes.push(`${number(ran)} of ${number(planned)} ${LEVEL_WORDS[level]} checks ran; ${failed}${decide}.`);
  }
  notes.push(...expectationNotes(summary));
  const left = summary.end?.resources.leftBehind.length ?? 0;
  if (left > 0) notes.push(`${count(left, 'resource')} left behind on the target.`);
  return notes;
}

/** What a reader has to know of the baseline and the earlier run. */
function expectationNotes({ baseline, difference, run }: Summary): string[] {
  const notes: string[] = [];
  if (baseline !== undefined) {
    const { entries, catalogue } = baseline.baseline;
    const vague = entries.filter(({ got, expect }) => got === undefined && expect !== 'flaky').length;
    if (vague > 0) {
      const one = vague === 1;
      notes.push(
        `${count(vague, 'entry', 'entries')} of the baseline ${one ? 'does' : 'do'} not say how it is wrong (no got): any failure satisfies ${one ? 'it' : 'them'}.`,
      );
    }
    if (catalogue !== undefined && catalogue !== run.catalogue) {
      notes.push(
        `The baseline was written under another catalogue (${catalogue}): checks may have come, gone or changed since.`,
      );
    }
    if (baseline.unseen > 0) {
      notes.push(`${count(baseline.unseen, 'check')} named by the baseline did not come to a result.`);
    }
  }
  if (difference !== undefined) {
    const { before, sameCatalogue, complete, redefined } = difference;
    if (!sameCatalogue) {
      notes.push(
        `The earlier run of ${utc(before.startedAt)} had another catalogue (${before.catalogue}): only checks that are the same in both are compared${redefined.length === 0 ? '' : `, ${count(redefined.length, 'other')} not`}.`,
      );
    }
    if (!complete)
      notes.push('One of the two compared runs is not whole: what is missing may not have vanished.');
  }
  return notes;
}

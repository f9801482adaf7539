import type { CheckRecord } from '../../reports/record.ts';

/** Mismatches shown in a test failure; the report has all of them. */
const SHOWN = 5;

/**
 * What a check that did not go well says to a test runner: expected and got per facet. Undefined for outcomes that do
 * not fail a test. A reference that fails its own check fails the test too, whatever the target did.
 */
export function failureMessage(record: CheckRecord): string | undefined {
  const { referenceFailed, referenceProblem } = record;
  const reference = referenceProblem === undefined ? REFERENCE : `${REFERENCE} (${referenceProblem})`;
  const lines = [...outcomeLines(record), ...(referenceFailed ? [reference] : [])];
  return lines.length === 0 ? undefined : lines.join('\n');
}

const REFERENCE = 'the reference server fails this check: a bug of ours';

function outcomeLines(record: CheckRecord): string[] {
  const { outcome, reason } = record;
  const because = reason ? [`${reason.code}: ${reason.message}`] : [];
  if (outcome === 'fail') {
    return [`${record.title} (${record.claims.join(', ')})`, ...mismatchLines(record), ...because];
  }
  return outcome === 'inconclusive' || outcome === 'flaky' ? [outcome, ...because] : [];
}

function mismatchLines({ mismatches, transcripts }: CheckRecord): string[] {
  const lines = mismatches.slice(0, SHOWN).map(({ exchange, facet, expected, got }) => {
    const sent = transcripts.target[exchange]?.request;
    const where = sent ? `${sent.method} ${sent.target.split('?')[0]}: ` : '';
    return `${where}${facet}: expected ${expected}, got ${got}`;
  });
  const rest = mismatches.length - SHOWN;
  return rest > 0 ? [...lines, `and ${rest} more`] : lines;
}

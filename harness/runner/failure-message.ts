import type { CheckRecord } from '../../reports/record.ts';

/** Mismatches shown in a test failure; the report has all of them. */
const SHOWN = 5;

/**
 * What a failed check says to a test runner: expected and got per facet. Undefined for outcomes that do not fail a test.
 * A reference that fails its own check fails the test too, whatever the target did.
 */
export function failureMessage(record: CheckRecord): string | undefined {
  if (record.outcome === 'fail') {
    const lines = record.mismatches.slice(0, SHOWN).map(({ exchange, facet, expected, got }) => {
      const sent = record.transcripts.target[exchange]?.request;
      const where = sent ? `${sent.method} ${sent.target.split('?')[0]}: ` : '';
      return `${where}${facet}: expected ${expected}, got ${got}`;
    });
    return [`${record.title} (${record.claims.join(', ')})`, ...lines].join('\n');
  }
  if (record.outcome === 'inconclusive') return `inconclusive: ${record.reason?.message ?? 'no reason'}`;
  if (record.referenceFailed) return 'the reference server fails this check';
  return undefined;
}

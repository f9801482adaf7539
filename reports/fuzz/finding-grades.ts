import type { FindingGrade, FindingRecord } from './fuzz-record.ts';

/** The order in which findings are told: the worst first. */
export const GRADES: readonly FindingGrade[] = ['fail', 'non-strict', 'informational', 'divergent'];

/** Whether a finding of a grade breaks the gate where one of the other grade passes it, unless more is asked of it. */
export function isWorse(grade: FindingGrade, than: FindingGrade): boolean {
  return grade === 'fail' && than !== 'fail';
}

/** The findings that no other one among them takes the place of. */
export function standing<F extends Pick<FindingRecord, 'id' | 'supersedes'>>(findings: readonly F[]): F[] {
  const superseded = new Set(findings.flatMap(({ supersedes = [] }) => supersedes));
  return findings.filter(({ id }) => !superseded.has(id));
}

import type { FindingGrade, FindingRecord } from './fuzz-record.ts';

/** The order in which findings are told: the worst first. */
export const GRADES: readonly FindingGrade[] = ['fail', 'non-strict', 'informational', 'divergent'];

/** Whether a grade says more against a target than another one. */
export function isWorse(grade: FindingGrade, than: FindingGrade): boolean {
  return GRADES.indexOf(grade) < GRADES.indexOf(than);
}

/** The findings that no other one among them takes the place of. */
export function standing<F extends Pick<FindingRecord, 'id' | 'supersedes'>>(findings: readonly F[]): F[] {
  const superseded = new Set(findings.flatMap(({ supersedes = [] }) => supersedes));
  return findings.filter(({ id }) => !superseded.has(id));
}

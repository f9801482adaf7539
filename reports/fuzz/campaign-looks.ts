import type { JudgedFinding } from './campaign-summary.ts';

/** How a finding looks in a report: as the outcome of a check would. */
export type FindingLook = 'fail' | 'known' | 'fixed' | 'divergent' | 'ours';

/** Signs that read without colour. */
export const FINDING_MARKS: Readonly<Record<FindingLook, string>> = {
  fail: '✗',
  known: '–',
  fixed: '✓',
  divergent: '≠',
  ours: '!',
};

/** The look of a finding, by what the baseline makes of it and by its grade. */
export function decidingOutcome({
  verdict,
  finding,
}: Pick<JudgedFinding, 'verdict' | 'finding'>): FindingLook {
  switch (verdict) {
    case 'known':
      return 'known';
    case 'fixed':
      return 'fixed';
    case 'incomplete':
      return 'ours';
    case 'regression':
      return 'fail';
    case 'ok':
      return finding.grade === 'fail' ? 'fail' : 'divergent';
  }
}

/** What there are schemas of: every kind of record of runs and of campaigns, profiles and baselines. */
export const SCHEMA_KINDS: readonly string[] = [
  'run',
  'check',
  'end',
  'fuzz',
  'finding',
  'replayed',
  'fuzz-end',
  'profile',
  'baseline',
];

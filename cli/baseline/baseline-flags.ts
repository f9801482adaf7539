import type { Level } from '../../reports/index.ts';

/** What `baseline update` is given besides the records. */
export interface BaselineFlags {
  /** Path of the baseline; it need not be there. */
  readonly baseline: string;
  readonly level: Level;
  /** Divergences are accepted as well. */
  readonly strict?: boolean;
  /** Nothing is written. */
  readonly dryRun?: boolean;
}

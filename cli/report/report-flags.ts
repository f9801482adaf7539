import type { GateFlags } from '../gate/gate-flags.ts';

export interface ReportFlags extends GateFlags {
  readonly html?: string;
  readonly junit?: string;
  readonly sarif?: string;
  readonly markdown?: string;
  readonly badge?: string;
  readonly github?: boolean;
  readonly matrix?: boolean;
  /** For a matrix: what is known to be wrong with its targets. */
  readonly baselines?: readonly string[];
}

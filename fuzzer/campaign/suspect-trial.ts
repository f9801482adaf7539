import type { Observation } from '../oracles/observation.ts';
import type { Trial } from '../world/trial.ts';

/** Cases in which something is wrong, and everything that is. */
export interface SuspectTrial {
  readonly trial: Trial;
  /** The worst first. */
  readonly observations: readonly Observation[];
}

import type { Baseline } from '../../reports/baseline/baseline.ts';
import type { RunRecord } from '../../reports/record.ts';
import type { Target } from '../target/target.ts';
import type { Selection } from './plan.ts';

/** Which regression cases a run takes. */
export interface CorpusChoice {
  /** Folders of cases of the user's own. */
  readonly folders: readonly string[];
  /** Whether cases that may hurt a server are run. */
  readonly destructive: boolean;
}

/** Everything a worker needs to run checks: plain data, handed over in memory, secrets included. */
export interface RunConfig {
  readonly target: Target;
  /** The reference server, as a target of its own; undefined judges by the documentation alone. */
  readonly reference: Target | undefined;
  readonly selection: Selection;
  /** What is known to be wrong: a test whose check is, is skipped and not failed. The records do not depend on it. */
  readonly baseline?: Baseline | undefined;
  /** Regression cases besides those that come with the catalogue. */
  readonly corpus?: CorpusChoice | undefined;
  /** True when a reporter of Allure listens. */
  readonly allure?: boolean | undefined;
  /** How often each check is executed. */
  readonly repeat?: number | undefined;
  readonly seed: number;
  readonly runId: string;
  /** Where records go, one JSON object a line. */
  readonly recordFile: string;
  /** Where the target's resources are noted; undefined for a target that vanishes with the run. */
  readonly ledgerFile: string | undefined;
  readonly profileFile: string | undefined;
  readonly clockSkewMs: number;
  /** Facts for the `run` record that only the caller knows. */
  readonly facts: Pick<RunRecord, 'tool' | 'command' | 'startedAt'> & {
    readonly embedded: boolean;
    readonly probedFeatures: Readonly<Record<string, boolean>>;
  };
}

declare module 'vitest' {
  interface ProvidedContext {
    bucketproof: RunConfig;
  }
  interface TaskMeta {
    outcome?: string;
  }
}

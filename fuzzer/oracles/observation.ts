import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import type { Trial } from '../world/trial.ts';

/** The oracles, in the order in which they are asked. */
export const ORACLES = ['transport', 'invariant', 'rule', 'metamorphic', 'differential'] as const;

/** Who says that something is wrong. */
export type Oracle = (typeof ORACLES)[number];

/**
 * How bad it is. `fail`: something that has to hold does not. `non-strict`: something that should hold does not.
 * `informational`: worth telling. `divergent`: other than the reference, and nothing more is known.
 */
export type Grade = 'fail' | 'non-strict' | 'informational' | 'divergent';

/** Something that is not as an oracle expects. */
export interface Observation {
  readonly oracle: Oracle;
  /** Permanent name of the rule. */
  readonly rule: string;
  readonly grade: Grade;
  /** What differs, without values: `status:200→404`, `header etag`, `/Delete/Object/Key`. */
  readonly path: string;
  readonly expected: string;
  readonly got: string;
  /** Section of an RFC, or claim. */
  readonly source?: string | undefined;
}

/** What an oracle judges. */
export interface Judged {
  readonly dialect: Dialect;
  readonly operation: Operation;
  readonly trial: Trial;
  /** The exchange in question: the target's, or the reference's to see whether it has the same problem. */
  readonly exchange: Exchange;
  /** Classes of the mutations that changed something, with what they changed. */
  readonly applied: readonly {
    readonly mutation: MutationClass;
    readonly slot: string;
    readonly args: unknown;
  }[];
}

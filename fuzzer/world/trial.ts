import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FuzzCase } from '../case.ts';
import type { Rendered } from '../render.ts';

/** A case that was sent. */
export interface Trial {
  readonly fuzzCase: FuzzCase;
  readonly target: Exchange;
  /** Undefined when there is no reference. */
  readonly reference: Exchange | undefined;
  /** As it went to the target. */
  readonly rendered: Rendered;
  /** Ids that the servers gave out and quote back, target's and reference's. */
  readonly ids: { readonly target: readonly string[]; readonly reference: readonly string[] };
}

/** A case whose state could not be brought about. */
export interface Unprepared {
  readonly fuzzCase: FuzzCase;
  readonly problem: string;
}

/** What became of a case. */
export type CaseResult = Trial | Unprepared;

/** Whether the case was sent. */
export function isTrial(result: CaseResult): result is Trial {
  return 'target' in result;
}

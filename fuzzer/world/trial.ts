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
  /** Absent where nothing was looked at. */
  readonly after?: FollowUp | undefined;
  /** True when an answer tells of other buckets of the campaign: what goes on there at that moment. */
  readonly tellsOfOthers?: boolean | undefined;
  /** What it was sent to and is made of. */
  readonly given?: { readonly target: Given; readonly reference: Given | undefined };
  /** Ids that the servers gave out and quote back, target's and reference's. */
  readonly ids: { readonly target: readonly string[]; readonly reference: readonly string[] };
}

/** What one server brought into a case. */
export interface Given {
  readonly bucket: string;
  /** Entity tags it gave out while the state was prepared. */
  readonly tags: readonly string[];
}

/** A request that was sent behind a case, to see what it did or whether HEAD says the same. */
export interface FollowUp {
  readonly kind: 'probe' | 'mirror';
  readonly operation: string;
  readonly target: Exchange;
  readonly reference: Exchange | undefined;
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

import { clip, visible } from '../escape.ts';

/** Why shards cannot be merged. Match on these, not on messages. */
export type MergeFault =
  /** A file that is no shard of a run. */
  | 'not-a-shard'
  /** A shard that is cut off, stopped early, or lost records. */
  | 'incomplete'
  /** A shard nobody gave. */
  | 'missing'
  /** The same shard, or the same check, twice. */
  | 'duplicate'
  /** Shards of different runs. */
  | 'different';

/** Shards that are not the parts of one run. */
export class MergeError extends Error {
  override readonly name = 'MergeError';
  readonly code: MergeFault;
  readonly hint: string;

  constructor(code: MergeFault, message: string, hint: string) {
    super(visible(clip(message, 2000)));
    this.code = code;
    this.hint = hint;
  }
}

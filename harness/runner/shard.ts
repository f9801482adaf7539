import { createHash } from 'node:crypto';

/** Which part of a run over several machines is meant: `index` from 1 to `count`. */
export interface ShardChoice {
  readonly index: number;
  readonly count: number;
}

/**
 * The shard a check belongs to, from 1 to `count`. It follows from the id alone: a check that is added moves no other,
 * and every machine comes to the same result.
 */
export function shardOf(checkId: string, count: number): number {
  const digest = createHash('sha256').update(checkId).digest();
  // 48 bits: exact as a number, and far more than there are shards.
  return (digest.readUIntBE(0, 6) % count) + 1;
}

/** Whether a shard takes a check; without a shard every check is taken. */
export function inShard(checkId: string, shard: ShardChoice | undefined): boolean {
  return shard === undefined || shardOf(checkId, shard.count) === shard.index;
}

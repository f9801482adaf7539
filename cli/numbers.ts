import { InvalidArgumentError } from 'commander';

/** A whole number of at least one, for a flag. @throws InvalidArgumentError */
export function positiveInteger(text: string): number {
  if (!/^\d{1,9}$/.test(text) || Number(text) < 1)
    throw new InvalidArgumentError('a whole number of at least 1 is needed');
  return Number(text);
}

/** A seed: a whole number below 2^32. @throws InvalidArgumentError */
export function seedNumber(text: string): number {
  if (!/^\d{1,10}$/.test(text) || Number(text) >= 2 ** 32) {
    throw new InvalidArgumentError('a whole number below 4294967296 is needed');
  }
  return Number(text);
}

/** A part of a run: `2/3`. @throws InvalidArgumentError */
export function shardNumber(text: string): { index: number; count: number } {
  const [, index = '', count = ''] = /^(\d{1,5})\/(\d{1,5})$/.exec(text) ?? [];
  const shard = { index: Number(index), count: Number(count) };
  if (shard.index < 1 || shard.index > shard.count) {
    throw new InvalidArgumentError('i/n is needed, with i from 1 to n, e.g. 2/3');
  }
  return shard;
}

/** A port: a whole number from 0 to 65535. @throws InvalidArgumentError */
export function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535)
    throw new InvalidArgumentError('a port from 0 to 65535 is needed');
  return Number(text);
}

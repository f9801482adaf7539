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

/** A port: a whole number from 0 to 65535. @throws InvalidArgumentError */
export function portNumber(text: string): number {
  if (!/^\d{1,5}$/.test(text) || Number(text) > 65535)
    throw new InvalidArgumentError('a port from 0 to 65535 is needed');
  return Number(text);
}

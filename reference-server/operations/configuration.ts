import type { AttributeKey } from '../store/attributes.ts';
import { bucketOf, type OperationContext } from './context.ts';
import { refuse } from './refuse.ts';

/** One configuration of a bucket that is stored as it is put. */
export interface Configuration<T> {
  readonly key: AttributeKey<T>;
  /** Refusal of reading while nothing is configured; undefined where that is no error. */
  readonly whenAbsent: string | undefined;
}

/** What is configured. @throws Refused missing-bucket, or `whenAbsent` */
export function readConfiguration<T>(context: OperationContext, of: Configuration<T>): T | undefined {
  const value = bucketOf(context).attributes.get(of.key);
  if (value === undefined && of.whenAbsent !== undefined) return refuse(of.whenAbsent);
  return value;
}

/** Puts `value` in the place of what was configured. @throws Refused missing-bucket */
export function writeConfiguration<T>(context: OperationContext, of: Configuration<T>, value: T): void {
  bucketOf(context).setAttribute(of.key, value);
}

/** Takes the configuration away; nothing to take away is no error. @throws Refused missing-bucket */
export function removeConfiguration<T>(context: OperationContext, of: Configuration<T>): void {
  bucketOf(context).setAttribute(of.key, undefined);
}

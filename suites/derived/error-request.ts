import type { Operation } from '../../dialects/core/operation.ts';
import type { Lease } from '../../harness/check/check.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import { withoutParameter } from './request-parameter.ts';
import { bareFixture, sampleOf } from './sample.ts';

/** A request of an operation that is refused, whatever the state of the target. */
export interface ErrorRequest {
  /** Name of the refusal. */
  readonly refusal: string;
  /** Bucket a check needs that sends nothing else. */
  readonly lease: Lease;
  readonly request: (t: CheckContext, key?: string) => RequestSpec;
}

/**
 * The simplest refusal of an operation that needs no preparation: a bucket that does not exist; for operations that need
 * no bucket a caller without credentials; and for those that ask nobody a required parameter left out. Undefined where
 * the catalogue knows none of them.
 */
export function errorRequest(operation: Operation): ErrorRequest | undefined {
  const inAbsentBucket = (t: CheckContext, key = t.key()): RequestSpec =>
    sampleOf(t, operation, bareFixture(t, { bucket: t.newBucketName('absent'), key }));
  const missing = operation.whenMissing.bucket;
  if (missing !== undefined) return { refusal: missing, lease: 'none', request: inAbsentBucket };
  if (operation.authentication === 'standard' && operation.permission !== 'none') {
    return {
      refusal: 'anonymous-denied',
      lease: 'none',
      request: (t, key) => ({ ...inAbsentBucket(t, key), as: 'anonymous' }),
    };
  }
  for (const parameter of operation.parameters) {
    if (parameter.whenMissing === undefined) continue;
    return {
      refusal: parameter.whenMissing,
      lease: 'shared',
      request: (t, key = t.key()) =>
        withoutParameter(sampleOf(t, operation, bareFixture(t, { key })), parameter),
    };
  }
  return undefined;
}

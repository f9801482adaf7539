import type { Operation } from '../../dialects/core/operation.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import { bareFixture, sampleOf } from './sample.ts';

/** A request of an operation that is refused, whatever the state of the target. It needs no leased bucket. */
export interface ErrorRequest {
  /** Name of the refusal. */
  readonly refusal: string;
  readonly request: (t: CheckContext, key?: string) => RequestSpec;
}

/**
 * The simplest refusal of an operation that needs no preparation: a bucket that does not exist, or for operations that
 * need no bucket a caller without credentials. Undefined where the catalogue knows neither.
 */
export function errorRequest(operation: Operation): ErrorRequest | undefined {
  const request = (t: CheckContext, key = t.key()): RequestSpec =>
    sampleOf(t, operation, bareFixture(t, { bucket: t.newBucketName('absent'), key }));
  const missing = operation.whenMissing.bucket;
  if (missing !== undefined) return { refusal: missing, request };
  if (operation.authentication !== 'standard' || operation.permission === 'none') return undefined;
  return { refusal: 'anonymous-denied', request: (t, key) => ({ ...request(t, key), as: 'anonymous' }) };
}

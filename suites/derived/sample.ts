import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';

/** An operation's sample as a client would send it: without a signature where none is ever asked for. */
export function sampleOf(t: CheckContext, operation: Operation, fixture: Fixture): RequestSpec {
  const request = t.sample(operation, fixture);
  return operation.authentication === 'none' ? { ...request, as: 'anonymous' } : request;
}

/** Names for a sample whose precondition does not matter, because the request is refused before it would. */
export function bareFixture(t: CheckContext, names: { bucket?: string; key?: string } = {}): Fixture {
  return {
    bucket: names.bucket ?? t.bucket,
    key: names.key ?? t.key(),
    sourceKey: t.key('source'),
    uploadId: '0',
    partETag: '"00000000000000000000000000000000"',
    copySource: t.copySource,
    account: t.identity('main').account,
  };
}

import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import { queryList } from './request-edit.ts';

/**
 * An operation's sample as a client would send it: without a signature where none is ever asked for, and where it lists a
 * bucket confined to what the check itself has put there.
 */
export function sampleOf(t: CheckContext, operation: Operation, fixture: Fixture): RequestSpec {
  const request = confined(operation, fixture, t.sample(operation, fixture));
  return operation.authentication === 'none' ? { ...request, as: 'anonymous' } : request;
}

function confined({ resource, parameters }: Operation, { key }: Fixture, request: RequestSpec): RequestSpec {
  const canConfine =
    resource === 'bucket' && parameters.some(({ in: place, name }) => place === 'query' && name === 'prefix');
  return canConfine ? { ...request, query: [...queryList(request), ['prefix', key]] } : request;
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

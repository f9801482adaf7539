import type { Fixture, Operation } from '../../dialects/core/operation.ts';
import type { RequestParts } from '../../dialects/core/request.ts';

const PLACEHOLDER: Fixture = {
  bucket: 'bucket',
  key: 'key',
  sourceKey: 'source',
  uploadId: 'upload',
  partETag: '"etag"',
  copySource: (bucket, key) => `${bucket}/${key}`,
  account: 'account',
};

/** What an operation's sample looks like, for a rule that has to know its form before there is a bucket. Never sent. */
export function sampleShape(operation: Operation): RequestParts {
  return operation.sample(PLACEHOLDER);
}

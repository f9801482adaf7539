import type { Dialect } from '../dialects/core/dialect.ts';
import type { Fixture, Operation } from '../dialects/core/operation.ts';
import type { FuzzCase } from './case.ts';
import { placeholderValues } from './placeholders.ts';
import type { StructuredRequest } from './structured-request.ts';
import { unsigned } from './unsigned-request.ts';

/** A fixture in words: where mutations apply does not depend on names. */
const WORDS: Fixture = {
  bucket: 'bucket',
  key: 'key',
  sourceKey: 'source',
  uploadId: 'upload',
  partETag: '"0"',
  copySource: (bucket, key) => `${bucket}/${key}`,
  account: '1',
  owner: '1',
};

const requests = new WeakMap<FuzzCase, StructuredRequest>();

/** The request of a case without its mutations, for nobody's bucket: what mutations can be applied to. Pure. */
export function requestInWords(
  dialect: Dialect,
  operation: Operation,
  fuzzCase: FuzzCase,
): StructuredRequest {
  const known = requests.get(fuzzCase);
  if (known) return known;
  const addressing = dialect.defaultAddressing(new URL('http://127.0.0.1'), undefined);
  const input = { dialect, addressing, fixture: WORDS, now: 0 };
  const made = unsigned(fuzzCase, operation, input, placeholderValues(WORDS, '"0"'));
  requests.set(fuzzCase, made);
  return made;
}

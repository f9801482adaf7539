import { textAt, valuesAt } from '../../../dialects/core/document-access.ts';
import type { CheckContext, IdentityName } from '../../../harness/check/context.ts';
import type { Expectation, ValueRule } from '../../../harness/check/expectation.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';

const DOCUMENT = 'ListAllMyBucketsResult';

/** One bucket of an account as GET Service shows it. */
export interface ListedBucket {
  readonly name: string;
  readonly location: string;
  /** Time of creation as it is written, under either of its names. */
  readonly created: string;
}

/** The buckets of an answer of GET Service, in document order. */
export function listedBuckets(t: CheckContext, exchange: Exchange): ListedBucket[] {
  return valuesAt(t.read(exchange, DOCUMENT), 'Buckets.Bucket').map((bucket) => ({
    name: textAt(bucket, 'Name') ?? '',
    location: textAt(bucket, 'Location') ?? '',
    created: textAt(bucket, 'CreationDate') ?? '',
  }));
}

/** Asks for the buckets of an account until the rule holds for their names, and judges that. */
export function expectNames(
  t: CheckContext,
  names: ValueRule,
  as: Exclude<IdentityName, 'anonymous'> = 'main',
): Promise<Exchange> {
  const listed: Expectation = { success: true, document: DOCUMENT, values: { 'Buckets.Bucket.Name': names } };
  return t.eventually({ op: 'GetService', as }, listed);
}

/** Owner.ID of an answer of GET Service. */
export function listedOwner(t: CheckContext, exchange: Exchange): string | undefined {
  return textAt(t.read(exchange, DOCUMENT), 'Owner.ID');
}

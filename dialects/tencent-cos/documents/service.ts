import { document, many, one, optional, text } from '../../core/document.ts';

/** Answer of GET Service. T-SVC-02 to -10; `CreateDate` is the base document's name of the creation time. */
export const listAllMyBuckets = document('ListAllMyBucketsResult', [
  one('Owner', [one('ID', text), one('DisplayName', text)]),
  one('Buckets', [
    many('Bucket', [
      one('Name', text),
      one('Location', text),
      one('CreationDate', text, { aliases: ['CreateDate'] }),
      optional('BucketType', text),
    ]),
  ]),
]);

import { textAt } from '../../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../../dialects/core/document-read.ts';
import { documents } from '../../../dialects/tencent-cos/documents/index.ts';
import { bucketOf } from '../../operations/context.ts';
import { type Binding, bind, type Prepared } from '../../operations/handler.ts';
import { refuse } from '../../operations/refuse.ts';
import { attributeKey } from '../../store/attributes.ts';
import type { Bucket } from '../../store/bucket.ts';
import { knownElements } from '../known-elements.ts';
import { documentReply, emptyReply } from '../reply.ts';

/** Inventories by id, in the order of their ids. */
const INVENTORIES = attributeKey<ReadonlyMap<string, DocumentValue>>('inventories');
/** Sheet 2.5: 1000 in a bucket, 100 on a page. */
const GREATEST_COUNT = 1000;
const PAGE = 100;

/** Bindings of the inventories of a bucket, which are kept and given back. T-BCFG-12. */
export const inventoryBindings: Readonly<Record<string, Binding>> = {
  PutBucketInventory: bind({
    decode: decodeInventory,
    handle: (context, { id, inventory }) => putInventory(bucketOf(context), id, inventory),
    render: () => emptyReply(200),
  }),
  GetBucketInventory: bind({
    decode: idOf,
    handle: (context, id: string) => inventoriesOf(bucketOf(context)).get(id) ?? refuse('no-inventory'),
    render: (inventory) => documentReply('InventoryConfiguration', inventory),
  }),
  DeleteBucketInventory: bind({
    decode: idOf,
    handle: (context, id: string) => removeInventory(bucketOf(context), id),
    render: () => emptyReply(204),
  }),
  ListBucketInventory: bind({
    decode: ({ request }) => request.query('continuation-token') || undefined,
    handle: (context, token: string | undefined) => page(bucketOf(context), token),
    render: (result) => documentReply('ListInventoryConfigurationResult', result),
  }),
};

function idOf({ request }: Prepared): string {
  return request.query('id') || refuse('invalid-argument');
}

function decodeInventory(prepared: Prepared): { id: string; inventory: DocumentValue } {
  const id = idOf(prepared);
  const document = prepared.request.document ?? refuse('missing-body');
  if (textAt(document, 'Id') !== id)
    return refuse('invalid-element', { sentence: 'Id is not the id asked for.' });
  return { id, inventory: knownElements(documents.InventoryConfiguration, document) };
}

function inventoriesOf(bucket: Bucket): ReadonlyMap<string, DocumentValue> {
  return bucket.attributes.get(INVENTORIES) ?? new Map();
}

function putInventory(bucket: Bucket, id: string, inventory: DocumentValue): void {
  const others = [...inventoriesOf(bucket)].filter(([known]) => known !== id);
  if (others.length >= GREATEST_COUNT)
    refuse('invalid-element', { sentence: 'There are too many inventories.' });
  const sorted = [...others, [id, inventory] as const].sort(([a], [b]) => (a < b ? -1 : 1));
  bucket.setAttribute(INVENTORIES, new Map(sorted));
}

function removeInventory(bucket: Bucket, id: string): void {
  const left = [...inventoriesOf(bucket)].filter(([known]) => known !== id);
  bucket.setAttribute(INVENTORIES, left.length === 0 ? undefined : new Map(left));
}

function page(bucket: Bucket, token: string | undefined) {
  const rest = [...inventoriesOf(bucket)].filter(([id]) => token === undefined || id > token);
  if (rest.length === 0 && token === undefined) return refuse('no-inventory');
  const shown = rest.slice(0, PAGE);
  const truncated = rest.length > shown.length;
  return {
    InventoryConfiguration: shown.map(([, inventory]) => inventory),
    IsTruncated: truncated,
    ContinuationToken: token,
    NextContinuationToken: truncated ? shown.at(-1)?.[0] : undefined,
  };
}

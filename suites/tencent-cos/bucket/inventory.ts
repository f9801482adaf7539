import { readDocument } from '../../../dialects/core/document-read.ts';
import { parseXml } from '../../../dialects/core/xml-tree.ts';
import { documents } from '../../../dialects/tencent-cos/documents/index.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { comparableDocument } from './comparable-document.ts';

const DOCUMENT = 'InventoryConfiguration';

/** What may differ from one inventory to the next. */
export interface Inventory {
  readonly id: string;
  readonly frequency: 'Daily' | 'Weekly';
  readonly versions: 'All' | 'Current';
  readonly fields: readonly string[];
}

function body(t: CheckContext, { id, frequency, versions, fields }: Inventory) {
  const { account, uin = account } = t.identity('main');
  return xmlSample(DOCUMENT, {
    Id: id,
    IsEnabled: true,
    Destination: {
      COSBucketDestination: {
        Format: 'CSV',
        AccountId: uin,
        Bucket: `qcs::cos:${t.region}::${t.bucket}`,
        Prefix: `inventory-${id}`,
      },
    },
    Schedule: { Frequency: frequency },
    Filter: { Prefix: `${id}/` },
    IncludedObjectVersions: versions,
    OptionalFields: { Field: fields },
  });
}

/** A request about the inventory of that id in the leased bucket. */
export function about(op: 'GetBucketInventory' | 'DeleteBucketInventory', id: string) {
  return { op, query: { inventory: null, id } };
}

/** Sets an inventory; nothing is judged. */
export function putInventory(t: CheckContext, inventory: Inventory): Promise<Exchange> {
  const query = { inventory: null, id: inventory.id };
  return t.send({ op: 'PutBucketInventory', query, ...body(t, inventory) });
}

/** Reads until there is such an inventory, and expects it to say what was set. */
export async function expectInventory(t: CheckContext, inventory: Inventory): Promise<void> {
  const exchange = await t.eventually(about('GetBucketInventory', inventory.id), {
    success: true,
    document: DOCUMENT,
    values: { Id: inventory.id },
  });
  const spec = documents[DOCUMENT];
  const expected = readDocument(spec, parseXml(body(t, inventory).body)).value;
  const found = t.read(exchange, DOCUMENT);
  t.compare(exchange, DOCUMENT, comparableDocument(spec, expected), comparableDocument(spec, found));
}

/** Two inventories that differ in all they can. */
export const ONE: Inventory = { id: 'one', frequency: 'Daily', versions: 'All', fields: ['Size', 'ETag'] };
export const OTHER: Inventory = {
  id: 'other',
  frequency: 'Weekly',
  versions: 'Current',
  fields: ['StorageClass'],
};

import { boolean, document, many, one, oneOf, optional, some, text } from '../../core/document.ts';

const inventory = [
  one('Id', text),
  one('IsEnabled', boolean),
  one('Destination', [
    one('COSBucketDestination', [
      one('Format', text),
      optional('AccountId', text),
      one('Bucket', text),
      optional('Prefix', text),
      optional('Encryption', [optional('SSE-COS', text)]),
    ]),
  ]),
  one('Schedule', [one('Frequency', oneOf('Daily', 'Weekly'))]),
  optional('Filter', [optional('Prefix', text)]),
  one('IncludedObjectVersions', oneOf('All', 'Current')),
  optional('OptionalFields', [some('Field', text)]),
];

/** Body of PUT Bucket inventory and answer of GET Bucket inventory. T-BCFG-12. */
export const inventoryConfiguration = document('InventoryConfiguration', inventory);

/** Answer of List Bucket Inventory. */
export const listInventory = document('ListInventoryConfigurationResult', [
  many('InventoryConfiguration', inventory),
  one('IsTruncated', boolean),
  optional('ContinuationToken', text),
  optional('NextContinuationToken', text),
]);

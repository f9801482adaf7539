import type { Fixture, Operation } from '../../core/operation.ts';
import { query } from '../../core/parameter.ts';
import { later } from '../define-operation.ts';
import { xmlSample } from '../sample-body.ts';

const SAMPLE_ID = 'sample';

const shared = {
  resource: 'bucket',
  permission: 'bucket-owner',
  precondition: 'bucket',
  subresources: ['inventory', 'id'],
} as const;

const addressed = ({ bucket }: Fixture) => ({
  bucket,
  query: [['inventory', null] as const, ['id', SAMPLE_ID] as const],
});

/** Reports of what a bucket holds. `id` tells one inventory from the list of all. T-BCFG-12. */
export const inventoryOperations: readonly Operation[] = [
  later('inventory', {
    ...shared,
    id: 'PutBucketInventory',
    title: 'PUT Bucket inventory',
    method: 'PUT',
    body: { kind: 'xml', document: 'InventoryConfiguration', md5: 'optional', required: true },
    success: [{ status: [200], body: 'empty', headers: [] }],
    refusals: ['malformed-xml'],
    effect: 'changes-bucket',
    sample: (fixture) => ({
      ...addressed(fixture),
      ...xmlSample('InventoryConfiguration', {
        Id: SAMPLE_ID,
        IsEnabled: true,
        Destination: {
          COSBucketDestination: {
            Format: 'CSV',
            AccountId: fixture.owner ?? fixture.account,
            Bucket: `qcs::cos:ap-beijing::${fixture.bucket}`,
            Prefix: 'inventory',
          },
        },
        Schedule: { Frequency: 'Daily' },
        IncludedObjectVersions: 'All',
        OptionalFields: { Field: ['Size', 'ETag'] },
      }),
    }),
  }),
  later('inventory', {
    ...shared,
    id: 'GetBucketInventory',
    title: 'GET Bucket inventory',
    method: 'GET',
    success: [{ status: [200], body: { document: 'InventoryConfiguration' }, headers: [] }],
    refusals: ['no-inventory'],
    prepare: ['PutBucketInventory'],
    effect: 'none',
    sample: addressed,
  }),
  later('inventory', {
    ...shared,
    id: 'DeleteBucketInventory',
    title: 'DELETE Bucket inventory',
    method: 'DELETE',
    success: [{ status: [204], body: 'empty', headers: [] }],
    prepare: ['PutBucketInventory'],
    effect: 'changes-bucket',
    sample: addressed,
  }),
  later('inventory', {
    ...shared,
    id: 'ListBucketInventory',
    title: 'List Bucket Inventory',
    method: 'GET',
    subresources: ['inventory'],
    parameters: [query('continuation-token', 'token')],
    success: [{ status: [200], body: { document: 'ListInventoryConfigurationResult' }, headers: [] }],
    refusals: ['no-inventory'],
    prepare: ['PutBucketInventory'],
    effect: 'none',
    sample: ({ bucket }) => ({ bucket, query: [['inventory', null]] }),
  }),
];

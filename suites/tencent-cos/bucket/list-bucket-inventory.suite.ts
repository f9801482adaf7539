import { suite } from '../../../harness/check/suite.ts';
import { ONE, OTHER, putInventory } from './inventory.ts';

export default suite('ListBucketInventory', [
  {
    id: 'lists-every-inventory',
    title: 'Every inventory of the bucket is listed',
    claims: ['T-BCFG-12'],
    level: 'may',
    lease: 'own',
    run: async (t) => {
      for (const inventory of [ONE, OTHER]) t.expect(await putInventory(t, inventory), { success: true });
      await t.eventually(
        { op: 'ListBucketInventory' },
        {
          success: true,
          document: 'ListInventoryConfigurationResult',
          values: { 'InventoryConfiguration.Id': { set: [ONE.id, OTHER.id] } },
        },
      );
    },
  },
]);

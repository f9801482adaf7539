import { suite } from '../../../harness/check/suite.ts';
import { expectInventory, ONE, OTHER, putInventory } from './inventory.ts';

export default suite('PutBucketInventory', [
  {
    id: 'returns-what-was-set',
    title: 'Inventories are kept by their ids, and each is returned as it was set',
    claims: ['T-BCFG-12'],
    lease: 'own',
    run: async (t) => {
      for (const inventory of [ONE, OTHER]) {
        t.expect(await putInventory(t, inventory), { status: 200, body: 'empty' });
      }
      for (const inventory of [ONE, OTHER]) await expectInventory(t, inventory);
    },
  },
  {
    id: 'replaces-what-was-set',
    title: 'An inventory replaces the one of the same id',
    claims: ['T-BCFG-12'],
    lease: 'own',
    run: async (t) => {
      t.expect(await putInventory(t, ONE), { status: 200, body: 'empty' });
      const next = { ...OTHER, id: ONE.id };
      t.expect(await putInventory(t, next), { status: 200, body: 'empty' });
      await expectInventory(t, next);
    },
  },
]);

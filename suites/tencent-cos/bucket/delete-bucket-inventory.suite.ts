import { suite } from '../../../harness/check/suite.ts';
import { about, expectInventory, ONE, OTHER, putInventory } from './inventory.ts';

export default suite('DeleteBucketInventory', [
  {
    id: 'removes-one',
    title: 'The inventory of that id is removed, and no other',
    claims: ['T-BCFG-12'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      for (const inventory of [ONE, OTHER]) {
        t.expect(await putInventory(t, inventory), { status: 200, body: 'empty' });
      }
      t.expect(await t.send(about('DeleteBucketInventory', ONE.id)), { status: 204, body: 'empty' });
      await t.eventually(about('GetBucketInventory', ONE.id), { status: 404 });
      await expectInventory(t, OTHER);
    },
  },
]);

import { suite } from '../../../harness/check/suite.ts';
import { expectLifecycle, lifecycle, putLifecycle, rule } from './lifecycle.ts';

export default suite('DeleteBucketLifecycle', [
  {
    id: 'removes-configuration',
    title: 'After its deletion, with 204 and no body, there is no configuration',
    claims: ['T-DELLC-01', 'T-DELLC-02'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketLifecycle', ...lifecycle([rule('one'), rule('two')]) });
      await t.eventually({ op: 'GetBucketLifecycle' }, { success: true });
      t.expect(await t.send({ op: 'DeleteBucketLifecycle' }), { status: 204, body: 'empty' });
      await t.eventually({ op: 'GetBucketLifecycle' }, { refusal: 'no-lifecycle' });
    },
  },
  {
    id: 'removed-and-set-again',
    title: 'A configuration that is set after a deletion has nothing of the old one',
    claims: ['T-DELLC-02'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutBucketLifecycle', ...lifecycle([rule('one'), rule('two')]) });
      t.expect(await t.send({ op: 'DeleteBucketLifecycle' }), { success: true });
      await putLifecycle(t, [rule('three')]);
      await expectLifecycle(t, [rule('three')]);
    },
  },
  {
    id: 'nothing-to-remove',
    title:
      'Deleting a configuration that does not exist is answered with 204 or NoSuchLifecycleConfiguration',
    claims: ['T-DELLC-03'],
    reading: 'delete-absent-lifecycle',
    lease: 'own',
    run: async (t) => {
      const answers = { anyOf: [{ status: 204, body: 'empty' }, { refusal: 'no-lifecycle' }] } as const;
      for (let time = 0; time < 2; time++) {
        t.expect(await t.send({ op: 'DeleteBucketLifecycle' }), answers);
      }
      t.expect(await t.send({ op: 'GetBucketLifecycle' }), { refusal: 'no-lifecycle' });
    },
  },
]);

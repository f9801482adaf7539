import { suite } from '../../../harness/check/suite.ts';
import { policyText, putPolicyText } from './policy.ts';

export default suite('DeleteBucketPolicy', [
  {
    id: 'removes-what-was-set',
    title: 'After its removal, with 204 and no body, there is no policy',
    claims: ['T-BCFG-03', 'T-BCFG-04'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      t.expect(await putPolicyText(t, policyText(t, 'GetObject')), { status: [204, 200] });
      await t.eventually({ op: 'GetBucketPolicy' }, { success: true });
      t.expect(await t.send({ op: 'DeleteBucketPolicy' }), { status: 204, body: 'empty' });
      await t.eventually({ op: 'GetBucketPolicy' }, { refusal: 'no-policy' });
    },
  },
  {
    id: 'nothing-to-remove',
    title: 'Removing a policy where there is none succeeds',
    claims: ['T-BCFG-03'],
    lease: 'own',
    run: async (t) => {
      t.expect(await t.send({ op: 'DeleteBucketPolicy' }), { status: 204, body: 'empty' });
      t.expect(await t.send({ op: 'GetBucketPolicy' }), { refusal: 'no-policy' });
    },
  },
]);

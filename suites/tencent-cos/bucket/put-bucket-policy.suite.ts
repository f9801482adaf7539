import { suite } from '../../../harness/check/suite.ts';
import { expectPolicy, policyText, putPolicyText } from './policy.ts';

export default suite('PutBucketPolicy', [
  {
    id: 'returns-what-was-set',
    title: 'A policy is accepted without a body in answer, and returned as JSON',
    claims: ['T-BCFG-03'],
    lease: 'own',
    run: async (t) => {
      const policy = policyText(t, 'GetObject');
      t.expect(await putPolicyText(t, policy), { status: [204, 200], body: 'empty' });
      await expectPolicy(t, policy);
    },
  },
  {
    id: 'replaces-what-was-set',
    title: 'A policy replaces the one before it: nothing of it is left',
    claims: ['T-BCFG-03'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      for (const action of ['GetObject', 'PutObject']) {
        const policy = policyText(t, action);
        t.expect(await putPolicyText(t, policy), { status: [204, 200], body: 'empty' });
        await expectPolicy(t, policy);
      }
    },
  },
]);

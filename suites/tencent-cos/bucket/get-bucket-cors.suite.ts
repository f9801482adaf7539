import { suite } from '../../../harness/check/suite.ts';
import { corsConfiguration } from '../../behaviours/cors-configuration.ts';
import { cors } from '../cors-binding.ts';

export default suite('GetBucketCors', [
  ...corsConfiguration({
    ...cors,
    grounds: {
      'rules-returned': ['T-GETCORS-01', 'T-GETCORS-02'],
      'repeated-elements-returned': ['T-GETCORS-03'],
      'rule-order-returned': ['T-GETCORS-04'],
      'special-characters-returned': ['T-GETCORS-02'],
      'other-bucket-unconfigured': ['T-GETCORS-02', 'T-OPT-02'],
      'never-configured': { claims: ['T-GETCORS-05'], reading: 'no-cors' },
    },
  }),
  {
    id: 'readers-of-the-bucket',
    title: 'Who may read and write the bucket may not therefore read its configuration',
    claims: ['T-GETCORS-07'],
    lease: { group: 'access public-read-write' },
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      await t.setup({
        op: 'PutBucketCors',
        ...cors.rules([{ origins: ['http://a.test'], methods: ['GET'] }]),
      });
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { success: true });
      t.expect(await t.send({ op: 'GetBucketCors', as: 'anonymous' }), { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'GetBucketCors' }), { success: true });
    },
  },
]);

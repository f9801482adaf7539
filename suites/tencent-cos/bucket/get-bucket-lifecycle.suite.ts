import { textsAt } from '../../../dialects/core/document-access.ts';
import { suite } from '../../../harness/check/suite.ts';
import { accepted, acting, expectLifecycle, lifecycle, rule } from './lifecycle.ts';

export default suite('GetBucketLifecycle', [
  accepted({
    id: 'returns-every-element',
    title: 'Every element of every rule is returned with its value',
    claims: ['T-GETLC-01'],
    configurations: [
      [
        acting('versions', {
          Status: 'Disabled',
          Transition: { Days: 30, StorageClass: 'STANDARD_IA' },
          Expiration: { Days: 365 },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 },
          NoncurrentVersionTransition: { NoncurrentDays: 20, StorageClass: 'STANDARD_IA' },
          NoncurrentVersionExpiration: { NoncurrentDays: 200 },
        }),
        acting('markers', {
          Expiration: { ExpiredObjectDeleteMarker: true },
          NoncurrentVersionExpiration: { NoncurrentDays: 100 },
        }),
        rule('tagged', {
          Filter: { And: { Prefix: 'tagged/', Tag: [{ Key: 'color', Value: 'blue' }] } },
        }),
      ],
    ],
  }),
  accepted({
    id: 'returns-special-characters',
    title:
      'Prefixes and ids with characters that XML escapes, or beyond ASCII, are returned as they were set',
    claims: ['T-GETLC-01'],
    configurations: [
      [rule('a & <b> "c"', { Filter: { Prefix: '<a>&/' } }), rule('规则-1', { Filter: { Prefix: '文件/' } })],
    ],
  }),
  {
    id: 'rule-order',
    title: 'Rules are returned in the order in which they were set',
    claims: ['T-GETLC-04'],
    lease: 'own',
    run: async (t) => {
      const ids = ['m', 'z', 'a', '10', '9'];
      await t.setup({ op: 'PutBucketLifecycle', ...lifecycle(ids.map((id) => rule(id))) });
      const exchange = await t.eventually({ op: 'GetBucketLifecycle' }, { success: true });
      const found = textsAt(t.read(exchange, 'LifecycleConfiguration'), 'Rule.ID');
      t.compare(exchange, 'order of rules', ids, found);
    },
  },
  {
    id: 'never-configured',
    title: 'A bucket that was never configured has no configuration',
    claims: ['T-GETLC-02'],
    send: {},
    expect: { refusal: 'no-lifecycle' },
  },
  {
    id: 'other-bucket-unconfigured',
    title: 'The configuration of one bucket is not that of another',
    claims: ['T-GETLC-02', 'T-GETLC-01'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      const bucket = t.newBucketName('other');
      await t.setup({ op: 'PutBucket', bucket });
      await t.setup({ op: 'PutBucketLifecycle', ...lifecycle([rule('one')]) });
      await expectLifecycle(t, [rule('one')]);
      t.expect(await t.send({ op: 'GetBucketLifecycle', bucket }), { refusal: 'no-lifecycle' });
    },
  },
  {
    id: 'readers-of-the-bucket',
    title: 'Who may read and write the bucket may not therefore read or change its configuration',
    claims: ['T-AUTH-42'],
    lease: 'own',
    impact: 'data-loss',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      await t.setup({ op: 'PutBucketLifecycle', ...lifecycle([rule('one')]) });
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { success: true });
      const as = 'anonymous';
      t.expect(await t.send({ op: 'GetBucketLifecycle', as }), { refusal: 'anonymous-denied' });
      t.expect(await t.send({ op: 'PutBucketLifecycle', as, ...lifecycle([rule('two')]) }), {
        refusal: 'anonymous-denied',
      });
      t.expect(await t.send({ op: 'DeleteBucketLifecycle', as }), { refusal: 'anonymous-denied' });
      await expectLifecycle(t, [rule('one')]);
    },
  },
]);

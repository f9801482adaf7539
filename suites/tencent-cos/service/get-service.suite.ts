import { suite } from '../../../harness/check/suite.ts';
import { grantHeaders } from '../access-binding.ts';
import { expectNames, listedBuckets, listedOwner } from './listed-buckets.ts';

/** ISO 8601 as the table has it, with or without fraction and zone; the sample writes a blank for the T. */
const CREATED = /\d{4}-\d{2}-\d{2}[T ]\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:?\d{2})?/;
/** Times without a zone may be off by one, clocks by a little. */
const DAY = 24 * 60 * 60 * 1000;

export default suite('GetService', [
  {
    id: 'served-on-service-host',
    title: 'GET / lists buckets on the service host, and objects on the host of a bucket',
    claims: ['T-ADDR-01', 'T-SVC-01', 'T-SVC-02'],
    lease: 'own',
    run: async (t) => {
      await expectNames(t, { includes: [t.bucket] });
      const exchange = await t.send({ op: 'GetBucket' });
      t.expect(exchange, {
        success: true,
        document: 'ListBucketResult',
        values: { Name: { present: true } },
      });
    },
  },
  {
    id: 'new-bucket-is-listed',
    title: 'A bucket that was just made is listed once, with its region',
    claims: ['T-SVC-05', 'T-SVC-06', 'T-SVC-08', 'T-SVC-09'],
    lease: 'own',
    run: async (t) => {
      const exchange = await expectNames(t, { includes: [t.bucket] });
      const found = listedBuckets(t, exchange).filter(({ name }) => name === t.bucket);
      t.compare(
        exchange,
        'locations of the bucket',
        [t.region],
        found.map(({ location }) => location),
      );
    },
  },
  {
    id: 'every-bucket-is-listed',
    title: 'Every bucket of the account is listed, each of them once',
    claims: ['T-SVC-05', 'T-SVC-06'],
    run: async (t) => {
      const buckets = ['one', 'two', 'three'].map((tag) => t.newBucketName(tag));
      for (const bucket of buckets) await t.setup({ op: 'PutBucket', bucket });
      const exchange = await expectNames(t, { includes: buckets });
      const found = listedBuckets(t, exchange).filter(({ name }) => buckets.includes(name));
      t.compare(exchange, 'buckets', buckets.toSorted(), found.map(({ name }) => name).toSorted());
    },
  },
  {
    id: 'creation-time',
    title: 'The creation time of a new bucket is in ISO 8601 and now',
    claims: ['T-SVC-10', 'T-SVC-11'],
    level: 'should',
    reading: 'creation-date',
    lease: 'own',
    run: async (t) => {
      const exchange = await expectNames(t, { includes: [t.bucket] });
      const { created } = listedBuckets(t, exchange).find(({ name }) => name === t.bucket) ?? { created: '' };
      const iso = new RegExp(`^${CREATED.source}$`).test(created);
      t.compare(exchange, 'CreationDate', 'a time in ISO 8601', iso ? 'a time in ISO 8601' : created);
      const age = Math.abs(t.now() - Date.parse(created.replace(' ', 'T')));
      t.compare(exchange, 'age of the bucket', 'less than a day', age < DAY ? 'less than a day' : created);
    },
  },
  {
    id: 'creation-time-is-stable',
    title: 'The creation time of a bucket does not change when the bucket is used, or is to be created again',
    claims: ['T-SVC-10'],
    lease: 'own',
    run: async (t) => {
      const created = async () => {
        const exchange = await expectNames(t, { includes: [t.bucket] });
        const found = listedBuckets(t, exchange).find(({ name }) => name === t.bucket);
        return { exchange, time: found?.created ?? '' };
      };
      const before = await created();
      t.compare(before.exchange, 'CreationDate', true, before.time !== '');
      await new Promise((resolve) => setTimeout(resolve, 1_100));
      await t.setup({ op: 'PutObject', key: t.key(), body: 'used' });
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'private' } });
      t.expect(await t.send({ op: 'PutBucket' }), { refusal: 'bucket-exists' });
      const after = await created();
      t.compare(after.exchange, 'CreationDate', before.time, after.time);
    },
  },
  {
    id: 'deleted-bucket-is-not-listed',
    title: 'A bucket that was deleted is no longer listed',
    claims: ['T-SVC-07'],
    lease: 'own',
    run: async (t) => {
      await expectNames(t, { includes: [t.bucket] });
      await t.setup({ op: 'DeleteBucket' });
      await expectNames(t, { excludes: [t.bucket] });
    },
  },
  {
    id: 'owner',
    title: 'Owner has the same ID and DisplayName every time, the ID in the documented form',
    claims: ['T-SVC-03', 'T-SVC-04'],
    level: 'should',
    run: async (t) => {
      const expected = {
        success: true,
        document: 'ListAllMyBucketsResult',
        values: { 'Owner.ID': /qcs::cam::uin\/\d+:uin\/\d+/, 'Owner.DisplayName': /.+/ },
      } as const;
      const exchange = await t.send({ op: 'GetService' });
      t.expect(exchange, expected);
      const again = await t.send({ op: 'GetService' });
      t.compare(again, 'Owner.ID', listedOwner(t, exchange), listedOwner(t, again));
    },
  },
  {
    id: 'other-accounts-are-not-listed',
    title: 'Buckets of another account are not listed, whatever it granted',
    claims: ['T-SVC-12'],
    lease: 'own',
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      const mine = await expectNames(t, { includes: [t.bucket] });
      const theirs = await expectNames(t, { excludes: [t.bucket] }, 'second');
      const headers = await grantHeaders(t, [{ to: 'second', permission: 'FULL_CONTROL' }]);
      await t.setup({ op: 'PutBucketAcl', headers });
      await expectNames(t, { excludes: [t.bucket] }, 'second');
      t.compare(theirs, 'has another Owner.ID', true, listedOwner(t, theirs) !== listedOwner(t, mine));
    },
  },
  {
    id: 'account-without-buckets',
    title: 'The list of an account that may have no buckets has an Owner, and Buckets, be it empty',
    claims: ['T-SVC-15'],
    needs: ['secondIdentity'],
    run: async (t) => {
      t.expect(await t.send({ op: 'GetService', as: 'second' }), {
        success: true,
        document: 'ListAllMyBucketsResult',
        values: { 'Owner.ID': /.+/ },
      });
    },
  },
]);

import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { expectNames, listedBuckets } from '../service/listed-buckets.ts';

/** The region an answer names, without the `cos.` that the sample has in front of it. */
function regionIn(t: CheckContext, exchange: Exchange): string {
  const text = t.read(exchange, 'LocationConstraint');
  return typeof text === 'string' ? text.replace(/^cos\./, '') : '';
}

export default suite('GetBucketLocation', [
  {
    id: 'names-region',
    title: 'LocationConstraint is the region of the bucket',
    claims: ['T-GETLOC-01', 'T-GETLOC-02'],
    reading: 'location-prefix',
    run: async (t) => {
      const exchange = await t.send({ op: 'GetBucketLocation' });
      t.expect(exchange, { status: 200, document: 'LocationConstraint' });
      t.compare(exchange, 'LocationConstraint', t.region, regionIn(t, exchange));
    },
  },
  {
    id: 'agrees-with-the-list',
    title: 'LocationConstraint and the list of buckets name the same region',
    claims: ['T-GETLOC-02', 'T-SVC-09'],
    reading: 'location-prefix',
    lease: 'own',
    run: async (t) => {
      const exchange = await t.send({ op: 'GetBucketLocation' });
      t.expect(exchange, { status: 200, document: 'LocationConstraint' });
      const list = await expectNames(t, { includes: [t.bucket] });
      const listed = listedBuckets(t, list).find(({ name }) => name === t.bucket);
      t.compare(list, 'Location', regionIn(t, exchange), listed?.location);
    },
  },
  {
    id: 'readers-of-the-bucket',
    title: 'Who may read and write the bucket may not therefore ask for its location',
    claims: ['T-GETLOC-03'],
    lease: { group: 'access public-read-write' },
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      await t.eventually({ op: 'GetBucket', as: 'anonymous' }, { success: true });
      t.expect(await t.send({ op: 'GetBucketLocation', as: 'anonymous' }), { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'another-account',
    title: 'Another account that may read and write the bucket may not ask for its location',
    claims: ['T-GETLOC-03'],
    lease: { group: 'access public-read-write' },
    needs: ['secondIdentity'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      await t.eventually({ op: 'GetBucket', as: 'second' }, { success: true });
      t.expect(await t.send({ op: 'GetBucketLocation', as: 'second' }), { refusal: 'access-denied' });
    },
  },
]);

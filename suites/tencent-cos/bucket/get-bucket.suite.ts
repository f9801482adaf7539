import { textsAt } from '../../../dialects/core/document-access.ts';
import { suite } from '../../../harness/check/suite.ts';
import { listingEntries } from '../../behaviours/listing-entries.ts';
import { bucketEcho } from './bucket-echo.ts';
import { objectListing as listing } from './listings.ts';

const document = listing.document;

export default suite('GetBucket', [
  ...listingEntries({
    listing,
    entry: { etag: 'Contents.ETag', size: 'Contents.Size', lastModified: 'Contents.LastModified' },
    grounds: {
      'entry-size-and-etag': ['T-LIST-08', 'T-LIST-10', 'T-LIST-11'],
      'entry-last-modified': ['T-LIST-13'],
      'entry-of-overwritten-object': ['T-LIST-08', 'T-LIST-10', 'T-LIST-11'],
      'entries-follow-writes': ['T-RESUL-02'],
      'one-entry-per-object': ['T-LIST-08'],
      'empty-bucket': ['T-LIST-37'],
    },
  }),
  {
    id: 'document',
    title: 'The listing is a ListBucketResult with the name of the bucket and entries of six elements',
    claims: ['T-LIST-01', 'T-LIST-03', 'T-LIST-09', 'T-LIST-12'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), body: 'listed' });
      await t.eventually(
        { op: 'GetBucket', query: { prefix: t.key() } },
        {
          status: 200,
          headers: { 'content-type': /application\/xml.*/i },
          document,
          values: {
            Name: { oneOf: bucketEcho(t.bucket) },
            'Contents.Key': t.key(),
            'Contents.Size': '6',
            'Contents.Owner.ID': { present: true },
            'Contents.StorageClass': /standard/i,
          },
        },
      );
    },
  },
  {
    id: 'truncation-in-lower-case',
    title: 'IsTruncated is written in lower case',
    claims: ['T-LIST-07'],
    level: 'should',
    reading: 'booleans',
    run: async (t) => {
      for (const name of ['a', 'b']) await t.setup({ op: 'PutObject', key: t.key(name) });
      for (const [maxKeys, truncated] of [
        ['1', 'true'],
        ['2', 'false'],
      ] as const) {
        await t.eventually(
          { op: 'GetBucket', query: { prefix: t.key(''), 'max-keys': maxKeys } },
          { success: true, document, values: { IsTruncated: truncated } },
        );
      }
    },
  },
  {
    id: 'group-ends-with-delimiter',
    title: 'Each CommonPrefixes holds one Prefix, which ends with the delimiter',
    claims: ['T-LIST-18'],
    run: async (t) => {
      for (const name of ['a-1', 'b-1', 'b-2']) await t.setup({ op: 'PutObject', key: t.key(name) });
      await t.eventually(
        { op: 'GetBucket', query: { prefix: t.key(''), delimiter: '-' } },
        {
          success: true,
          document,
          values: { 'CommonPrefixes.Prefix': { list: [t.key('a-'), t.key('b-')] } },
        },
      );
    },
  },
  {
    id: 'owner',
    title: 'The owner of an entry is the APPID of the owner of the bucket',
    claims: ['T-LIST-41'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key() });
      await t.eventually(
        { op: 'GetBucket', query: { prefix: t.key() } },
        { success: true, document, values: { 'Contents.Owner.ID': t.identity('main').account } },
      );
    },
  },
  {
    id: 'owner-of-anothers-upload',
    title: 'The owner of an entry is the owner of the bucket, whoever uploaded the object',
    claims: ['T-LIST-41'],
    needs: ['secondIdentity'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read-write' } });
      await t.setup({ op: 'PutObject', key: 'mine' });
      await t.setup({ op: 'PutObject', key: 'theirs', as: 'second' });
      const { account } = t.identity('main');
      await t.eventually(
        { op: 'GetBucket' },
        {
          success: true,
          document,
          values: {
            'Contents.Key': { list: ['mine', 'theirs'] },
            'Contents.Owner.ID': { list: [account, account] },
          },
        },
      );
    },
  },
  {
    id: 'storage-classes',
    title: 'Each entry has the storage class of its object',
    claims: ['T-LIST-39'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('a') });
      const headers = { 'x-cos-storage-class': 'STANDARD_IA' };
      await t.setup({ op: 'PutObject', key: t.key('b'), headers });
      const exchange = await t.eventually(
        { op: 'GetBucket', query: { prefix: t.key('') } },
        { success: true, document, values: { 'Contents.Key': { list: [t.key('a'), t.key('b')] } } },
      );
      const classes = textsAt(t.read(exchange, document), 'Contents.StorageClass');
      t.compare(
        exchange,
        'Contents.StorageClass',
        ['STANDARD', 'STANDARD_IA'],
        classes.map((word) => word.toUpperCase()),
      );
    },
  },
  {
    id: 'private',
    title: 'A private bucket is listed for nobody else, whatever its objects allow',
    claims: ['T-LIST-02'],
    impact: 'security',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), headers: { 'x-cos-acl': 'public-read' } });
      t.expect(await t.send({ op: 'GetBucket', query: { prefix: t.key() }, as: 'anonymous' }), {
        refusal: 'anonymous-denied',
      });
      t.expect(await t.send({ op: 'GetBucket', query: { prefix: t.key() } }), {
        success: true,
        document,
        values: { 'Contents.Key': t.key() },
      });
    },
  },
  {
    id: 'private-for-other-account',
    title: 'Another account cannot list a private bucket',
    claims: ['T-LIST-02'],
    impact: 'security',
    needs: ['secondIdentity'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key(), headers: { 'x-cos-acl': 'public-read' } });
      t.expect(await t.send({ op: 'GetBucket', query: { prefix: t.key() }, as: 'second' }), {
        refusal: 'access-denied',
      });
    },
  },
  {
    id: 'public-read',
    title: 'A bucket that everyone may read is listed for everyone, private objects included',
    claims: ['T-LIST-02'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-acl': 'public-read' } });
      await t.setup({ op: 'PutObject', key: 'closed', headers: { 'x-cos-acl': 'private' } });
      await t.eventually(
        { op: 'GetBucket', as: 'anonymous' },
        { success: true, document, values: { 'Contents.Key': 'closed' } },
      );
    },
  },
  {
    id: 'granted-read',
    title: 'READ on a bucket lets exactly the account that it was given to list it',
    claims: ['T-LIST-02'],
    needs: ['secondIdentity'],
    lease: 'own',
    impact: 'security',
    run: async (t) => {
      const id = t.dialect.ownerId(t.identity('second'));
      await t.setup({ op: 'PutBucketAcl', headers: { 'x-cos-grant-read': `id="${id}"` } });
      await t.setup({ op: 'PutObject', key: 'shared' });
      await t.eventually(
        { op: 'GetBucket', as: 'second' },
        { success: true, document, values: { 'Contents.Key': 'shared' } },
      );
      t.expect(await t.send({ op: 'GetBucket', as: 'anonymous' }), { refusal: 'anonymous-denied' });
    },
  },
  {
    id: 'missing-bucket-with-query',
    title: 'A listing of a bucket that does not exist is refused, whatever it asks for',
    claims: ['T-LIST-38'],
    lease: 'none',
    run: async (t) => {
      const bucket = t.newBucketName('missing');
      for (const query of [{}, { prefix: 'a', delimiter: '/', 'max-keys': '1' }, { marker: 'a' }]) {
        t.expect(await t.send({ op: 'GetBucket', bucket, query }), { refusal: 'missing-bucket' });
      }
    },
  },
]);

import { textAt, textsAt } from '../../../dialects/core/document-access.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { driverOf } from '../../behaviours/multipart-upload.ts';
import { multipart } from '../multipart/uploads-in-parts.ts';
import { bucketEcho } from './bucket-echo.ts';
import { uploadListing as listing } from './listings.ts';

const { document } = listing;

/** Initiates an upload for each name and returns their ids in the order in which they are listed. */
async function begin(t: CheckContext, ...names: readonly string[]): Promise<string[]> {
  const driver = driverOf(t, multipart);
  const uploads: { name: string; id: string }[] = [];
  for (const name of names) uploads.push({ name, id: (await driver.begin(name)).id });
  const order = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right));
  return uploads
    .toSorted((left, right) => order(left.name, right.name) || order(left.id, right.id))
    .map(({ id }) => id);
}

function list(t: CheckContext, query: Readonly<Record<string, string>>) {
  return { op: listing.op, query: { prefix: t.key(''), ...query } };
}

export default suite('ListMultipartUploads', [
  {
    id: 'document',
    title: 'Each upload has key, id, storage class, initiator, owner and the time of its beginning',
    claims: ['T-LISTMPU-01', 'T-LISTMPU-03', 'T-LISTMPU-17'],
    run: async (t) => {
      const driver = driverOf(t, multipart);
      const upload = await driver.begin('object', { 'x-cos-storage-class': 'STANDARD_IA' });
      const exchange = await t.eventually(list(t, {}), {
        status: 200,
        headers: { 'content-type': /application\/xml.*/i },
        document,
        values: {
          Bucket: { oneOf: bucketEcho(t.bucket) },
          'Upload.Key': upload.key,
          'Upload.UploadId': upload.id,
          'Upload.StorageClass': /standard_ia/i,
          'Upload.Initiator.ID': /.+/,
          'Upload.Owner.ID': /.+/,
          'Upload.Initiated': /.+/,
        },
      });
      const initiated = textAt(t.read(exchange, document), 'Upload.Initiated') ?? '';
      t.compare(exchange, 'Upload.Initiated is a time', false, Number.isNaN(Date.parse(initiated)));
    },
  },
  {
    id: 'unfinished-uploads-only',
    title: 'Uploads are listed from their initiation until they are completed or aborted',
    claims: ['T-LISTMPU-02'],
    run: async (t) => {
      const driver = driverOf(t, multipart);
      const aborted = await driver.begin('aborted');
      const completed = await driver.begin('completed');
      const fresh = await driver.begin('fresh');
      const withParts = await driver.begin('with parts');
      const all = [aborted, completed, fresh, withParts];
      await t.eventually(list(t, {}), {
        success: true,
        document,
        values: { 'Upload.Key': { list: all.map(({ key }) => key) } },
      });
      await driver.put(withParts, 1, 'part');
      await driver.finish(completed, [await driver.put(completed, 1, 'whole')]);
      await t.setup(driver.abortion(aborted));
      await t.eventually(list(t, {}), {
        success: true,
        document,
        values: {
          'Upload.Key': { list: [fresh.key, withParts.key] },
          'Upload.UploadId': { list: [fresh.id, withParts.id] },
        },
      });
    },
  },
  {
    id: 'objects-are-no-uploads',
    title: 'Objects, and objects that a completed upload made, are no uploads',
    claims: ['T-LISTMPU-02'],
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: t.key('object') });
      const [id = ''] = await begin(t, 'upload');
      await t.eventually(list(t, {}), {
        success: true,
        document,
        values: { 'Upload.Key': t.key('upload'), 'Upload.UploadId': id },
      });
    },
  },
  {
    id: 'uploads-of-one-key',
    title: 'Several uploads of one key are all listed, ordered by their ids',
    claims: ['T-LISTMPU-16', 'T-LISTMPU-15'],
    run: async (t) => {
      const ids = await begin(t, 'b', 'a', 'b', 'c', 'b');
      await t.eventually(list(t, {}), {
        success: true,
        document,
        values: {
          'Upload.Key': { list: ['a', 'b', 'b', 'b', 'c'].map((name) => t.key(name)) },
          'Upload.UploadId': { list: ids },
        },
      });
    },
  },
  {
    id: 'upload-id-marker',
    title: 'With both markers, uploads of that key with greater ids are listed before those of greater keys',
    claims: ['T-LISTMPU-11'],
    reading: 'listing-marker',
    run: async (t) => {
      const ids = await begin(t, 'a', 'b', 'b', 'b', 'c');
      for (let at = 1; at <= 3; at++) {
        await t.eventually(list(t, { 'key-marker': t.key('b'), 'upload-id-marker': ids[at] ?? '' }), {
          success: true,
          document,
          values: {
            'Upload.UploadId': { list: ids.slice(at + 1) },
            KeyMarker: t.key('b'),
            UploadIdMarker: ids[at] ?? '',
          },
        });
      }
    },
  },
  {
    id: 'key-marker-passes-over-key',
    title: 'The key marker alone passes over every upload of its key',
    claims: ['T-LISTMPU-10'],
    reading: 'listing-marker',
    run: async (t) => {
      const ids = await begin(t, 'a', 'b', 'b', 'c');
      await t.eventually(list(t, { 'key-marker': t.key('b') }), {
        success: true,
        document,
        values: { 'Upload.UploadId': { list: ids.slice(3) } },
      });
      await t.eventually(list(t, { 'key-marker': t.key('a') }), {
        success: true,
        document,
        values: { 'Upload.UploadId': { list: ids.slice(1) } },
      });
    },
  },
  {
    id: 'upload-id-marker-alone',
    title: 'An upload id marker without a key marker is ignored',
    claims: ['T-LISTMPU-12'],
    run: async (t) => {
      const ids = await begin(t, 'a', 'a', 'b');
      for (const marker of [ids.at(-1) ?? '', 'zzzz']) {
        await t.eventually(list(t, { 'upload-id-marker': marker }), {
          success: true,
          document,
          values: { 'Upload.UploadId': { list: ids } },
        });
      }
    },
  },
  {
    id: 'pages-within-one-key',
    title: 'A listing whose pages end between uploads of one key shows every upload exactly once',
    claims: ['T-LISTMPU-14', 'T-LISTMPU-11', 'T-LISTMPU-16'],
    impact: 'data-loss',
    run: async (t) => {
      const ids = await begin(t, 'a', 'b', 'b', 'b', 'b', 'c');
      await t.eventually(list(t, {}), {
        success: true,
        document,
        values: { 'Upload.UploadId': { list: ids } },
      });
      for (const size of ['1', '2', '4']) {
        const found: string[] = [];
        let markers: Record<string, string> | undefined = {};
        for (let page = 0; markers && page <= ids.length; page++) {
          const exchange = await t.send(list(t, { 'max-uploads': size, ...markers }));
          if (!t.expect(exchange, { success: true, document })) return;
          const reply = t.read(exchange, document);
          found.push(...textsAt(reply, 'Upload.UploadId'));
          const truncated = textAt(reply, 'IsTruncated')?.toLowerCase() === 'true';
          markers = truncated
            ? {
                'key-marker': textAt(reply, 'NextKeyMarker') ?? '',
                'upload-id-marker': textAt(reply, 'NextUploadIdMarker') ?? '',
              }
            : undefined;
          if (!markers || page === ids.length) t.compare(exchange, 'uploads of all pages', ids, found);
        }
      }
    },
  },
  {
    id: 'limit-out-of-range',
    title: 'A page size below 1, or none at all, is replaced by an allowed one or refused',
    claims: ['T-LISTMPU-06'],
    reading: 'numbers-out-of-range',
    run: async (t) => {
      const ids = await begin(t, 'a', 'b');
      const pages = [ids, ids.slice(0, 1), []].map((shown) => ({
        success: true as const,
        document,
        values: { 'Upload.UploadId': { list: shown } },
      }));
      for (const size of ['0', '-1', 'abc']) {
        t.expect(await t.send(list(t, { 'max-uploads': size })), {
          anyOf: [...pages, { refusal: 'invalid-argument' }],
        });
      }
    },
  },
  {
    id: 'empty',
    title: 'A bucket without uploads has an empty list that is not truncated',
    claims: ['T-LISTMPU-19'],
    lease: 'own',
    run: async (t) => {
      await t.setup({ op: 'PutObject', key: 'object' });
      t.expect(await t.send({ op: listing.op }), {
        success: true,
        document,
        values: {
          'Upload.Key': { absent: true },
          'CommonPrefixes.Prefix': { absent: true },
          IsTruncated: /false/i,
          MaxUploads: '1000',
        },
      });
    },
  },
  {
    id: 'another-buckets-uploads',
    title: 'The uploads of a bucket are those of no other',
    claims: ['T-LISTMPU-02'],
    run: async (t) => {
      const bucket = t.newBucketName('other');
      await t.setup({ op: 'PutBucket', bucket });
      const driver = driverOf(t, multipart);
      const { id } = await driver.begin('a');
      await t.setup({ op: 'InitiateMultipartUpload', bucket, key: t.key('a') });
      await t.eventually(list(t, {}), { success: true, document, values: { 'Upload.UploadId': id } });
    },
  },
]);

import { textAt } from '../../dialects/core/document-access.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { expectMetadata, sampleMetadata } from './metadata.ts';
import { DOCUMENTS, driverOf, type Multipart } from './multipart-upload.ts';
import { store } from './stored-object.ts';

/** Uploads in parts and where their metadata goes. */
export interface InitiationBinding {
  readonly multipart: Multipart;
  /** What user metadata headers start with. */
  readonly metadataPrefix: string;
  /** Largest sum of names and values of user metadata, in bytes. */
  readonly maxMetadataBytes: number;
}

function initiationChecks({ multipart, metadataPrefix, maxMetadataBytes }: InitiationBinding) {
  const metadata = (variant: string) => ({
    ...sampleMetadata(metadataPrefix, variant),
    'Content-Encoding': `x-${variant}`,
  });
  return {
    'initiation-reply': {
      title: 'An initiation answers with the bucket, the key and an upload id',
      run: async (t) => {
        const exchange = await t.send({ op: multipart.initiate, key: t.key() });
        t.expect(exchange, {
          success: true,
          document: DOCUMENTS.initiated,
          values: { Bucket: { oneOf: multipart.bucketEcho(t.bucket) }, Key: t.key(), UploadId: /.+/ },
        });
      },
    },
    'upload-ids-differ': {
      title: 'Each initiation makes an upload of its own, also for the same key',
      impact: 'data-loss',
      run: async (t) => {
        const ids: (string | undefined)[] = [];
        for (const name of ['a', 'a', 'a', 'b']) {
          const exchange = await t.send({ op: multipart.initiate, key: t.key(name) });
          t.expect(exchange, { success: true, document: DOCUMENTS.initiated, values: { UploadId: /.+/ } });
          ids.push(textAt(t.read(exchange, DOCUMENTS.initiated), 'UploadId'));
          t.compare(exchange, 'different upload ids', ids.length, new Set(ids).size);
        }
      },
    },
    'initiated-key-is-not-there': {
      title: 'An initiated upload is no object, with or without parts: it is neither read nor listed',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const { listObjects, objects } = t.dialect.housekeeping;
        for (const body of ['first', undefined]) {
          t.expect(await t.send(driver.read(upload)), { refusal: 'missing-key' });
          t.expect(await t.send({ op: multipart.headObject, key: upload.key }), { refusal: 'missing-key' });
          t.expect(await t.send({ op: listObjects, query: { ...objects.query, prefix: upload.key } }), {
            success: true,
            keys: { absent: true },
          });
          if (body !== undefined) await driver.put(upload, 1, body);
        }
      },
    },
    'initiation-keeps-object': {
      title: 'An object of the key stays as it is, content and metadata, until the upload is completed',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const old = metadata('old');
        const key = await store(t, 'object', 'old content', old);
        const upload = await driver.begin('object', metadata('new'));
        t.expect(await t.send(driver.read({ key })), { status: 200, body: 'old content', headers: old });
        const part = await driver.put(upload, 1, 'new content');
        t.expect(await t.send(driver.read({ key })), { status: 200, body: 'old content', headers: old });
        t.expect(await t.send(driver.completion(upload, [{ PartNumber: 1, ETag: part.etag }])), {
          success: true,
        });
        t.expect(await t.send(driver.read({ key })), {
          status: 200,
          body: 'new content',
          headers: { ...metadata('new'), [`${metadataPrefix}only-old`]: { absent: true } },
        });
      },
    },
    'initiation-metadata': {
      title: 'Content headers and user metadata of the initiation are those of the object',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const headers = metadata('kept');
        const upload = await driver.begin('object', headers);
        await driver.finish(upload, [await driver.put(upload, 1, 'content')]);
        await expectMetadata(t, multipart, upload.key, headers);
      },
    },
    'later-metadata-is-not-taken': {
      title: 'Headers of parts and of the completion do not become metadata of the object',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const headers = { 'Content-Type': 'text/x-initiated', [`${metadataPrefix}variant`]: 'initiated' };
        const upload = await driver.begin('object', headers);
        const put = await t.send(driver.partRequest(upload, 1, 'content', metadata('part')));
        t.expect(put, { success: true, headers: { etag: { present: true } } });
        const completion = driver.completion(upload, [{ PartNumber: 1, ETag: t.header(put, 'etag') }]);
        const later = { 'Cache-Control': 'max-age=1', [`${metadataPrefix}only-completion`]: 'present' };
        t.expect(await t.send({ ...completion, headers: { 'Content-Type': 'application/xml', ...later } }), {
          success: true,
        });
        await expectMetadata(t, multipart, upload.key, {
          ...headers,
          [`${metadataPrefix}only-part`]: { absent: true },
          [`${metadataPrefix}only-completion`]: { absent: true },
          'content-disposition': { absent: true },
          expires: { absent: true },
        });
      },
    },
    'metadata-of-each-upload': {
      title: 'Of two uploads of one key each brings its own metadata',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const [first, second] = [
          await driver.begin('object', metadata('first')),
          await driver.begin('object', metadata('second')),
        ];
        await driver.finish(first, [await driver.put(first, 1, 'of the first')]);
        t.expect(await t.send(driver.read(first)), {
          status: 200,
          body: 'of the first',
          headers: metadata('first'),
        });
        await driver.finish(second, [await driver.put(second, 1, 'of the second')]);
        t.expect(await t.send(driver.read(second)), {
          status: 200,
          body: 'of the second',
          headers: { ...metadata('second'), [`${metadataPrefix}only-first`]: { absent: true } },
        });
      },
    },
    'initiation-metadata-too-large': {
      title: `An initiation with more than ${maxMetadataBytes} bytes of user metadata is refused and starts nothing`,
      run: async (t) => {
        const headers = { [`${metadataPrefix}filler`]: 'v'.repeat(maxMetadataBytes + 1) };
        const exchange = await t.send({ op: multipart.initiate, key: t.key(), headers });
        t.expect(exchange, { refusal: 'metadata-too-large' });
        t.expect(await t.send({ op: multipart.listUploads, query: { prefix: t.key() } }), {
          success: true,
          document: DOCUMENTS.uploads,
          values: { 'Upload.Key': { absent: true } },
        });
      },
    },
  } satisfies SharedChecks;
}

/** The beginning of uploads in parts. */
export function initiations(
  binding: InitiationBinding & { readonly grounds: GroundsFor<ReturnType<typeof initiationChecks>> },
): CheckDraft[] {
  return grounded(initiationChecks(binding), binding.grounds);
}

import { textsAt } from '../../dialects/core/document-access.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { DOCUMENTS, driverOf, listed, type Multipart } from './multipart-upload.ts';
import { store } from './stored-object.ts';

/** Long enough for a part to be under way on any target, short enough for any time-out. */
const PAUSE_MS = 600;

function abortionChecks(multipart: Multipart) {
  const expectUploads = async (t: CheckContext, key: string, ids: readonly string[]): Promise<void> => {
    await t.eventually(
      { op: multipart.listUploads, query: { prefix: key } },
      { success: true, document: DOCUMENTS.uploads, values: { 'Upload.UploadId': { set: ids } } },
    );
  };
  return {
    'abort-removes-upload': {
      title:
        'An aborted upload is gone with its parts: neither it nor they are listed, and it cannot be completed',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const part = await driver.put(upload, 1, 'dropped');
        await expectUploads(t, upload.key, [upload.id]);
        t.expect(await t.send(driver.abortion(upload)), { success: true });
        await expectUploads(t, upload.key, []);
        t.expect(await t.send(driver.listing(upload)), { refusal: 'missing-upload' });
        t.expect(await t.send(driver.completion(upload, [listed(part)])), { refusal: 'missing-upload' });
        t.expect(await t.send(driver.read(upload)), { refusal: 'missing-key' });
      },
    },
    'abort-without-parts': {
      title: 'An upload without parts can be aborted',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        t.expect(await t.send(driver.abortion(upload)), { success: true });
        await expectUploads(t, upload.key, []);
      },
    },
    'abort-without-content': {
      title: 'No byte follows the header section of the reply to an abortion',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const exchange = await t.send({ ...driver.abortion(upload), raw: { lingerMs: 150 } });
        t.expect(exchange, { success: true });
        const { body, trailing } = exchange.response ?? {};
        t.compare(
          exchange,
          'bytes after the header section',
          0,
          (body?.length ?? 0) + (trailing?.length ?? 0),
        );
        t.expect(await t.send(driver.listing(upload)), { refusal: 'missing-upload' });
      },
    },
    'abort-twice': {
      title: 'An upload can be aborted once; the second time it is unknown',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        await driver.put(upload, 1, 'dropped');
        t.expect(await t.send(driver.abortion(upload)), { success: true });
        for (let time = 0; time < 2; time++) {
          t.expect(await t.send(driver.abortion(upload)), { refusal: 'missing-upload' });
        }
      },
    },
    'abort-one-of-two': {
      title: 'Of two uploads of one key only the one that is named is aborted',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const [gone, kept] = [await driver.begin(), await driver.begin()];
        await driver.put(gone, 1, 'gone');
        const part = await driver.put(kept, 1, 'kept');
        t.expect(await t.send(driver.abortion(gone)), { success: true });
        await expectUploads(t, kept.key, [kept.id]);
        t.expect(await t.send(driver.completion(kept, [listed(part)])), { success: true });
        t.expect(await t.send(driver.read(kept)), { status: 200, body: 'kept' });
      },
    },
    'abort-foreign-upload': {
      title: 'An upload is aborted under its own key and bucket only',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const [one, other] = [await driver.begin('one'), await driver.begin('other')];
        const part = await driver.put(one, 1, 'kept');
        t.expect(await t.send(driver.abortion({ key: other.key, id: one.id })), {
          refusal: 'missing-upload',
        });
        const bucket = t.newBucketName('other');
        await t.setup({ op: t.dialect.housekeeping.createBucket, bucket });
        t.expect(await t.send({ ...driver.abortion(one), bucket }), { refusal: 'missing-upload' });
        t.expect(await t.send(driver.listing(other)), { success: true });
        t.expect(await t.send(driver.completion(one, [listed(part)])), { success: true });
        t.expect(await t.send(driver.read(one)), { status: 200, body: 'kept' });
      },
    },
    'abort-keeps-object': {
      title: 'An object of the key is not touched by an abortion',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const key = await store(t, 'object', 'kept', { 'Content-Type': 'text/x-kept' });
        const upload = await driver.begin('object', { 'Content-Type': 'text/x-dropped' });
        await driver.put(upload, 1, 'dropped');
        t.expect(await t.send(driver.abortion(upload)), { success: true });
        t.expect(await t.send(driver.read({ key })), {
          status: 200,
          body: 'kept',
          headers: { 'content-type': 'text/x-kept' },
        });
      },
    },
    'abort-after-completion': {
      title: 'A completed upload cannot be aborted, and its object stays',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        await driver.finish(upload, [await driver.put(upload, 1, 'kept')]);
        t.expect(await t.send(driver.abortion(upload)), { refusal: 'missing-upload' });
        t.expect(await t.send(driver.read(upload)), { status: 200, body: 'kept' });
      },
    },
    'abort-during-part': {
      title: 'A part that is under way when its upload is aborted fails, and leaves nothing behind',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        // the head and some of the body go out, the rest only after the abortion
        const request = driver.partRequest(upload, 1, 'x'.repeat(64 * 1024));
        const slow = { ...request, raw: { pauses: [{ after: 32 * 1024, ms: 2 * PAUSE_MS }] } };
        const part = t.send(slow);
        await new Promise((resolve) => setTimeout(resolve, PAUSE_MS));
        const aborted = await t.send(driver.abortion(upload));
        const late = await part;
        t.expect(aborted, { success: true });
        t.expect(late, { refusal: 'missing-upload' });
        t.expect(await t.send(driver.listing(upload)), { refusal: 'missing-upload' });
        await expectUploads(t, upload.key, []);
      },
    },
    'abort-leaves-other-keys': {
      title: 'An abortion leaves uploads of keys alone that its own key is a prefix of',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const uploads = [await driver.begin('a'), await driver.begin('a/b'), await driver.begin('ab')];
        const [gone, ...kept] = uploads;
        if (gone) t.expect(await t.send(driver.abortion(gone)), { success: true });
        const exchange = await t.eventually(
          { op: multipart.listUploads, query: { prefix: t.key('') } },
          {
            success: true,
            document: DOCUMENTS.uploads,
            values: { 'Upload.UploadId': { set: kept.map(({ id }) => id) } },
          },
        );
        const keys = textsAt(t.read(exchange, DOCUMENTS.uploads), 'Upload.Key');
        t.compare(exchange, 'Upload.Key', [t.key('a/b'), t.key('ab')], keys);
      },
    },
  } satisfies SharedChecks;
}

/** Uploads that are given up. */
export function abortions(binding: {
  readonly multipart: Multipart;
  readonly grounds: GroundsFor<ReturnType<typeof abortionChecks>>;
}): CheckDraft[] {
  return grounded(abortionChecks(binding.multipart), binding.grounds);
}

import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import {
  block,
  concatenated,
  DOCUMENTS,
  type Driver,
  driverOf,
  listed,
  type Multipart,
  type Part,
  type Upload,
} from './multipart-upload.ts';
import { store } from './stored-object.ts';

/** Judges the reply to a completion as a success. */
const COMPLETED: Expectation = { success: true, document: DOCUMENTS.completed };

function completionChecks(multipart: Multipart) {
  const { minPartBytes } = multipart;
  /** Uploads bodies as parts 1, 2, …. */
  const putAll = async (
    driver: Driver,
    upload: Upload,
    bodies: readonly (Uint8Array | string)[],
  ): Promise<Part[]> => {
    const parts: Part[] = [];
    for (const [index, body] of bodies.entries()) parts.push(await driver.put(upload, index + 1, body));
    return parts;
  };
  const complete = async (t: CheckContext, driver: Driver, upload: Upload, parts: readonly Part[]) => {
    const exchange = await t.send(driver.completion(upload, parts.map(listed)));
    t.expect(exchange, COMPLETED);
    return exchange;
  };
  return {
    concatenates: {
      title: 'The object is the listed parts, one after the other in the order of their numbers',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const bodies = [t.random.bytes(minPartBytes + 7), block('b', minPartBytes), t.random.bytes(12_345)];
        const whole = concatenated(...bodies);
        await complete(t, driver, upload, await putAll(driver, upload, bodies));
        t.expect(await t.send(driver.read(upload)), {
          status: 200,
          body: whole,
          headers: { 'content-length': String(whole.length) },
        });
        const [first, last] = [minPartBytes, 2 * minPartBytes + 20];
        t.expect(await t.send({ ...driver.read(upload), headers: { Range: `bytes=${first}-${last}` } }), {
          status: 206,
          body: whole.subarray(first, last + 1),
        });
      },
    },
    'one-small-part': {
      title: 'An upload of one small part makes an object of it',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        await complete(t, driver, upload, await putAll(driver, upload, ['small']));
        t.expect(await t.send(driver.read(upload)), { status: 200, body: 'small' });
      },
    },
    'small-last-part': {
      title: 'The last part may be small, down to one byte',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        for (const [name, last] of Object.entries({ byte: 'z', almost: block('y', minPartBytes - 1) })) {
          const upload = await driver.begin(name);
          const bodies = [block('a', minPartBytes), last];
          await complete(t, driver, upload, await putAll(driver, upload, bodies));
          t.expect(await t.send(driver.read(upload)), { status: 200, body: concatenated(...bodies) });
        }
      },
    },
    'empty-last-part': {
      title: 'An empty last part adds nothing, or is refused',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const empty = await t.send(driver.partRequest(upload, 1, ''));
        t.expect(empty, {
          anyOf: [{ success: true }, { refusal: ['entity-too-small', 'invalid-argument'] }],
        });
        const etag = t.header(empty, 'etag');
        if (empty.response?.status !== 200 || etag === undefined) return;
        const exchange = await t.send(driver.completion(upload, [{ PartNumber: 1, ETag: etag }]));
        t.expect(exchange, { anyOf: [COMPLETED, { refusal: ['entity-too-small', 'invalid-part'] }] });
        t.expect(
          await t.send(driver.read(upload)),
          exchange.response?.status === 200 ? { status: 200, body: 'empty' } : { refusal: 'missing-key' },
        );
      },
    },
    'completion-reply': {
      title: 'A completion answers with bucket, key and the ETag that reads of the object return',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const bodies = [block('a', minPartBytes), 'last'];
        const parts = await putAll(driver, upload, bodies);
        const exchange = await t.send(driver.completion(upload, parts.map(listed)));
        t.expect(exchange, {
          ...COMPLETED,
          values: { Bucket: { oneOf: multipart.bucketEcho(t.bucket) }, Key: upload.key, ETag: /.+/ },
        });
        const read = await t.send({ op: multipart.headObject, key: upload.key });
        const etag = t.header(read, 'etag') ?? '';
        t.expect(read, { status: 200, headers: { etag: /"[^"]+"/ } });
        t.expect(exchange, { success: true, document: DOCUMENTS.completed, values: { ETag: etag } });
        t.expect(await t.send(driver.read(upload)), { status: 200, headers: { etag } });
      },
    },
    'etag-is-opaque': {
      title: 'The ETag of the object stays what it is, and a number at its end is that of the parts',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        await driver.finish(upload, await putAll(driver, upload, [block('a', minPartBytes), 'last']));
        const tags: string[] = [];
        for (let time = 0; time < 2; time++) {
          const exchange = await t.send(driver.read(upload));
          t.expect(exchange, { status: 200, headers: { etag: /"[^"]+"/ } });
          tags.push(t.header(exchange, 'etag') ?? '');
          t.compare(exchange, 'ETags over time', 1, new Set(tags).size);
          const [, parts = '2'] = /-(\d+)"$/.exec(tags[0] ?? '') ?? [];
          t.compare(exchange, 'number at the end of the ETag', '2', parts);
        }
        const { listObjects, objects } = t.dialect.housekeeping;
        const ask = { op: listObjects, query: { ...objects.query, prefix: upload.key } };
        await t.eventually(ask, {
          success: true,
          keys: upload.key,
          document: DOCUMENTS.objects,
          values: { 'Contents.ETag': tags[0] ?? '' },
        });
      },
    },
    'replaces-object': {
      title: 'A completion replaces the object of its key as a whole',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const key = await store(t, 'object', 'an old object, longer than the new', {
          'Content-Type': 'text/x-old',
        });
        const upload = await driver.begin('object', { 'Content-Type': 'text/x-new' });
        await complete(t, driver, upload, await putAll(driver, upload, ['new']));
        t.expect(await t.send(driver.read({ key })), {
          status: 200,
          body: 'new',
          headers: { 'content-length': '3', 'content-type': 'text/x-new' },
        });
      },
    },
    'unlisted-parts-discarded': {
      title: 'Parts that are not listed do not get into the object, and are gone with the upload',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const bodies = [block('a', minPartBytes), 'second', 'never listed'];
        const parts = await putAll(driver, upload, bodies);
        await complete(t, driver, upload, parts.slice(0, 2));
        t.expect(await t.send(driver.read(upload)), {
          status: 200,
          body: concatenated(...bodies.slice(0, 2)),
        });
        t.expect(await t.send(driver.listing(upload)), { refusal: 'missing-upload' });
      },
    },
    'upload-gone-after-completion': {
      title: 'After its completion an upload is unknown to every request, and not listed',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const parts = await putAll(driver, upload, ['content']);
        await complete(t, driver, upload, parts);
        for (const request of [
          driver.listing(upload),
          driver.partRequest(upload, 2, 'late'),
          driver.completion(upload, parts.map(listed)),
          driver.abortion(upload),
        ]) {
          t.expect(await t.send(request), { refusal: 'missing-upload' });
        }
        await t.eventually(
          { op: multipart.listUploads, query: { prefix: upload.key } },
          { success: true, document: DOCUMENTS.uploads, values: { 'Upload.Key': { absent: true } } },
        );
        t.expect(await t.send(driver.read(upload)), { status: 200, body: 'content' });
      },
    },
    'two-uploads-of-one-key': {
      title: 'Two uploads of one key are completed one after the other; the later one is the object',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const [early, late] = [await driver.begin(), await driver.begin()];
        const lateParts = await putAll(driver, late, ['of the late one']);
        const earlyParts = await putAll(driver, early, ['of the early one']);
        await complete(t, driver, late, lateParts);
        t.expect(await t.send(driver.read(late)), { status: 200, body: 'of the late one' });
        await complete(t, driver, early, earlyParts);
        t.expect(await t.send(driver.read(late)), { status: 200, body: 'of the early one' });
      },
    },
    'white-space-before-result': {
      title: 'Nothing but white space comes before the result of a completion',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const parts = await putAll(driver, upload, [block('a', minPartBytes), 'last']);
        const exchange = await complete(t, driver, upload, parts);
        const text = Buffer.from(exchange.response?.body ?? []).toString('utf8');
        t.compare(exchange, 'text before the result', '', text.slice(0, text.indexOf('<')).trim());
        t.expect(await t.send(driver.read(upload)), { status: 200 });
      },
    },
  } satisfies SharedChecks;
}

/** Completions that succeed. */
export function completions(binding: {
  readonly multipart: Multipart;
  readonly grounds: GroundsFor<ReturnType<typeof completionChecks>>;
}): CheckDraft[] {
  return grounded(completionChecks(binding.multipart), binding.grounds);
}

import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { imfDate } from './http-dates.ts';
import {
  block,
  concatenated,
  DOCUMENTS,
  driverOf,
  listed,
  type Multipart,
  type Part,
  partsOf,
  type Upload,
} from './multipart-upload.ts';
import { type StoredObject, store, storeValidated } from './stored-object.ts';

/** Uploads in parts and the headers of a part that is a copy. */
export interface PartCopyBinding {
  readonly multipart: Multipart;
  /** Header that names the source, and the one that names a range of it. */
  readonly source: string;
  readonly range: string;
  /** What the names of conditions on the source start with, e.g. `x-cos-copy-source-If-`. */
  readonly conditionPrefix: string;
}

const BODY = '0123456789';
const OTHER_TAG = '"0123456789abcdef0123456789abcdef"';
const SECOND = 1000;
const DAY = 86_400 * SECOND;
/** Conditions by the end of their name: `Match`, `None-Match`, `Modified-Since`, `Unmodified-Since`. */
type Conditions = Readonly<Record<string, string>>;

function partCopyChecks({ multipart, source, range, conditionPrefix }: PartCopyBinding) {
  const { minPartBytes } = multipart;
  const copy = (
    t: CheckContext,
    upload: Upload,
    number: number,
    from: string,
    headers: Readonly<Record<string, string>> = {},
  ) =>
    t.send({
      op: multipart.copyPart,
      key: upload.key,
      query: { partNumber: String(number), uploadId: upload.id },
      headers: { [source]: t.copySource(t.bucket, from), ...headers },
    });
  /** Judges that the upload has exactly parts of these sizes, numbered from 1. */
  const expectSizes = async (t: CheckContext, upload: Upload, sizes: readonly number[]): Promise<void> => {
    const exchange = await t.send(driverOf(t, multipart).listing(upload));
    t.expect(exchange, { success: true });
    const expected = sizes.map((size, index) => [index + 1, size]);
    const got = partsOf(t, exchange).map(({ number, size }) => [number, size]);
    t.compare(exchange, 'numbers and sizes of the parts', expected, got);
  };
  /** Completes an upload of one part as it is listed, and judges what comes of it. */
  const expectObject = async (t: CheckContext, upload: Upload, body: Uint8Array | string): Promise<void> => {
    const driver = driverOf(t, multipart);
    const parts = partsOf(t, await t.send(driver.listing(upload)));
    t.expect(await t.send(driver.completion(upload, parts.map(listed))), { success: true });
    t.expect(await t.send(driver.read(upload)), { status: 200, body });
  };
  const ranges = (title: string, pairs: Readonly<Record<string, string>>): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      const from = await store(t, 'source', BODY);
      for (const [value, body] of Object.entries(pairs)) {
        const upload = await driverOf(t, multipart).begin(value);
        t.expect(await copy(t, upload, 1, from, { [range]: value }), {
          success: true,
          document: DOCUMENTS.copied,
          values: { ETag: /.+/, LastModified: /.+/ },
        });
        await expectObject(t, upload, body);
      }
    },
  });
  const refusesRanges = (
    title: string,
    values: readonly string[],
    refusal: string | readonly string[],
  ): SharedCheck => ({
    title,
    run: async (t) => {
      const from = await store(t, 'source', BODY);
      const upload = await driverOf(t, multipart).begin('target');
      for (const value of values) {
        t.expect(await copy(t, upload, 1, from, { [range]: value }), { refusal });
      }
      await expectSizes(t, upload, []);
    },
  });
  const conditional = (
    title: string,
    expectation: Expectation,
    sets: (source: StoredObject) => readonly Conditions[],
  ): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      const stored = await storeValidated(t, 'source', BODY);
      const upload = await driverOf(t, multipart).begin('target');
      const conditions = sets(stored);
      for (const [index, set] of conditions.entries()) {
        const headers = Object.entries(set).map(([name, value]) => [conditionPrefix + name, value] as const);
        const exchange = await copy(t, upload, index + 1, stored.key, Object.fromEntries(headers));
        t.expect(exchange, expectation);
      }
      await expectSizes(t, upload, 'success' in expectation ? conditions.map(() => BODY.length) : []);
    },
  });
  return {
    'part-copy-whole': {
      title: 'Without a range the whole source becomes the part',
      impact: 'data-loss',
      run: async (t) => {
        const body = t.random.bytes(70_001);
        const from = await store(t, 'source', body);
        const upload = await driverOf(t, multipart).begin('target');
        t.expect(await copy(t, upload, 1, from), {
          success: true,
          document: DOCUMENTS.copied,
          values: { ETag: /.+/, LastModified: /.+/ },
        });
        await expectObject(t, upload, body);
      },
    },
    'part-copy-range': ranges('A range selects from its first to its last byte, both included', {
      'bytes=0-3': '0123',
      'bytes=3-5': '345',
      'bytes=9-9': '9',
      'bytes=0-9': BODY,
    }),
    'part-copy-range-malformed': refusesRanges(
      'A range in another form than bytes=first-last is refused, and there is no part',
      ['bytes=3-', 'bytes=-3', 'bytes=', '0-3', 'bytes=a-b', 'bytes=0-1,4-5', 'chars=0-3', 'bytes 0-3'],
      'invalid-copy-range',
    ),
    'part-copy-range-reversed': refusesRanges(
      'A range that ends before it begins is refused, and there is no part',
      ['bytes=5-2', 'bytes=1-0'],
      ['invalid-copy-range', 'copy-range-not-satisfiable'],
    ),
    'part-copy-range-beyond': refusesRanges(
      'A range that lies beyond the source is refused, and there is no part',
      ['bytes=10-12', 'bytes=100-200', 'bytes=99999999999999999998-99999999999999999999'],
      'copy-range-not-satisfiable',
    ),
    'part-copy-range-end-beyond': refusesRanges(
      'A range that begins in the source and ends beyond it is refused, not cut, and there is no part',
      ['bytes=0-10', 'bytes=5-99999999999999999999'],
      'copy-range-not-satisfiable',
    ),
    'part-copy-completes': {
      title: 'Copied and uploaded parts make an object together',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const body = concatenated(block('a', 100), block('b', minPartBytes), block('c', 100));
        const from = await store(t, 'source', body);
        const upload = await driver.begin('target');
        const copied = await copy(t, upload, 1, from, { [range]: `bytes=100-${100 + minPartBytes - 1}` });
        t.expect(copied, { success: true, document: DOCUMENTS.copied });
        const uploaded: Part = await driver.put(upload, 2, 'the end');
        const [first] = partsOf(t, await t.send(driver.listing(upload)));
        t.compare(copied, 'size of the part', minPartBytes, first?.size);
        const etag = first?.etag ?? '';
        t.expect(copied, { success: true, document: DOCUMENTS.copied, values: { ETag: etag } });
        t.expect(await t.send(driver.completion(upload, [{ PartNumber: 1, ETag: etag }, listed(uploaded)])), {
          success: true,
        });
        const whole = concatenated(block('b', minPartBytes), 'the end');
        t.expect(await t.send(driver.read(upload)), { status: 200, body: whole });
        t.expect(await t.send(driver.read({ key: from })), { status: 200, body });
      },
    },
    'part-copy-outlives-source': {
      title: 'A copied part keeps its bytes when its source is overwritten or deleted',
      impact: 'data-loss',
      run: async (t) => {
        const from = await store(t, 'source', 'as it was');
        const upload = await driverOf(t, multipart).begin('target');
        t.expect(await copy(t, upload, 1, from), { success: true });
        await store(t, 'source', 'as it is now');
        await expectSizes(t, upload, ['as it was'.length]);
        await t.setup({ op: t.dialect.housekeeping.deleteObject, key: from });
        await expectObject(t, upload, 'as it was');
      },
    },
    'part-copy-replaces': {
      title: 'A copied part takes the place of the part of its number, and the other way round',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const from = await store(t, 'source', BODY);
        const upload = await driver.begin('target');
        await driver.put(upload, 1, 'uploaded before');
        t.expect(await copy(t, upload, 1, from), { success: true });
        await expectSizes(t, upload, [BODY.length]);
        await driver.put(upload, 1, 'uploaded after');
        await expectSizes(t, upload, ['uploaded after'.length]);
      },
    },
    'part-copy-awkward-source': {
      title: 'Sources whose keys need encoding can be copied from',
      impact: 'data-loss',
      run: async (t) => {
        const upload = await driverOf(t, multipart).begin('target');
        const names = ['a b', 'a+b', 'a%20b', '\u4e2d/\u{1f600}', 'a?versionId=null', '<&>'];
        // each source has a length of its own, by which its part is known
        const lengths = names.map((_, index) => 11 * (index + 1));
        for (const [index, name] of names.entries()) {
          const from = await store(t, name, 's'.repeat(lengths[index] ?? 0));
          t.expect(await copy(t, upload, index + 1, from), { success: true });
        }
        await expectSizes(t, upload, lengths);
      },
    },
    'part-copy-missing-source': {
      title: 'A source that does not exist is answered with 404, and there is no part',
      run: async (t) => {
        const upload = await driverOf(t, multipart).begin('target');
        t.expect(await copy(t, upload, 1, t.key('never stored')), { refusal: 'missing-copy-source' });
        await expectSizes(t, upload, []);
      },
    },
    'part-copy-missing-source-bucket': {
      title: 'A source in a bucket that does not exist is answered with 404, and there is no part',
      run: async (t) => {
        const upload = await driverOf(t, multipart).begin('target');
        const headers = { [source]: t.copySource(t.newBucketName('missing'), t.key('source')) };
        t.expect(await copy(t, upload, 1, '', headers), { refusal: 'missing-copy-source-bucket' });
        await expectSizes(t, upload, []);
      },
    },
    'part-copy-to-foreign-upload': {
      title: 'A part is copied under the key of its upload only',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const from = await store(t, 'source', BODY);
        const [one, other] = [await driver.begin('one'), await driver.begin('other')];
        t.expect(await copy(t, { key: other.key, id: one.id }, 1, from), { refusal: 'missing-upload' });
        await expectSizes(t, one, []);
        await expectSizes(t, other, []);
      },
    },
    'part-copy-conditions-hold': conditional(
      'Conditions on the source that hold let the part be copied',
      { success: true },
      ({ etag, lastModified }) => [
        { Match: etag },
        { 'None-Match': OTHER_TAG },
        { 'Modified-Since': imfDate(lastModified - SECOND) },
        { 'Unmodified-Since': imfDate(lastModified) },
        { 'Unmodified-Since': imfDate(lastModified + DAY) },
        { Match: etag, 'Unmodified-Since': imfDate(lastModified) },
        { 'None-Match': OTHER_TAG, 'Modified-Since': imfDate(lastModified - DAY) },
      ],
    ),
    'part-copy-conditions-fail': conditional(
      'A condition on the source that does not hold is answered with 412, also If-None-Match, and there is no part',
      { refusal: 'precondition-failed' },
      ({ etag, lastModified }) => [
        { Match: OTHER_TAG },
        { 'None-Match': etag },
        { 'Modified-Since': imfDate(lastModified) },
        { 'Unmodified-Since': imfDate(lastModified - SECOND) },
        { Match: OTHER_TAG, 'Unmodified-Since': imfDate(lastModified + DAY) },
        { 'None-Match': etag, 'Modified-Since': imfDate(lastModified) },
      ],
    ),
    'part-copy-conditions-conflict': conditional(
      'Conditions outside the two pairs are refused, and there is no part',
      { refusal: 'conflicting-conditions' },
      ({ etag, lastModified }) => [
        { Match: etag, 'None-Match': OTHER_TAG },
        { Match: etag, 'Modified-Since': imfDate(lastModified - DAY) },
        { 'None-Match': OTHER_TAG, 'Unmodified-Since': imfDate(lastModified + DAY) },
        { 'Modified-Since': imfDate(lastModified - DAY), 'Unmodified-Since': imfDate(lastModified + DAY) },
      ],
    ),
  } satisfies SharedChecks;
}

/** Parts that are copied from objects. */
export function partCopies(
  binding: PartCopyBinding & { readonly grounds: GroundsFor<ReturnType<typeof partCopyChecks>> },
): CheckDraft[] {
  return grounded(partCopyChecks(binding), binding.grounds);
}

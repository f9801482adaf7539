import type { RenderValue } from '../../dialects/core/document-render.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { md5Hex } from './integrity.ts';
import {
  badRequest,
  block,
  concatenated,
  DOCUMENTS,
  driverOf,
  listed,
  type Multipart,
  type Part,
} from './multipart-upload.ts';
import { store } from './stored-object.ts';

/** An ETag as a client writes it into the body: with quotes, escaped or not, or without. */
const ETAG_FORMS: Readonly<Record<string, (bare: string) => string>> = {
  quoted: (bare) => `"${bare}"`,
  escaped: (bare) => `&quot;${bare}&quot;`,
  numeric: (bare) => `&#34;${bare}&#x22;`,
  bare: (bare) => bare,
};

/** What a completion is made of when it is wrong: two uploaded parts, of which the second may be the last. */
type Lists = (parts: readonly [Part, Part]) => readonly (readonly RenderValue[])[];

function completionListChecks(multipart: Multipart) {
  const { minPartBytes, maxPartNumber } = multipart;
  const BODIES = [block('a', minPartBytes), block('b', minPartBytes)] as const;

  /**
   * Completions with each of the lists are refused, over an object of the same key that stays. Afterwards the same upload
   * is completed as it should be; parts that were too small are uploaded again before that.
   */
  const refuses = (
    title: string,
    lists: Lists,
    refusal: Expectation | ((t: CheckContext) => Expectation),
    bodies: readonly [Uint8Array, Uint8Array] = BODIES,
  ): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      const driver = driverOf(t, multipart);
      const key = await store(t, 'object', 'kept');
      const upload = await driver.begin();
      const second = await driver.put(upload, 2, bodies[1]);
      let first = await driver.put(upload, 1, bodies[0]);
      for (const list of lists([first, second])) {
        const exchange = await t.send(driver.completion(upload, list));
        t.expect(exchange, typeof refusal === 'function' ? refusal(t) : refusal);
        t.expect(await t.send(driver.read({ key })), { status: 200, body: 'kept' });
      }
      if (bodies[0].length < minPartBytes) first = await driver.put(upload, 1, BODIES[0]);
      t.expect(await t.send(driver.completion(upload, [listed(first), listed(second)])), { success: true });
      t.expect(await t.send(driver.read({ key })), { status: 200, body: concatenated(BODIES[0], bodies[1]) });
    },
  });
  const absent = (number: number): RenderValue => ({ PartNumber: number, ETag: `"${md5Hex('absent')}"` });

  return {
    'part-not-uploaded': refuses(
      'A list with a part that was never uploaded is refused with InvalidPart; the upload can still be completed',
      ([first, second]) => [
        [listed(first), listed(second), absent(3)],
        [absent(3)],
        [listed(first), listed(second), { PartNumber: 3, ETag: second.etag }],
      ],
      { refusal: 'invalid-part' },
    ),
    'part-etag-differs': refuses(
      'A list with another ETag than that of the part is refused with InvalidPart; the upload can still be completed',
      ([first, second]) => [
        [listed(first), { PartNumber: 2, ETag: `"${md5Hex('other')}"` }],
        [
          { PartNumber: 1, ETag: second.etag },
          { PartNumber: 2, ETag: first.etag },
        ],
        [listed(first), { PartNumber: 2, ETag: '""' }],
        [{ PartNumber: 1, ETag: first.etag.slice(0, -2) }, listed(second)],
      ],
      { refusal: 'invalid-part' },
    ),
    'part-etag-of-replaced': {
      title: 'The ETag of a part that was replaced is refused with InvalidPart',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const old = await driver.put(upload, 1, 'old');
        const current = await driver.put(upload, 1, 'current');
        t.expect(await t.send(driver.completion(upload, [listed(old)])), { refusal: 'invalid-part' });
        t.expect(await t.send(driver.read(upload)), { refusal: 'missing-key' });
        t.expect(await t.send(driver.completion(upload, [listed(current)])), { success: true });
        t.expect(await t.send(driver.read(upload)), { status: 200, body: 'current' });
      },
    },
    'parts-not-ascending': refuses(
      'A list that is not in ascending order is refused with InvalidPartOrder, not sorted; the upload stays usable',
      ([first, second]) => [[listed(second), listed(first)]],
      { refusal: 'invalid-part-order' },
    ),
    'part-listed-twice': refuses(
      'A list that names a part twice is refused; the upload can still be completed',
      ([first, second]) => [
        [listed(first), listed(first)],
        [listed(first), listed(second), listed(second)],
      ],
      { refusal: 'duplicate-part' },
    ),
    'part-numbers-with-gap': {
      title:
        'A list with a gap in its numbers is refused with InvalidPart, or makes an object of the listed parts',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const parts = [await driver.put(upload, 1, BODIES[0]), await driver.put(upload, 3, BODIES[1])];
        const exchange = await t.send(driver.completion(upload, parts.map(listed)));
        t.expect(exchange, {
          anyOf: [{ success: true, document: DOCUMENTS.completed }, { refusal: 'invalid-part' }],
        });
        const accepted = exchange.response?.status === 200;
        t.expect(
          await t.send(driver.read(upload)),
          accepted ? { status: 200, body: concatenated(...BODIES) } : { refusal: 'missing-key' },
        );
      },
    },
    'small-part-before-last': refuses(
      'A part that is too small and not the last is refused with EntityTooSmall',
      ([first, second]) => [[listed(first), listed(second)]],
      { refusal: 'entity-too-small' },
      [block('s', 1), block('b', 2)],
    ),
    'almost-large-part-before-last': refuses(
      'A part of a little less than the smallest size is refused with EntityTooSmall when it is not the last',
      ([first, second]) => [[listed(first), listed(second)]],
      { refusal: 'entity-too-small' },
      [block('s', minPartBytes - 1), block('b', minPartBytes)],
    ),
    'list-empty': refuses(
      'An empty list is refused with MalformedXML; the upload can still be completed',
      () => [[]],
      { refusal: 'malformed-xml' },
    ),
    'part-incomplete': refuses(
      'A part without number or without ETag is refused; the upload can still be completed',
      ([first, second]) => [
        [{ ETag: first.etag }, listed(second)],
        [listed(first), { PartNumber: 2 }],
        [listed(first), {}],
      ],
      badRequest,
    ),
    'part-number-listed-wrong': refuses(
      'A listed number that is no part number is refused; the upload can still be completed',
      ([first]) =>
        ['0', '-1', 'one', '1.0x', '', String(maxPartNumber + 1), String(2 ** 32 + 1)].map((number) => [
          { PartNumber: number, ETag: first.etag },
        ]),
      badRequest,
    ),
    'completion-of-foreign-upload': {
      title: 'An upload is completed under its own key and bucket only',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const [one, other] = [await driver.begin('one'), await driver.begin('other')];
        const part = await driver.put(one, 1, 'of the one');
        const strayed = driver.completion({ key: other.key, id: one.id }, [listed(part)]);
        t.expect(await t.send(strayed), { refusal: 'missing-upload' });
        const bucket = t.newBucketName('other');
        await t.setup({ op: t.dialect.housekeeping.createBucket, bucket });
        t.expect(await t.send({ ...driver.completion(one, [listed(part)]), bucket }), {
          refusal: 'missing-upload',
        });
        t.expect(await t.send(driver.read(other)), { refusal: 'missing-key' });
        t.expect(await t.send(driver.completion(one, [listed(part)])), { success: true });
        t.expect(await t.send(driver.read(one)), { status: 200, body: 'of the one' });
      },
    },
    'etag-forms': {
      title: 'ETags of the list may be quoted, with entities for the quotes, or bare',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        for (const [name, form] of Object.entries(ETAG_FORMS)) {
          const upload = await driver.begin(name);
          const { etag } = await driver.put(upload, 1, name);
          const written = form(etag.replaceAll('"', ''));
          const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${written}</ETag></Part></CompleteMultipartUpload>`;
          t.expect(await t.send({ ...driver.completion(upload, []), body }), { success: true });
          t.expect(await t.send(driver.read(upload)), { status: 200, body: { text: name } });
        }
      },
    },
    'longest-list': {
      title: `A list of ${maxPartNumber} parts is read and judged by its parts, not by its length`,
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const part = await driver.put(upload, 1, 'only');
        const list = Array.from({ length: maxPartNumber }, (_, index) =>
          index === 0 ? listed(part) : absent(index + 1),
        );
        t.expect(await t.send(driver.completion(upload, list)), { refusal: 'invalid-part' });
        t.expect(await t.send(driver.completion(upload, [listed(part)])), { success: true });
        t.expect(await t.send(driver.read(upload)), { status: 200, body: 'only' });
      },
    },
    'long-body': {
      title: 'A list with several hundred kilobytes of white space between its elements is accepted',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const part = await driver.put(upload, 1, 'padded');
        const request = driver.completion(upload, [listed(part)]);
        const body = String(request.body).replace('<Part>', `${' \n'.repeat(200_000)}<Part>`);
        t.expect(await t.send({ ...request, body }), { success: true });
        t.expect(await t.send(driver.read(upload)), { status: 200, body: 'padded' });
      },
    },
  } satisfies SharedChecks;
}

/** What a list of parts may hold, and what comes of a list that may not. */
export function completionLists(binding: {
  readonly multipart: Multipart;
  readonly grounds: GroundsFor<ReturnType<typeof completionListChecks>>;
}): CheckDraft[] {
  return grounded(completionListChecks(binding.multipart), binding.grounds);
}

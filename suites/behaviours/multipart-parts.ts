import type { CheckContext } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { md5Base64, md5Hex } from './integrity.ts';
import {
  badRequest,
  block,
  concatenated,
  type Driver,
  driverOf,
  listed,
  type Multipart,
  type Part,
  partsOf,
  type Upload,
} from './multipart-upload.ts';

/** Uploads in parts and what the ETag of a part is. */
export interface PartsBinding {
  readonly multipart: Multipart;
  /** Rule of the ETag header of a part with that MD5. */
  readonly etagOf: (md5: string) => RegExp;
}

function partChecks({ multipart, etagOf }: PartsBinding) {
  const { minPartBytes, maxPartNumber } = multipart;
  const expectParts = async (t: CheckContext, driver: Driver, upload: Upload, parts: readonly Part[]) => {
    const exchange = await t.send(driver.listing(upload));
    t.expect(exchange, { success: true });
    t.compare(
      exchange,
      'parts',
      parts,
      partsOf(t, exchange).map(({ number, etag }) => ({ number, etag })),
    );
  };
  /** Part numbers that are refused; the upload has the parts it had before. */
  const refusesNumbers = (
    title: string,
    numbers: readonly (number | string)[],
    refusal: (t: CheckContext) => Expectation,
  ): SharedCheck => ({
    title,
    run: async (t) => {
      const driver = driverOf(t, multipart);
      const upload = await driver.begin();
      const part = await driver.put(upload, 1, 'first');
      for (const number of numbers) {
        t.expect(await t.send(driver.partRequest(upload, number, 'refused')), refusal(t));
      }
      await expectParts(t, driver, upload, [part]);
    },
  });
  return {
    'part-etag': {
      title: 'The ETag of a part is the MD5 of its bytes, and the reply has no body',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        for (const [index, body] of [t.random.bytes(70_001), block('z', 1)].entries()) {
          t.expect(await t.send(driver.partRequest(upload, index + 1, body)), {
            success: true,
            headers: { etag: etagOf(md5Hex(body)) },
          });
        }
      },
    },
    'parts-in-any-order': {
      title: 'Parts may be uploaded in any order; their numbers decide where their bytes go',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const bodies = [block('a', minPartBytes), block('b', minPartBytes + 1), block('c', 10)];
        const parts: Part[] = [];
        for (const number of [3, 1, 2]) {
          const exchange = await t.send(driver.partRequest(upload, number, bodies[number - 1] ?? ''));
          t.expect(exchange, { success: true, headers: { etag: { present: true } } });
          parts.push({ number, etag: t.header(exchange, 'etag') ?? '' });
        }
        const sorted = parts.toSorted((left, right) => left.number - right.number);
        t.expect(await t.send(driver.completion(upload, sorted.map(listed))), { success: true });
        t.expect(await t.send(driver.read(upload)), { status: 200, body: concatenated(...bodies) });
      },
    },
    'part-replaced': {
      title: 'A part uploaded again under its number takes the place of the earlier one, longer or shorter',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        let part: Part = { number: 1, etag: '' };
        for (const body of ['first', 'a longer second', 'third']) {
          const exchange = await t.send(driver.partRequest(upload, 1, body));
          t.expect(exchange, { success: true, headers: { etag: { present: true } } });
          part = { number: 1, etag: t.header(exchange, 'etag') ?? '' };
          await expectParts(t, driver, upload, [part]);
        }
        t.expect(await t.send(driver.completion(upload, [listed(part)])), { success: true });
        t.expect(await t.send(driver.read(upload)), { status: 200, body: 'third' });
      },
    },
    'same-number-in-two-uploads': {
      title: 'Parts of the same number in two uploads of one key do not replace each other',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const [one, other] = [await driver.begin(), await driver.begin()];
        const part = await driver.put(one, 1, 'of the one');
        const otherPart = await driver.put(other, 1, 'of the other');
        await expectParts(t, driver, one, [part]);
        await expectParts(t, driver, other, [otherPart]);
        await driver.finish(one, [part]);
        t.expect(await t.send(driver.read(one)), { status: 200, body: 'of the one' });
        await driver.finish(other, [otherPart]);
        t.expect(await t.send(driver.read(one)), { status: 200, body: 'of the other' });
      },
    },
    'greatest-part-number': {
      title: `Part numbers up to ${maxPartNumber} are accepted`,
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const parts: Part[] = [];
        for (const number of [1, maxPartNumber - 1, maxPartNumber]) {
          const exchange = await t.send(driver.partRequest(upload, number, `part ${number}`));
          t.expect(exchange, { success: true, headers: { etag: { present: true } } });
          parts.push({ number, etag: t.header(exchange, 'etag') ?? '' });
        }
        await expectParts(t, driver, upload, parts);
      },
    },
    'part-number-too-great': refusesNumbers(
      `Part numbers above ${maxPartNumber} are refused, also those that would wrap around`,
      [maxPartNumber + 1, 65_537, 2 ** 31, 2 ** 32 + 1, '18446744073709551617'],
      () => ({ refusal: 'invalid-part-number' }),
    ),
    'part-number-invalid': refusesNumbers(
      'A part number below 1, or none at all, is refused',
      [0, -1, 'abc', '1a', '0x1', ''],
      badRequest,
    ),
    'small-part': {
      title: 'A small part is accepted when it is uploaded',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const parts: Part[] = [];
        for (const [index, size] of [1, 1000, minPartBytes - 1].entries()) {
          const exchange = await t.send(driver.partRequest(upload, index + 1, block('s', size)));
          t.expect(exchange, { success: true, headers: { etag: { present: true } } });
          parts.push({ number: index + 1, etag: t.header(exchange, 'etag') ?? '' });
        }
        await expectParts(t, driver, upload, parts);
      },
    },
    'part-digest-wrong': {
      title: 'A part with the Content-MD5 of something else is refused; the part of that number stays',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const wrong = { 'Content-MD5': md5Base64('something else') };
        t.expect(await t.send(driver.partRequest(upload, 1, 'refused', wrong)), { refusal: 'bad-digest' });
        await expectParts(t, driver, upload, []);
        const part = await driver.put(upload, 1, 'kept');
        t.expect(await t.send(driver.partRequest(upload, 1, 'refused', wrong)), { refusal: 'bad-digest' });
        await expectParts(t, driver, upload, [part]);
        const right = { 'Content-MD5': md5Base64('accepted') };
        t.expect(await t.send(driver.partRequest(upload, 2, 'accepted', right)), { success: true });
      },
    },
    'part-of-foreign-upload': {
      title: 'An upload id counts only with its own key and bucket; neither upload gets the part',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const [one, other] = [await driver.begin('one'), await driver.begin('other')];
        const mixed = { key: other.key, id: one.id };
        t.expect(await t.send(driver.partRequest(mixed, 1, 'strayed')), { refusal: 'missing-upload' });
        const bucket = t.newBucketName('other');
        await t.setup({ op: t.dialect.housekeeping.createBucket, bucket });
        const elsewhere = { ...driver.partRequest(one, 1, 'strayed'), bucket };
        t.expect(await t.send(elsewhere), { refusal: 'missing-upload' });
        await expectParts(t, driver, one, []);
        await expectParts(t, driver, other, []);
        t.expect(await t.send(driver.read(other)), { refusal: 'missing-key' });
      },
    },
    'part-after-completion': {
      title: 'After its completion an upload takes no part, and the object stays as it is',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        await driver.finish(upload, [await driver.put(upload, 1, 'complete')]);
        for (const number of [1, 2]) {
          t.expect(await t.send(driver.partRequest(upload, number, 'late')), { refusal: 'missing-upload' });
        }
        t.expect(await t.send(driver.read(upload)), { status: 200, body: 'complete' });
      },
    },
    'part-after-abort': {
      title: 'After its abortion an upload takes no part',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        await driver.put(upload, 1, 'early');
        t.expect(await t.send(driver.abortion(upload)), { success: true });
        for (const number of [1, 2]) {
          t.expect(await t.send(driver.partRequest(upload, number, 'late')), { refusal: 'missing-upload' });
        }
        t.expect(await t.send(driver.read(upload)), { refusal: 'missing-key' });
      },
    },
  } satisfies SharedChecks;
}

/** Parts as they are uploaded. */
export function parts(
  binding: PartsBinding & { readonly grounds: GroundsFor<ReturnType<typeof partChecks>> },
): CheckDraft[] {
  return grounded(partChecks(binding), binding.grounds);
}

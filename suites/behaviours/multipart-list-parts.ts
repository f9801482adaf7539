import { textAt } from '../../dialects/core/document-access.ts';
import { CheckInconclusive, type Lease } from '../../harness/check/check.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { encodedKeyPattern } from './key-encodings-pattern.ts';
import {
  badRequest,
  DOCUMENTS,
  type Driver,
  driverOf,
  type Multipart,
  type Part,
  partsOf,
  type Upload,
} from './multipart-upload.ts';

/** Uploads in parts and how a list of parts is asked for page by page. */
export interface ListPartsBinding {
  readonly multipart: Multipart;
  readonly parameters: { readonly limit: string; readonly marker: string };
  readonly encoded: Readonly<Record<string, string>>;
  /** Element path of what names the encoding. */
  readonly encoding: string;
  /** Most parts of a page, and how many there are when no number is asked for. */
  readonly maxParts: number;
  /** Name of the bucket with an upload of more parts than fit on a page. */
  readonly group: string;
}

/** Uploaded in this order; ascending numbers are neither this order nor that of their digits as text. */
const NUMBERS = [3, 10, 1, 2];
/** Key of the upload with more parts than fit on a page. */
const CROWDED = 'crowded';

function listPartsChecks(binding: ListPartsBinding) {
  const { multipart, parameters, maxParts } = binding;
  const document = DOCUMENTS.parts;
  const begun = async (t: CheckContext): Promise<{ driver: Driver; upload: Upload; parts: Part[] }> => {
    const driver = driverOf(t, multipart);
    const upload = await driver.begin();
    const parts: Part[] = [];
    for (const number of NUMBERS) parts.push(await driver.put(upload, number, 'p'.repeat(number)));
    return { driver, upload, parts: parts.toSorted((left, right) => left.number - right.number) };
  };
  const expectPage = async (
    t: CheckContext,
    { driver, upload }: { driver: Driver; upload: Upload },
    query: Record<string, string>,
    numbers: readonly number[],
    truncated: boolean,
  ): Promise<void> => {
    t.expect(await t.send(driver.listing(upload, query)), {
      success: true,
      document,
      values: {
        'Part.PartNumber': { list: numbers.map(String) },
        IsTruncated: truncated ? /true/i : /false/i,
        ...(truncated ? { NextPartNumberMarker: { present: true } } : {}),
      },
    });
  };
  /** Follows the next marker from page to page; undefined when it is missing. */
  const walk = async (
    t: CheckContext,
    driver: Driver,
    upload: Upload,
    limit: number | undefined,
    expected: readonly number[],
  ) => {
    const numbers: number[] = [];
    let marker: string | undefined = '0';
    for (let page = 0; marker !== undefined && page <= expected.length; page++) {
      const exchange = await t.send(
        driver.listing(upload, {
          [parameters.marker]: marker,
          ...(limit === undefined ? {} : { [parameters.limit]: String(limit) }),
        }),
      );
      if (!t.expect(exchange, { success: true, document })) return;
      const found = partsOf(t, exchange);
      t.compare(exchange, 'more parts than asked for', 0, Math.max(0, found.length - (limit ?? maxParts)));
      numbers.push(...found.map(({ number }) => number));
      const reply = t.read(exchange, document);
      const more = textAt(reply, 'IsTruncated')?.toLowerCase() === 'true';
      marker = more ? textAt(reply, 'NextPartNumberMarker') : undefined;
      if (more) t.compare(exchange, 'a truncated page names the next', true, marker !== undefined);
      if (marker === undefined) t.compare(exchange, 'part numbers of all pages', expected, numbers);
    }
  };
  const crowd = Array.from({ length: maxParts + 1 }, (_, index) => index + 1);
  const crowded: Lease = {
    group: binding.group,
    fill: async ({ setup, setupAll, read }) => {
      const key = CROWDED;
      const initiated = read(await setup({ op: multipart.initiate, key }), DOCUMENTS.initiated);
      const uploadId = textAt(initiated, 'UploadId') ?? '';
      const part = (number: number) => ({
        op: multipart.uploadPart,
        key,
        query: { partNumber: String(number), uploadId },
        body: 'p',
      });
      await setupAll(crowd.map(part));
    },
  };
  /** The upload that the crowded bucket was filled with. @throws CheckInconclusive when it is not listed */
  const findCrowded = async (t: CheckContext): Promise<Upload> => {
    const exchange = await t.setup({ op: multipart.listUploads, query: { prefix: CROWDED } });
    const id = textAt(t.read(exchange, DOCUMENTS.uploads), 'Upload.UploadId');
    if (id === undefined)
      throw new CheckInconclusive('setup-failed', 'the upload with many parts is not listed');
    return { key: CROWDED, id };
  };
  return {
    'parts-listed': {
      title: 'Every uploaded part is listed once, by ascending number, with its size and ETag',
      impact: 'data-loss',
      run: async (t) => {
        const { driver, upload, parts } = await begun(t);
        t.expect(await t.send(driver.listing(upload)), {
          success: true,
          document,
          values: {
            'Part.PartNumber': { list: parts.map(({ number }) => String(number)) },
            'Part.Size': { list: parts.map(({ number }) => String(number)) },
            'Part.ETag': { list: parts.map(({ etag }) => etag) },
            IsTruncated: /false/i,
          },
        });
      },
    },
    'upload-echoed': {
      title: 'A list of parts names bucket, key and upload',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        t.expect(await t.send(driver.listing(upload)), {
          success: true,
          document,
          values: { Bucket: { oneOf: multipart.bucketEcho(t.bucket) }, Key: upload.key, UploadId: upload.id },
        });
      },
    },
    'people-named': {
      title: 'A list of parts names owner and initiator of the upload',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        const people = ['Owner.ID', 'Owner.DisplayName', 'Initiator.ID', 'Initiator.DisplayName'];
        t.expect(await t.send(driver.listing(upload)), {
          success: true,
          document,
          values: Object.fromEntries(people.map((path) => [path, /.+/])),
        });
      },
    },
    'no-parts': {
      title: 'An upload without parts has an empty list',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        await expectPage(t, { driver, upload: await driver.begin() }, {}, [], false);
      },
    },
    'replaced-part-listed-once': {
      title: 'A part that was uploaded again is listed once, with its latest size and ETag',
      impact: 'data-loss',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await driver.begin();
        await driver.put(upload, 1, 'first version');
        await driver.put(upload, 2, 'other');
        const { etag } = await driver.put(upload, 1, 'second');
        const exchange = await t.send(driver.listing(upload));
        t.expect(exchange, { success: true, document, values: { 'Part.PartNumber': { list: ['1', '2'] } } });
        t.compare(exchange, 'part 1', { number: 1, size: 6, etag }, partsOf(t, exchange)[0]);
      },
    },
    'parts-limit': {
      title: 'A page holds as many parts as asked for, and says whether there are more',
      run: async (t) => {
        const at = await begun(t);
        await expectPage(t, at, { [parameters.limit]: '1' }, [1], true);
        await expectPage(t, at, { [parameters.limit]: '3' }, [1, 2, 3], true);
        await expectPage(t, at, { [parameters.limit]: '4' }, [1, 2, 3, 10], false);
        await expectPage(t, at, { [parameters.limit]: '5' }, [1, 2, 3, 10], false);
      },
    },
    'parts-marker': {
      title: 'A list begins with the first part whose number is greater than the marker',
      run: async (t) => {
        const at = await begun(t);
        await expectPage(t, at, { [parameters.marker]: '0' }, [1, 2, 3, 10], false);
        await expectPage(t, at, { [parameters.marker]: '1' }, [2, 3, 10], false);
        await expectPage(t, at, { [parameters.marker]: '2', [parameters.limit]: '1' }, [3], true);
        await expectPage(t, at, { [parameters.marker]: '5' }, [10], false);
        await expectPage(t, at, { [parameters.marker]: '10' }, [], false);
        await expectPage(t, at, { [parameters.marker]: '9999' }, [], false);
      },
    },
    'parts-walk': {
      title: 'Following the next marker shows every part exactly once',
      impact: 'data-loss',
      run: async (t) => {
        const { driver, upload, parts } = await begun(t);
        const numbers = parts.map(({ number }) => number);
        for (const limit of [1, 2, 3, 4]) await walk(t, driver, upload, limit, numbers);
      },
    },
    'parts-limit-above-maximum': {
      title: 'A page of more than the maximum is cut to the maximum or refused',
      run: async (t) => {
        const { driver, upload, parts } = await begun(t);
        for (const limit of [String(maxParts + 1), '4294967297', '18446744073709551617']) {
          t.expect(await t.send(driver.listing(upload, { [parameters.limit]: limit })), {
            anyOf: [
              {
                success: true,
                document,
                values: { 'Part.PartNumber': { list: parts.map(({ number }) => String(number)) } },
              },
              badRequest(t),
            ],
          });
        }
      },
    },
    'thousand-parts': {
      title: `Of more than ${maxParts} parts a page shows ${maxParts} at most; all are listed page by page`,
      impact: 'data-loss',
      lease: crowded,
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const upload = await findCrowded(t);
        for (const limit of [undefined, maxParts]) await walk(t, driver, upload, limit, crowd);
        const more = await t.send(driver.listing(upload, { [parameters.limit]: String(maxParts + 1) }));
        t.expect(more, { anyOf: [{ success: true, document }, badRequest(t)] });
        const beyond = Math.max(0, partsOf(t, more).length - maxParts);
        t.compare(more, `parts beyond the first ${maxParts}`, 0, beyond);
      },
    },
    'parts-key-encoded': {
      title: 'The key in a list of parts is percent-encoded on demand, and the reply says so',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        for (const name of ['a b', 'a+b%41', '\u4e2d/\u{1f600}']) {
          const upload = await driver.begin(name);
          t.expect(await t.send(driver.listing(upload, binding.encoded)), {
            success: true,
            document,
            values: { Key: encodedKeyPattern(upload.key), [binding.encoding]: 'url' },
          });
        }
      },
    },
    'parts-of-foreign-upload': {
      title: 'The parts of an upload are listed under its own key and bucket only',
      impact: 'security',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        const [one, other] = [await driver.begin('one'), await driver.begin('other')];
        await driver.put(one, 1, 'part');
        t.expect(await t.send(driver.listing({ key: other.key, id: one.id })), { refusal: 'missing-upload' });
        const bucket = t.newBucketName('other');
        await t.setup({ op: t.dialect.housekeeping.createBucket, bucket });
        t.expect(await t.send({ ...driver.listing(one), bucket }), { refusal: 'missing-upload' });
      },
    },
  } satisfies SharedChecks;
}

/** Lists of the parts of an upload. */
export function partLists(
  binding: ListPartsBinding & { readonly grounds: GroundsFor<ReturnType<typeof listPartsChecks>> },
): CheckDraft[] {
  return grounded(listPartsChecks(binding), binding.grounds);
}

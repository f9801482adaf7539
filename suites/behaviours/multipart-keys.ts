import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';
import { DOCUMENTS, driverOf, listed, type Multipart } from './multipart-upload.ts';

/** Names with what paths, queries and XML treat in a way of their own. */
const AWKWARD = [
  '<Key>&amp;"\'',
  'a+b %20 %2F',
  '\u4e2d/\u{1f600}',
  'a//../b/',
  '?uploads&uploadId=1#x',
  ' a\t\r\n ',
];
/** Names with characters that XML 1.0 cannot carry. */
const ILLEGAL = ['a\u0001b', '\uffff', '\u001b[0m'];

function keyChecks(multipart: Multipart) {
  /** One small upload from its beginning to its end; `echo` is what replies say of the key. */
  const uploadWhole = async (
    t: CheckContext,
    name: string,
    body: string,
    echo: string | { present: true },
  ) => {
    const driver = driverOf(t, multipart);
    const initiated = await t.send({ op: multipart.initiate, key: t.key(name) });
    if (!t.expect(initiated, { success: true, document: DOCUMENTS.initiated, values: { Key: echo } })) return;
    const upload = await driver.begin(name);
    const part = await driver.put(upload, 1, body);
    t.expect(await t.send(driver.listing(upload)), {
      success: true,
      document: DOCUMENTS.parts,
      values: { Key: echo, 'Part.PartNumber': '1', 'Part.ETag': part.etag },
    });
    t.expect(await t.send(driver.completion(upload, [listed(part)])), {
      success: true,
      document: DOCUMENTS.completed,
      values: { Key: echo },
    });
    t.expect(await t.send(driver.read(upload)), { status: 200, body: { text: body } });
  };
  return {
    'awkward-keys': {
      title: 'Keys that need encoding go through every request of an upload, and come back unchanged',
      impact: 'data-loss',
      run: async (t) => {
        for (const name of AWKWARD) await uploadWhole(t, name, `content of ${name}`, t.key(name));
      },
    },
    'illegal-keys': {
      title: 'Keys that XML cannot carry leave the replies of an upload readable',
      run: async (t) => {
        for (const name of ILLEGAL) await uploadWhole(t, name, 'content', { present: true });
      },
    },
    'abort-awkward-keys': {
      title: 'Uploads of keys that need encoding can be aborted',
      run: async (t) => {
        const driver = driverOf(t, multipart);
        for (const name of AWKWARD) {
          const upload = await driver.begin(name);
          t.expect(await t.send(driver.abortion(upload)), { success: true });
          t.expect(await t.send(driver.listing(upload)), { refusal: 'missing-upload' });
        }
      },
    },
  } satisfies SharedChecks;
}

/** Uploads in parts of keys of every kind. */
export function multipartKeys(binding: {
  readonly multipart: Multipart;
  readonly grounds: GroundsFor<ReturnType<typeof keyChecks>>;
}): CheckDraft[] {
  return grounded(keyChecks(binding.multipart), binding.grounds);
}

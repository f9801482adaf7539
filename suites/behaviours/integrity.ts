import { createHash } from 'node:crypto';
import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

const BODY = 'content with a digest';

/** Base64 of the MD5 of `body`: the value of Content-MD5. RFC 1864. */
export function md5Base64(body: Uint8Array | string): string {
  return createHash('md5').update(body).digest('base64');
}

/** Lower-case hex of the MD5 of `body`. */
export function md5Hex(body: Uint8Array | string): string {
  return createHash('md5').update(body).digest('hex');
}

function put(t: CheckContext, digest: string, body: string = BODY) {
  const { putObject } = t.dialect.housekeeping;
  return t.send({ op: putObject, key: t.key(), headers: { 'Content-MD5': digest }, body });
}

function get(t: CheckContext) {
  return t.send({ op: t.dialect.housekeeping.getObject, key: t.key() });
}

/** Uploads that are refused for their digest; nothing is stored. */
function refused(
  title: string,
  refusal: 'bad-digest' | 'invalid-digest',
  digests: readonly string[],
): SharedCheck {
  return {
    title,
    impact: 'data-loss',
    run: async (t) => {
      for (const digest of digests) {
        t.expect(await put(t, digest), { refusal });
        t.expect(await get(t), { refusal: 'missing-key' });
      }
    },
  };
}

const checks = {
  'digest-right': {
    title: 'An upload with the base64 MD5 of its body as Content-MD5 is accepted',
    run: async (t) => {
      for (const body of [BODY, '']) {
        t.expect(await put(t, md5Base64(body), body), { success: true });
        t.expect(await get(t), { status: 200, body: { text: body } });
      }
    },
  },
  'digest-wrong': refused(
    'An upload whose body does not match Content-MD5 is refused and not stored',
    'bad-digest',
    [md5Base64('another body'), md5Base64(''), md5Base64(`${BODY}\n`)],
  ),
  'digest-wrong-letter-case': refused(
    'Content-MD5 is compared with letter case',
    'bad-digest',
    [md5Base64(BODY)].map((digest) => swapCase(digest)),
  ),
  'digest-wrong-empty-body': {
    title: 'An empty upload with the Content-MD5 of something else is refused and not stored',
    impact: 'data-loss',
    run: async (t) => {
      t.expect(await put(t, md5Base64(BODY), ''), { refusal: 'bad-digest' });
      t.expect(await get(t), { refusal: 'missing-key' });
    },
  },
  'digest-wrong-keeps-object': {
    title: 'An upload refused for its digest leaves the object that was there',
    impact: 'data-loss',
    run: async (t) => {
      await store(t, 'object', 'kept', { 'Content-Type': 'text/x-kept' });
      t.expect(await put(t, md5Base64('another body')), { refusal: 'bad-digest' });
      t.expect(await get(t), { status: 200, body: 'kept', headers: { 'content-type': 'text/x-kept' } });
    },
  },
  'digest-malformed': refused(
    'A Content-MD5 that is not base64 of 128 bits is refused and nothing is stored',
    'invalid-digest',
    ['not a digest', 'AAAA', '!!!!!!!!!!!!!!!!!!!!!!==', base64OfLength(15), base64OfLength(17)],
  ),
  'digest-in-hex': refused(
    'A Content-MD5 in hex instead of base64 is refused and nothing is stored',
    'invalid-digest',
    [md5Hex(BODY)],
  ),
  'digest-malformed-keeps-object': {
    title: 'An upload refused for a malformed digest leaves the object that was there',
    impact: 'data-loss',
    run: async (t) => {
      await store(t, 'object', 'kept');
      t.expect(await put(t, 'not a digest'), { refusal: 'invalid-digest' });
      t.expect(await get(t), { status: 200, body: 'kept' });
    },
  },
} satisfies SharedChecks;

function swapCase(text: string): string {
  return text.replace(/[a-z]/gi, (letter) =>
    letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase(),
  );
}

function base64OfLength(bytes: number): string {
  return Buffer.alloc(bytes, 0x5a).toString('base64');
}

/** Content-MD5 on an upload. RFC 1864. */
export function digests(binding: { readonly grounds: GroundsFor<typeof checks> }): CheckDraft[] {
  return grounded(checks, binding.grounds);
}

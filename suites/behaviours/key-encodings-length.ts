import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';

/** A character of three bytes, so that bytes and characters differ. */
const WIDE = '中';
const WIDE_BYTES = 3;

/** A key of exactly `bytes` bytes under the check's prefix; in ASCII, or mostly in characters of three bytes. */
function keyOf(t: CheckContext, bytes: number, wide: boolean): string {
  const prefix = t.key('');
  const room = bytes - Buffer.byteLength(prefix);
  const wides = wide ? Math.floor(room / WIDE_BYTES) : 0;
  return prefix + 'k'.repeat(room - wides * WIDE_BYTES) + WIDE.repeat(wides);
}

function lengthChecks(maxBytes: number) {
  const accepted = (wide: boolean) => async (t: CheckContext) => {
    const { putObject, getObject } = t.dialect.housekeeping;
    const key = keyOf(t, maxBytes, wide);
    t.expect(await t.send({ op: putObject, key, body: 'long key' }), { success: true });
    t.expect(await t.send({ op: getObject, key }), { status: 200, body: 'long key' });
  };
  const refused = (wide: boolean) => async (t: CheckContext) => {
    const { putObject, getObject } = t.dialect.housekeeping;
    const key = keyOf(t, maxBytes + 1, wide);
    t.expect(await t.send({ op: putObject, key, body: 'too long' }), { refusal: 'key-too-long' });
    // a server that cuts the key would have stored the object under this one
    const cut = Buffer.from(key).subarray(0, maxBytes).toString('utf8');
    t.expect(await t.send({ op: getObject, key: cut.replaceAll('\ufffd', '') }), { refusal: 'missing-key' });
  };
  return {
    'key-longest': { title: `A key of ${maxBytes} bytes is accepted and read back`, run: accepted(false) },
    'key-longest-wide': {
      title: `A key of ${maxBytes} bytes in multi-byte characters is accepted and read back`,
      run: accepted(true),
    },
    'key-too-long': {
      title: `A key of ${maxBytes + 1} bytes is refused, and not stored under a shortened name`,
      run: refused(false),
    },
    'key-too-long-wide': {
      title: `The limit of ${maxBytes} counts bytes: a key with fewer characters but more bytes is refused`,
      run: refused(true),
    },
  } satisfies SharedChecks;
}

/** The longest key and the first too long, in bytes of UTF-8. */
export function keyLengths(binding: {
  readonly maxBytes: number;
  readonly grounds: GroundsFor<ReturnType<typeof lengthChecks>>;
}): CheckDraft[] {
  return grounded(lengthChecks(binding.maxBytes), binding.grounds);
}

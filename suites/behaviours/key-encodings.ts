import { encodeKey, percentEncode } from '../../dialects/core/percent-encoding.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { awkwardKeys, clashingKeys } from './key-encodings-keys.ts';
import { encodedKeyPattern } from './key-encodings-pattern.ts';

/** Stores every key, then reads and lists every key: each comes back as it was sent, with its own bytes. */
function survives(title: string, names: readonly string[]): SharedCheck {
  return {
    title,
    impact: 'data-loss',
    run: async (t) => {
      const keys = names.map((name, index) => t.key(`${index}/${name}`));
      await storeAndRead(t, keys);
      for (const [index, key] of keys.entries()) await listed(t, t.key(`${index}/`), key);
    },
  };
}

/** Stores every key beside the others, then reads them all: no two are taken for one. */
function apart(title: string, names: readonly string[]): SharedCheck {
  return {
    title,
    impact: 'data-loss',
    run: (t) =>
      storeAndRead(
        t,
        names.map((name) => t.key(name)),
      ),
  };
}

async function storeAndRead(t: CheckContext, keys: readonly string[]): Promise<void> {
  const { putObject, getObject } = t.dialect.housekeeping;
  for (const [index, key] of keys.entries()) {
    t.expect(await t.send({ op: putObject, key, body: `object ${index}` }), { success: true });
  }
  for (const [index, key] of keys.entries()) {
    t.expect(await t.send({ op: getObject, key }), { status: 200, body: `object ${index}` });
  }
}

async function listed(t: CheckContext, prefix: string, key: string): Promise<void> {
  const { listObjects, objects } = t.dialect.housekeeping;
  await t.eventually(
    { op: listObjects, query: { ...objects.query, prefix } },
    {
      success: true,
      keys: objects.percentEncoded ? encodedKeyPattern(key) : key,
    },
  );
}

/** The request for `key` with its name written as `form` in the request path. */
function written(t: CheckContext, name: string, form: string): Pick<RequestSpec, 'key' | 'beforeSigning'> {
  const key = t.key(name);
  const target = `${encodeKey(t.key(''))}${form}`;
  return {
    key,
    beforeSigning: (request) => ({
      ...request,
      target: request.target.replace(encodeKey(key), () => target),
    }),
  };
}

/** Writes under one form of a name and reads under the other, both ways. */
function sameObject(title: string, forms: readonly (readonly [name: string, form: string])[]): SharedCheck {
  return {
    title,
    impact: 'data-loss',
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      for (const [index, [name, form]] of forms.entries()) {
        const other = written(t, name, form);
        await t.setup({ op: putObject, key: t.key(name), body: `canonical ${index}` });
        t.expect(await t.send({ op: getObject, ...other }), { status: 200, body: `canonical ${index}` });
        t.expect(await t.send({ op: putObject, ...other, body: `other ${index}` }), { success: true });
        t.expect(await t.send({ op: getObject, key: t.key(name) }), { status: 200, body: `other ${index}` });
      }
    },
  };
}

/** Every byte of a text as a percent-escape. */
function escaped(text: string): string {
  return [...text].map((char) => (/[A-Za-z0-9\-._~]/.test(char) ? hex(char) : percentEncode(char))).join('');
}

function hex(char: string): string {
  return `%${char.charCodeAt(0).toString(16).toUpperCase()}`;
}

const SUB_DELIMITERS = "a!$&'()*,;=:@b";

const checks = {
  'key-with-spaces': survives('Spaces in a key are kept, also at its ends', awkwardKeys.spaces),
  'key-with-percent': survives('A key that looks percent-encoded is not decoded twice', awkwardKeys.percent),
  'key-with-plus': survives('A plus sign in a key is no space', awkwardKeys.plus),
  'key-with-query-characters': survives(
    'Question mark, hash, ampersand and equals sign may stand in a key',
    awkwardKeys.query,
  ),
  'key-with-punctuation': survives(
    'Every ASCII punctuation mark may stand in a key',
    awkwardKeys.punctuation,
  ),
  'key-with-markup': survives(
    'A key with XML markup comes back unchanged from a listing',
    awkwardKeys.markup,
  ),
  'key-with-utf8': survives('Letters beyond ASCII in two, three and four bytes are kept', awkwardKeys.utf8),
  'key-with-odd-unicode': survives(
    'Byte order mark, joiners, directional marks and noncharacters are kept',
    awkwardKeys.oddUnicode,
  ),
  'key-with-controls': survives('Control characters in a key are kept', awkwardKeys.controls),
  'key-with-slashes': survives('Repeated and trailing slashes belong to the key', awkwardKeys.slashes),
  'key-with-dot-segments': survives('Dot segments are not resolved', awkwardKeys.dots),
  'key-like-file-names': survives('Names that file systems reserve are ordinary keys', awkwardKeys.fileNames),
  'keys-apart-encoding': apart('Keys that differ only by encoding stay apart', clashingKeys.encoding),
  'keys-apart-path': apart('Keys that a normalised path would merge stay apart', clashingKeys.path),
  'keys-apart-unicode': apart(
    'Composed and decomposed, upper-case and lower-case keys stay apart',
    clashingKeys.unicode,
  ),
  'key-beside-its-children': apart(
    'A key, the same key with a slash and keys below it exist side by side',
    clashingKeys.tree,
  ),
  'key-leading-slash': {
    title: 'Leading slashes belong to the key',
    impact: 'data-loss',
    run: (t) => storeAndRead(t, [t.key(), `/${t.key()}`, `//${t.key()}`]),
  },
  'key-of-one-byte': {
    title: 'A key may be a single character',
    lease: 'own',
    run: (t) => storeAndRead(t, ['a', '0', '~', '中']),
  },
  'key-form-escaped-letters': sameObject('Letters may be percent-encoded', [
    ['plain-name', escaped('plain-name')],
    ['a.b_c~d', 'a%2Eb%5Fc%7Ed'],
  ]),
  'key-form-hex-case': sameObject('Hex digits of percent-encoding may be in lower case', [
    ['é中😀', percentEncode('é中😀').toLowerCase()],
    ['a b+c', 'a%20b%2bc'],
  ]),
  'key-form-literal-punctuation': sameObject('Sub-delimiters may stand in the path as they are', [
    [SUB_DELIMITERS, SUB_DELIMITERS],
  ]),
  'key-form-escaped-slash': sameObject('A percent-encoded slash is a slash', [
    ['a/b', 'a%2Fb'],
    ['c/d', 'c%2fd'],
  ]),
  'key-form-escaped-dots': sameObject('Percent-encoded dots are dots, and resolved in neither form', [
    ['a/../b', 'a/%2E%2E/b'],
    ['c/./d', 'c/%2e/d'],
  ]),
  'key-form-raw-utf8': {
    title: 'UTF-8 that is left unencoded in the path names the same key as its encoded form, or is refused',
    impact: 'data-loss',
    run: async (t) => {
      const { putObject, getObject } = t.dialect.housekeeping;
      const raw = written(t, 'é中', Buffer.from('é中').toString('latin1'));
      await t.setup({ op: putObject, key: raw.key, body: 'canonical' });
      t.expect(await t.send({ op: getObject, ...raw }), {
        anyOf: [{ status: 200, body: 'canonical' }, { refusal: 'malformed-request' }],
      });
      const put = await t.send({ op: putObject, ...raw, body: 'other' });
      t.expect(put, { anyOf: [{ success: true }, { refusal: 'malformed-request' }] });
      const body = put.response?.status === 200 ? 'other' : 'canonical';
      t.expect(await t.send({ op: getObject, key: raw.key }), { status: 200, body });
    },
  },
} satisfies SharedChecks;

/** Keys in every encoding, for the operation that reads or writes an object. RFC 3986 section 2. */
export function keyEncodings(binding: { readonly grounds: GroundsFor<typeof checks> }): CheckDraft[] {
  return grounded(checks, binding.grounds);
}

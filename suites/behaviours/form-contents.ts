import type { CheckContext } from '../../harness/check/context.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import { expectNothing, expectStored, FILE, type FormBinding, post } from './form-upload.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { md5Hex } from './integrity.ts';
import { expectMetadata } from './metadata.ts';
import { store } from './stored-object.ts';

const STANDARD_FIELDS = {
  'Cache-Control': 'no-store, max-age=0',
  'Content-Type': 'text/html; charset=utf-8',
  'Content-Disposition': 'attachment; filename="a b.txt"',
  'Content-Encoding': 'identity',
  Expires: 'Wed, 21 Oct 2037 07:28:00 GMT',
} as const;

function contentChecks(binding: FormBinding) {
  const { metaPrefix, etagOf } = binding;

  /** Each content is stored as it was posted. */
  const stored = (title: string, contents: (t: CheckContext) => readonly Uint8Array[]): SharedCheck => ({
    title,
    impact: 'data-loss',
    run: async (t) => {
      for (const [index, content] of contents(t).entries()) {
        const key = t.key(`object-${index}`);
        const etag = etagOf(md5Hex(content));
        t.expect(await post(t, binding, { fields: [['key', key]], file: { content } }), {
          success: true,
          headers: { etag },
        });
        await expectStored(t, key, content, { 'content-length': String(content.length), etag });
      }
    },
  });

  /** Each text is the key as it stands in the form. */
  const keys = (title: string, names: readonly string[]): SharedCheck => ({
    title,
    run: async (t) => {
      for (const [index, name] of names.entries()) {
        const content = `content ${index}`;
        t.expect(await post(t, binding, { fields: [['key', t.key(name)]], file: { content } }), {
          success: true,
        });
        await expectStored(t, t.key(name), content);
      }
    },
  });

  return {
    'form-stores-bytes': stored('A posted file is stored byte for byte, whatever is in it', () => [
      Uint8Array.from({ length: 512 }, (_, index) => index % 256),
      new TextEncoder().encode('\r\nline\r\n\r\nline\n\r\n'),
      new TextEncoder().encode(
        '--other-boundary\r\nContent-Disposition: form-data; name="key"\r\n\r\nx\r\n--',
      ),
      new TextEncoder().encode('\r\n--bucketproof-form-boundar\r\n-'),
      Uint8Array.of(0xef, 0xbb, 0xbf, 0xff, 0xfe, 0x0d),
    ]),
    'form-stores-empty-file': stored('An empty file makes an empty object', () => [new Uint8Array()]),
    'form-stores-large-file': stored('A file of many buffers is stored whole', (t) => [
      t.random.bytes(300_001),
    ]),
    'form-overwrites': {
      title: 'A posted file replaces the object of that name, metadata included',
      impact: 'data-loss',
      run: async (t) => {
        const key = await store(t, 'object', 'a much longer first version', {
          'Content-Type': 'text/x-old',
          [`${metaPrefix}old`]: 'old',
        });
        t.expect(await post(t, binding, { fields: [['key', key]] }), { success: true });
        await expectStored(t, key, FILE, { [`${metaPrefix}old`]: { absent: true } });
        await expectMetadata(t, binding, key, { 'content-type': /(?!text\/x-old).*/ });
      },
    },
    'form-standard-headers': {
      title: 'The five standard fields become headers of the object',
      run: async (t) => {
        const fields = Object.entries(STANDARD_FIELDS);
        t.expect(await post(t, binding, { fields: [['key', t.key()], ...fields] }), { success: true });
        await expectMetadata(t, binding, t.key(), STANDARD_FIELDS);
      },
    },
    'form-user-metadata': {
      title: 'User metadata fields become user metadata of the object',
      run: async (t) => {
        const meta = { [`${metaPrefix}color`]: 'blue', [`${metaPrefix}a-b`]: 'two  words, "quoted"; =%41' };
        t.expect(await post(t, binding, { fields: [['key', t.key()], ...Object.entries(meta)] }), {
          success: true,
        });
        await expectMetadata(t, binding, t.key(), meta);
      },
    },
    'form-unknown-fields': {
      title: 'Fields nobody knows are ignored',
      run: async (t) => {
        const fields = [
          ['key1', '1'],
          ['key', t.key()],
          ['submit', 'Upload'],
          ['x-unknown', 'y'],
        ] as const;
        t.expect(await post(t, binding, { fields }), { success: true });
        await expectStored(t, t.key(), FILE, { key1: { absent: true }, 'x-unknown': { absent: true } });
      },
    },
    'form-field-case': {
      title: 'The letter case of field names does not matter',
      run: async (t) => {
        const fields = [
          ['KEY', t.key()],
          ['cAcHe-control', 'max-age=60'],
          ['Success_Action_Status', '200'],
          [`${metaPrefix.toUpperCase()}Mixed`, 'Mixed Value'],
        ] as const;
        t.expect(await post(t, binding, { fields, file: { field: 'File' } }), { status: 200, body: 'empty' });
        await expectMetadata(t, binding, t.key(), {
          'cache-control': 'max-age=60',
          [`${metaPrefix}mixed`]: 'Mixed Value',
        });
        await expectStored(t, t.key());
      },
    },
    'form-fields-after-file': {
      title: 'Fields after the file do no harm: the object is the file, whole',
      impact: 'data-loss',
      run: async (t) => {
        const exchange = await post(t, binding, {
          fields: [['key', t.key()]],
          after: [
            ['submit', 'Upload'],
            [`${metaPrefix}late`, 'late'],
          ],
        });
        t.expect(exchange, { success: true });
        await expectStored(t, t.key());
      },
    },
    'form-key-after-file': {
      title: 'A key after the file is honoured, or missed; it is never another key',
      run: async (t) => {
        const exchange = await post(t, binding, { after: [['key', t.key()]] });
        t.expect(exchange, { anyOf: [{ success: true }, { refusal: 'form-missing-key' }] });
        if (exchange.response && exchange.response.status < 400) await expectStored(t, t.key());
        else await expectNothing(t, t.key());
      },
    },
    'form-file-type-ignored': {
      title: 'The Content-Type of the file part is not that of the object',
      run: async (t) => {
        const file = { contentType: 'image/x-of-the-part' };
        t.expect(await post(t, binding, { fields: [['key', t.key()]], file }), { success: true });
        await expectMetadata(t, binding, t.key(), { 'content-type': /(?!image\/x-of-the-part).*/ });
        const fields = [
          ['key', t.key()],
          ['Content-Type', 'text/x-of-the-field'],
        ] as const;
        t.expect(await post(t, binding, { fields, file }), { success: true });
        await expectMetadata(t, binding, t.key(), { 'content-type': 'text/x-of-the-field' });
      },
    },
    'form-key-literal': keys('The key field is the key: nothing in it is decoded', [
      'a b+c',
      '100%41%2F%zz',
      '<a>&amp;"c\'',
      'dir//./../file',
      '目录/ключ-é',
      '$filename {filename} $(filename)',
      'ends with a blank ',
    ]),
  } satisfies SharedChecks;
}

/** What becomes of the file and the fields of a form. RFC 7578. */
export function formContents(
  binding: FormBinding & { readonly grounds: GroundsFor<ReturnType<typeof contentChecks>> },
): CheckDraft[] {
  return grounded(contentChecks(binding), binding.grounds);
}

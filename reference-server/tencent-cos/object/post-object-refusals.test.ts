import { describe, expect, it } from 'vitest';
import { type FormField, formBody } from '../../../dialects/core/form-body.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import { contentMd5 } from '../../../dialects/tencent-cos/sample-body.ts';
import { CONTENT, NAME, poster } from './form.fixture.ts';
import { live } from './live.fixture.ts';

const { send } = live({ limits: { uploadBytes: 20_000, formFieldBytes: 10_000 } });

const post = poster(send);
const isThere = async (key: string): Promise<boolean> => (await send('HeadObject', { key })).status === 200;

describe('what is wrong with a form', () => {
  it.each([
    ['no key', [], '400 UserKeyMustBeSpecified'],
    ['an empty key', [['key', '']], '400 UserKeyMustBeSpecified'],
    ['a key that is too long', [['key', 'x'.repeat(851)]], '400 InvalidURI'],
    [
      'an unknown ACL',
      [
        ['key', 'wrong'],
        ['acl', 'public'],
      ],
      '400 InvalidArgument',
    ],
    [
      'an unknown class',
      [
        ['key', 'wrong'],
        ['x-cos-storage-class', 'NOPE'],
      ],
      '400 NotSupportedStorageClass',
    ],
    [
      'a large metadata entry',
      [
        ['key', 'wrong'],
        ['x-cos-meta-a', 'x'.repeat(4096)],
      ],
      '400 KeyTooLong',
    ],
    [
      'too much metadata',
      [
        ['key', 'wrong'],
        ['x-cos-meta-a', 'x'.repeat(2100)],
      ],
      '400 MetadataTooLarge',
    ],
    [
      'a line end in a header',
      [
        ['key', 'wrong'],
        ['Content-Type', 'a\r\nX: y'],
      ],
      '400 InvalidArgument',
    ],
    [
      'a line end in metadata',
      [
        ['key', 'wrong'],
        ['x-cos-meta-a', 'a\nX: y'],
      ],
      '400 InvalidArgument',
    ],
    [
      'a name no header has',
      [
        ['key', 'wrong'],
        ['x-cos-meta-a b', 'x'],
      ],
      '400 InvalidArgument',
    ],
    [
      'fields that are too long',
      [
        ['key', 'wrong'],
        ['z', 'x'.repeat(10_001)],
      ],
      '400 MaxPostPreDataLengthExceededError',
    ],
    [
      'a digest of something else',
      [
        ['key', 'wrong'],
        ['Content-MD5', contentMd5('y')],
      ],
      '400 InvalidDigest',
    ],
  ] as [string, FormField[], string][])('%s', async (_, fields, outcome) => {
    expect((await post(fields)).outcome).toBe(outcome);
    expect(await isThere('wrong')).toBe(false);
  });

  it('a key that is nothing but the name of a file without one', async () => {
    const file = { filename: '', content: CONTENT };
    expect((await post([['key', NAME]], { file })).outcome).toBe('400 UserKeyMustBeSpecified');
  });

  it('a file that is too large', async () => {
    const content = 'x'.repeat(20_001);
    expect((await post([['key', 'wrong']], { file: { filename: 'a', content } })).outcome).toBe(
      '400 EntityTooLarge',
    );
    const huge = 'x'.repeat(40_000);
    expect((await post([['key', 'wrong']], { file: { filename: 'a', content: huge } })).outcome).toBe(
      '400 EntityTooLarge',
    );
    expect(await isThere('wrong')).toBe(false);
  });

  it('no length', async () => {
    expect((await post([['key', 'wrong']], { framing: 'chunked' })).outcome).toBe('411 MissingContentLength');
    expect((await post([['key', 'wrong']], { framing: 'none' })).outcome).toBe('411 MissingContentLength');
  });

  it('a digest of neither body nor file', async () => {
    const headers = (value: string): HeaderList => [['Content-MD5', value]];
    expect((await post([['key', 'wrong']], { headers: headers(contentMd5('y')) })).outcome).toBe(
      '400 InvalidDigest',
    );
    expect((await post([['key', 'right']], { headers: headers(contentMd5(CONTENT)) })).outcome).toBe('204');
    const built = formBody([['key', 'right']], { filename: 'a', content: CONTENT });
    const bucket = 'widest-1250000000';
    await send('PutBucket', { bucket, headers: [['x-cos-acl', 'public-read-write']] });
    const anonymous = await send(
      'PostObject',
      { bucket, headers: [...built.headers, ...headers(contentMd5(built.body))], body: built.body },
      { as: undefined },
    );
    expect(anonymous.outcome).toBe('204');
  });

  it.each([
    ['another type', [['Content-Type', 'text/plain']], 'key=k', '400 RequestIsNotMultiPartContent'],
    ['no type', [], 'key=k', '400 RequestIsNotMultiPartContent'],
    [
      'a body that is no form',
      [['Content-Type', 'multipart/form-data; boundary=x']],
      'hello',
      '400 MalformedPOSTRequest',
    ],
    ['no boundary', [['Content-Type', 'multipart/form-data']], 'hello', '400 MalformedPOSTRequest'],
    ['an empty body', [['Content-Type', 'multipart/form-data; boundary=x']], '', '400 MalformedPOSTRequest'],
    [
      'no file',
      [['Content-Type', 'multipart/form-data; boundary=x']],
      '--x\r\nContent-Disposition: form-data; name="key"\r\n\r\nk\r\n--x--\r\n',
      '400 IncorrectNumberOfFilesInPostRequest',
    ],
  ] as [string, HeaderList, string, string][])('%s', async (_, headers, body, outcome) => {
    expect((await send('PostObject', { headers, body }, { as: undefined })).outcome).toBe(outcome);
  });
});

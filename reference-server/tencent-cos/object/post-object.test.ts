import { describe, expect, it } from 'vitest';
import { textAt } from '../../../dialects/core/document-access.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import { type FormField, type FormOptions, formBody } from '../../../dialects/tencent-cos/form-body.ts';
import { contentMd5 } from '../../../dialects/tencent-cos/sample-body.ts';
import { BUCKET, live, OPEN_BUCKET, type SendOptions, STRANGER } from './live.fixture.ts';

const { send } = live({ limits: { uploadBytes: 20_000, formFieldBytes: 10_000 } });

const HOST = `${BUCKET}.cos.ap-beijing.myqcloud.com`;
const CONTENT = 'file content';
const ETAG = '"d10b4c3ff123b26dc068d43a8bef2d23"';
/** The placeholder, put together so that nobody takes it for one of ours. */
const NAME = `$${'{filename}'}`;

interface Form extends SendOptions {
  readonly file?: { filename: string; content: string | Uint8Array; contentType?: string };
  readonly headers?: HeaderList;
  readonly bucket?: string;
  readonly after?: FormOptions['after'];
}

function post(fields: readonly FormField[], form: Form = {}) {
  const {
    file = { filename: 'a1.txt', content: CONTENT },
    headers = [],
    bucket = BUCKET,
    after,
    ...how
  } = form;
  const built = formBody(fields, file, after === undefined ? {} : { after });
  return send('PostObject', { bucket, headers: [...built.headers, ...headers], body: built.body }, how);
}

const get = (key: string) => send('GetObject', { key });
const isThere = async (key: string): Promise<boolean> => (await send('HeadObject', { key })).status === 200;

describe('POST Object', () => {
  it('stores the file under its key', async () => {
    const posted = await post([['key', 'a/b ü']]);
    expect(posted.outcome).toBe('204');
    expect(posted.header('etag')).toBe(ETAG);
    expect(posted.header('location')).toBe(`http://${HOST}/a/b%20%C3%BC`);
    expect((await get('a/b ü')).text).toBe(CONTENT);
    expect((await post([['key', 'a/b ü']], { file: { filename: 'x', content: '' } })).outcome).toBe('204');
    expect((await get('a/b ü')).text).toBe('');
  });

  it('fills the name of the file into the key', async () => {
    await post([['key', `a/${NAME}`]]);
    expect(await isThere('a/a1.txt')).toBe(true);
    await post([['key', `b/${NAME}`]], { file: { filename: '照片.jpg', content: 'x' } });
    expect(await isThere('b/照片.jpg')).toBe(true);
  });

  it('keeps bytes as they are', async () => {
    const content = Buffer.from(Array.from({ length: 20_000 }, (_, i) => (i * 31) % 256));
    expect((await post([['key', 'binary']], { file: { filename: 'b', content } })).outcome).toBe('204');
    expect((await get('binary')).body.equals(content)).toBe(true);
  });

  it('makes fields the headers of the object, whatever their letter case', async () => {
    await post(
      [
        ['KEY', 'fields'],
        ['Cache-Control', 'max-age=1'],
        ['Content-Type', 'text/x-form'],
        ['content-disposition', 'attachment'],
        ['Content-Encoding', 'identity'],
        ['Expires', 'Wed, 21 Oct 2037 07:28:00 GMT'],
        ['x-Cos-meta-BB', 'ü'],
        ['X-COS-Storage-Class', 'standard_ia'],
        ['x-cos-server-side-encryption', 'AES256'],
        ['Acl', 'public-read'],
        ['key1', 'ignored'],
      ],
      { file: { filename: 'a', content: CONTENT, contentType: 'image/png' } },
    );
    const read = await send('GetObject', { key: 'fields' }, { as: undefined });
    expect(read.outcome).toBe('200');
    const expected = {
      'cache-control': 'max-age=1',
      'content-type': 'text/x-form',
      'content-disposition': 'attachment',
      'content-encoding': 'identity',
      expires: 'Wed, 21 Oct 2037 07:28:00 GMT',
      'x-cos-meta-bb': 'ü',
      'x-cos-storage-class': 'STANDARD_IA',
      'x-cos-server-side-encryption': 'AES256',
    };
    for (const [name, value] of Object.entries(expected))
      expect([name, read.header(name)]).toEqual([name, value]);
  });

  it('does not take the type of the file part for that of the object', async () => {
    await post([['key', 'typed']], { file: { filename: 'a', content: 'x', contentType: 'image/png' } });
    expect((await get('typed')).header('content-type')).toBe('application/octet-stream');
  });

  it('inherits the list of the bucket when acl is empty', async () => {
    await post(
      [
        ['key', 'inherits'],
        ['acl', ''],
      ],
      { bucket: OPEN_BUCKET },
    );
    const read = await send('GetObject', { bucket: OPEN_BUCKET, key: 'inherits' }, { as: undefined });
    expect(read.outcome).toBe('200');
  });

  it('takes fields behind the file', async () => {
    expect((await post([], { after: [['key', 'behind']] })).outcome).toBe('204');
    expect(await isThere('behind')).toBe(true);
  });
});

describe('the answer to a form', () => {
  const status = (value: string) =>
    post([
      ['key', 'answer'],
      ['success_action_status', value],
    ]);
  const redirect = (to: string, more: readonly FormField[] = []) =>
    post([['key', 'a&b ü'], ['success_action_redirect', to], ...more]);
  const QUERY = `bucket=${BUCKET}&key=a%26b%20%C3%BC&etag=%22${ETAG.slice(1, -1)}%22`;

  it('has the status asked for', async () => {
    expect((await status('200')).outcome).toBe('200');
    expect((await status('204')).outcome).toBe('204');
    for (const other of ['', '302', '404', 'x']) expect((await status(other)).outcome).toBe('204');
  });

  it('with 201 names the object', async () => {
    const created = await status('201');
    expect(created.outcome).toBe('201');
    const response = created.document('PostResponse');
    expect(textAt(response, 'Location')).toBe(`http://${HOST}/answer`);
    expect(textAt(response, 'Bucket')).toBe(BUCKET);
    expect(textAt(response, 'Key')).toBe('answer');
    expect(textAt(response, 'ETag')).toBe(ETAG.slice(1, -1));
    expect(created.header('location')).toBe(`http://${HOST}/answer`);
    expect(created.header('etag')).toBe(ETAG);
  });

  it('goes to where the form wants, before any status', async () => {
    const there = 'http://www.example.com/done';
    const gone = await redirect(there, [['success_action_status', '201']]);
    expect(gone.outcome).toBe('303');
    expect(gone.body).toHaveLength(0);
    expect(gone.header('etag')).toBe(ETAG);
    expect(gone.header('location')).toBe(`${there}?${QUERY}`);
    expect((await redirect(`${there}?x=1`)).header('location')).toBe(`${there}?x=1&${QUERY}`);
    expect((await redirect(`${there}?`)).header('location')).toBe(`${there}?${QUERY}`);
    expect((await redirect(`${there}?x=%20#part`)).header('location')).toBe(`${there}?x=%20&${QUERY}#part`);
    expect((await redirect(`${there}/ü`)).header('location')).toBe(`${there}/%C3%BC?${QUERY}`);
  });

  it.each([
    '',
    '/relative',
    'javascript:alert(1)',
    'http://',
    'x\r\nSet-Cookie: a=b',
    'http://a/\r\nSet-Cookie: a=b',
  ])('does not go to %j', async (to) => {
    const posted = await redirect(to);
    expect(posted.header('set-cookie')).toBeUndefined();
    expect(posted.header('location') ?? '').not.toMatch(/[\r\n]|javascript/);
    expect([204, 303]).toContain(posted.status);
  });
});

describe('who may post', () => {
  it('the owner, with either signature', async () => {
    expect((await post([['key', 'signed']], { scheme: 'header' })).outcome).toBe('204');
    expect((await post([['key', 'signed']], { scheme: 'form-policy' })).outcome).toBe('204');
  });

  it('nobody without a right', async () => {
    expect((await post([['key', 'denied']], { as: undefined })).outcome).toBe('403 AccessDenied');
    expect((await post([['key', 'denied']], { as: STRANGER })).outcome).toBe('403 AccessDenied');
    expect((await post([['key', 'denied']], { as: undefined, bucket: OPEN_BUCKET })).status).toBe(403);
    const bucket = 'none-1250000000';
    expect((await post([['key', 'denied']], { bucket })).outcome).toBe('404 NoSuchBucket');
    expect(await isThere('denied')).toBe(false);
  });

  it('everybody, where everybody may write', async () => {
    const bucket = 'wide-1250000000';
    await send('PutBucket', { bucket, headers: [['x-cos-acl', 'public-read-write']] });
    expect((await post([['key', 'k']], { bucket, as: undefined })).outcome).toBe('204');
  });

  it('nobody with a wrong signature', async () => {
    const bad =
      'q-sign-algorithm=sha1&q-ak=AKIDowner&q-sign-time=1709290000;1709300000&q-key-time=1709290000;1709300000&q-header-list=host&q-url-param-list=&q-signature=';
    const fields: FormField[] = [
      ['key', 'denied'],
      ['Signature', `${bad}${'0'.repeat(40)}`],
    ];
    expect((await post(fields, { as: undefined })).outcome).toBe('403 SignatureDoesNotMatch');
    expect(await isThere('denied')).toBe(false);
  });
});

describe('a policy', () => {
  const policyOf = (conditions: readonly unknown[], expiration = '2024-03-01T12:30:00.000Z'): FormField => [
    'policy',
    Buffer.from(JSON.stringify({ expiration, conditions })).toString('base64'),
  ];
  const under = (conditions: readonly unknown[], fields: readonly FormField[] = [['key', 'p/k']]) =>
    post([...fields, policyOf(conditions)]);

  it.each([
    ['nothing', []],
    ['the key as an object', [{ key: 'p/k' }]],
    ['the key as a list', [['eq', '$key', 'p/k']]],
    ['the key without a dollar sign', [['eq', 'key', 'p/k']]],
    ['how the key begins', [['starts-with', '$key', 'p/']]],
    ['any key', [['starts-with', '$key', '']]],
    ['the bucket', [{ bucket: BUCKET }]],
    ['the size', [['content-length-range', CONTENT.length, CONTENT.length]]],
  ])('that asks for %s is kept', async (_, conditions) => {
    expect((await under(conditions)).outcome).toBe('204');
  });

  it.each([
    ['another key', [{ key: 'p/other' }], '403 AccessDenied'],
    ['another beginning', [['starts-with', '$key', 'q/']], '403 AccessDenied'],
    ['another bucket', [{ bucket: OPEN_BUCKET }], '403 AccessDenied'],
    ['a field that is not there', [['starts-with', '$x-cos-meta-a', '']], '403 AccessDenied'],
    ['a larger file', [['content-length-range', CONTENT.length + 1, 99]], '403 AccessDenied'],
    ['a smaller file', [['content-length-range', 0, CONTENT.length - 1]], '403 AccessDenied'],
    ['something there is not', [['like', '$key', 'p/k']], '400 InvalidPolicyDocument'],
  ])('that asks for %s is held to', async (_, conditions, outcome) => {
    await send('DeleteObject', { key: 'p/k' });
    expect((await under(conditions)).outcome).toBe(outcome);
    expect(await isThere('p/k')).toBe(false);
  });

  it('sees the key with the name of the file in it', async () => {
    const fields: FormField[] = [['key', `p/${NAME}`]];
    expect((await under([{ key: 'p/a1.txt' }], fields)).outcome).toBe('204');
    expect((await under([{ key: `p/${NAME}` }], fields)).outcome).toBe('403 AccessDenied');
  });

  it('sees the first field of a name, which is the one that counts', async () => {
    const fields: FormField[] = [
      ['key', 'p/first'],
      ['key', 'p/second'],
    ];
    expect((await under([{ key: 'p/second' }], fields)).outcome).toBe('403 AccessDenied');
    expect((await under([{ key: 'p/first' }], fields)).outcome).toBe('204');
    expect(await isThere('p/second')).toBe(false);
  });

  it('expires', async () => {
    const expired = policyOf([], '2024-03-01T11:59:00.000Z');
    expect((await post([['key', 'p/expired'], expired])).outcome).toBe('403 AccessDenied');
    expect(await isThere('p/expired')).toBe(false);
  });

  it('is held to by anonymous forms as well', async () => {
    const bucket = 'wider-1250000000';
    await send('PutBucket', { bucket, headers: [['x-cos-acl', 'public-read-write']] });
    const refused = await post([['key', 'k'], policyOf([{ key: 'other' }])], { bucket, as: undefined });
    expect(refused.outcome).toBe('403 AccessDenied');
  });

  it.each([
    ['not base64', '***'],
    ['not JSON', Buffer.from('{"expiration": ').toString('base64')],
    [
      'JSON with a comma too many',
      Buffer.from('{"expiration":"2047-12-01T12:00:00.000Z","conditions":[{"a":"b"},]}').toString('base64'),
    ],
    ['without conditions', Buffer.from('{"expiration":"2047-12-01T12:00:00.000Z"}').toString('base64')],
  ])('that is %s is refused', async (_, policy) => {
    expect(
      (
        await post([
          ['key', 'k'],
          ['policy', policy],
        ])
      ).outcome,
    ).toBe('400 InvalidPolicyDocument');
  });
});

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

import { describe, expect, it } from 'vitest';
import { textAt } from '../../../dialects/core/document-access.ts';
import type { FormField } from '../../../dialects/core/form-body.ts';
import { CONTENT, ETAG, NAME, poster } from './form.fixture.ts';
import { BUCKET, live, OPEN_BUCKET } from './live.fixture.ts';

const { send } = live({ limits: { uploadBytes: 20_000, formFieldBytes: 10_000 } });

const post = poster(send);
const HOST = `${BUCKET}.cos.ap-beijing.myqcloud.com`;
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

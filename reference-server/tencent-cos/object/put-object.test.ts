import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import { contentMd5 } from '../../../dialects/tencent-cos/sample-body.ts';
import { crc64 } from '../../store/crc64.ts';
import { BUCKET, live, OPEN_BUCKET, STRANGER } from './live.fixture.ts';

const { send, reference } = live({ limits: { uploadBytes: 100_000 } });

const KEEP: HeaderList = [
  ['Cache-Control', 'max-age=1'],
  ['Content-Disposition', 'attachment; filename="ü.txt"'],
  ['Content-Encoding', 'identity'],
  ['Content-Type', 'text/plain; charset=utf-8'],
  ['Expires', 'Wed, 21 Oct 2037 07:28:00 GMT'],
  ['x-cos-meta-Color', 'blue'],
  ['x-cos-meta-empty', ''],
];

describe('PUT Object', () => {
  it('stores the bytes under the MD5 of the body', async () => {
    const body = '[Object Content]';
    const put = await send('PutObject', { key: 'a', body });
    expect(put.outcome).toBe('200');
    expect(put.body).toHaveLength(0);
    expect(put.header('content-length')).toBe('0');
    expect(put.header('etag')).toBe('"ee8de918d05640145b18f70f4c3aa602"');
    expect(put.header('x-cos-hash-crc64ecma')).toBe('16749565679157681890');
    expect(put.header('x-cos-version-id')).toBeUndefined();
    expect((await send('GetObject', { key: 'a' })).text).toBe(body);
  });

  it('refuses a part of an object, and keeps what there is', async () => {
    await send('PutObject', { key: 'part', body: 'whole' });
    const part = await send('PutObject', {
      key: 'part',
      body: 'x',
      headers: [['Content-Range', 'bytes 0-0/5']],
    });
    expect(part.outcome).toBe('400 InvalidArgument');
    expect((await send('GetObject', { key: 'part' })).text).toBe('whole');
  });

  it('takes no bytes at all, and keys that end with a slash', async () => {
    expect((await send('PutObject', { key: 'folder/', body: '' })).outcome).toBe('200');
    const got = await send('GetObject', { key: 'folder/' });
    expect(got.outcome).toBe('200');
    expect(got.body).toHaveLength(0);
    expect(got.header('etag')).toBe('"d41d8cd98f00b204e9800998ecf8427e"');
  });

  it('keeps headers and metadata, and drops all of them when the object is replaced', async () => {
    await send('PutObject', { key: 'kept', headers: KEEP, body: 'x' });
    for (const operation of ['GetObject', 'HeadObject']) {
      const read = await send(operation, { key: 'kept' });
      for (const [name, value] of KEEP) expect(read.header(name)).toBe(value);
    }
    expect((await send('PutObject', { key: 'kept', body: 'y' })).outcome).toBe('200');
    const read = await send('HeadObject', { key: 'kept' });
    for (const [name] of KEEP.filter(([name]) => name !== 'Content-Type')) {
      expect(read.header(name)).toBeUndefined();
    }
    expect(read.header('content-type')).toBe('application/octet-stream');
  });

  it('takes an empty Cache-Control for none', async () => {
    await send('PutObject', { key: 'empty-header', headers: [['Cache-Control', '']], body: 'x' });
    expect((await send('HeadObject', { key: 'empty-header' })).header('cache-control')).toBeUndefined();
  });

  it('joins repeated metadata and drops names with an underscore', async () => {
    const headers: HeaderList = [
      ['x-cos-meta-a', '1'],
      ['x-cos-meta-a', '2'],
      ['x-cos-meta-b_c', '3'],
    ];
    // Signed lists do not cover repeated names alike everywhere; what is tested here is the storing.
    await send('PutObject', { key: 'repeated', headers, body: 'x', bucket: BUCKET }, { scheme: 'query' });
    const read = await send('HeadObject', { key: 'repeated' });
    expect(read.header('x-cos-meta-a')).toBe('1,2');
    expect(read.header('x-cos-meta-b_c')).toBeUndefined();
  });

  it('takes metadata of 2 KB and refuses more', async () => {
    const headers = (length: number): HeaderList => [['x-cos-meta-a', 'x'.repeat(length)]];
    expect((await send('PutObject', { key: 'meta', headers: headers(2047), body: 'x' })).outcome).toBe('200');
    const refused = await send('PutObject', { key: 'meta2', headers: headers(2048), body: 'x' });
    expect(refused.outcome).toBe('400 MetadataTooLarge');
    expect((await send('HeadObject', { key: 'meta2' })).status).toBe(404);
  });

  it('takes storage classes in any letter case', async () => {
    const headers: HeaderList = [['x-cos-storage-class', 'Standard_IA']];
    await send('PutObject', { key: 'class', headers, body: 'x' });
    expect((await send('HeadObject', { key: 'class' })).header('x-cos-storage-class')).toBe('STANDARD_IA');
    const refused = await send('PutObject', {
      key: 'c',
      headers: [['x-cos-storage-class', 'NOPE']],
      body: 'x',
    });
    expect(refused.outcome).toBe('400 NotSupportedStorageClass');
  });

  it('gives the object the list its headers stand for', async () => {
    await send('PutObject', { key: 'public', headers: [['x-cos-acl', 'public-read']], body: 'x' });
    expect((await send('GetObject', { key: 'public' }, { as: undefined })).outcome).toBe('200');
    await send('PutObject', {
      key: 'granted',
      headers: [['x-cos-grant-read', 'id="100000000009"']],
      body: 'x',
    });
    expect((await send('GetObject', { key: 'granted' }, { as: STRANGER })).outcome).toBe('200');
    expect((await send('GetObject', { key: 'granted' }, { as: undefined })).outcome).toBe('403 AccessDenied');
  });

  it('leaves an object without headers under the list of its bucket', async () => {
    await send('PutObject', { bucket: OPEN_BUCKET, key: 'inherits', body: 'x' });
    await send('PutObject', {
      bucket: OPEN_BUCKET,
      key: 'own',
      headers: [['x-cos-acl', 'private']],
      body: 'x',
    });
    const as = undefined;
    expect((await send('GetObject', { bucket: OPEN_BUCKET, key: 'inherits' }, { as })).status).toBe(200);
    expect((await send('GetObject', { bucket: OPEN_BUCKET, key: 'own' }, { as })).status).toBe(403);
  });

  it.each([
    ['an unknown ACL', [['x-cos-acl', 'public']], '400 InvalidArgument'],
    ['a malformed grantee', [['x-cos-grant-read', 'id="x"']], '400 InvalidArgument'],
    ['another encryption', [['x-cos-server-side-encryption', 'DES']], '400 InvalidArgument'],
    ['a key of the customer', [['x-cos-server-side-encryption-customer-key', 'x']], '501 NotImplemented'],
    ['a broken digest', [['Content-MD5', 'x']], '400 InvalidDigest'],
    ['a digest of something else', [['Content-MD5', contentMd5('y')]], '400 InvalidDigest'],
    ['a SHA-1 of something else', [['x-cos-content-sha1', 'a'.repeat(40)]], '400 InvalidSHA1Digest'],
    ['tags twice', [['x-cos-tagging', 'a=1&a=2']], '400 InvalidTag'],
  ] as const)('refuses %s and stores nothing', async (_, headers, outcome) => {
    const before = reference().store.bucket(BUCKET)?.usage;
    expect((await send('PutObject', { key: 'refused', headers, body: 'x' })).outcome).toBe(outcome);
    expect((await send('HeadObject', { key: 'refused' })).status).toBe(404);
    expect(reference().store.bucket(BUCKET)?.usage).toEqual(before);
  });

  it('keeps the old object when the new one is refused', async () => {
    await send('PutObject', { key: 'old', body: 'old' });
    await send('PutObject', { key: 'old', headers: [['Content-MD5', contentMd5('y')]], body: 'new' });
    expect((await send('GetObject', { key: 'old' })).text).toBe('old');
  });

  it('takes the digests that are right', async () => {
    const body = 'Hello world';
    const headers: HeaderList = [
      ['Content-MD5', contentMd5(body)],
      ['x-cos-content-sha1', '7b502c3a1f48c8609ae212cdfb639dee39673f5e'],
      ['x-cos-server-side-encryption', 'AES256'],
    ];
    const put = await send('PutObject', { key: 'digests', headers, body });
    expect(put.outcome).toBe('200');
    expect(put.header('x-cos-server-side-encryption')).toBe('AES256');
    const head = await send('HeadObject', { key: 'digests' });
    expect(head.header('x-cos-server-side-encryption')).toBe('AES256');
  });

  it('asks for a length unless the body is chunked', async () => {
    const body = 'chunked body';
    expect((await send('PutObject', { key: 'none' }, { framing: 'none' })).outcome).toBe(
      '411 MissingContentLength',
    );
    expect((await send('PutObject', { key: 'chunked', body }, { framing: 'chunked' })).outcome).toBe('200');
    expect((await send('GetObject', { key: 'chunked' })).text).toBe(body);
  });

  it('refuses what is too large, declared or not', async () => {
    const body = Buffer.alloc(100_001, 'x');
    expect((await send('PutObject', { key: 'large', body })).outcome).toBe('400 EntityTooLarge');
    expect((await send('PutObject', { key: 'large', body }, { framing: 'chunked' })).outcome).toBe(
      '400 EntityTooLarge',
    );
    expect((await send('PutObject', { key: 'large', body: body.subarray(1) })).outcome).toBe('200');
  });

  it('refuses who may not write, and what there is no bucket for', async () => {
    expect((await send('PutObject', { body: 'x' }, { as: undefined })).outcome).toBe('403 AccessDenied');
    expect((await send('PutObject', { body: 'x' }, { as: STRANGER })).outcome).toBe('403 AccessDenied');
    expect((await send('PutObject', { bucket: 'none-1250000000', body: 'x' })).outcome).toBe(
      '404 NoSuchBucket',
    );
  });

  it('takes keys of 850 bytes and refuses longer ones', async () => {
    const key = 'ü'.repeat(425);
    expect((await send('PutObject', { key, body: 'x' })).outcome).toBe('200');
    expect((await send('GetObject', { key })).text).toBe('x');
    expect((await send('PutObject', { key: `${key}x`, body: 'x' })).outcome).toBe('400 InvalidURI');
  });

  it('takes keys as they are', async () => {
    for (const key of ['a//b', './a', '../a', 'a+b c%41?#', '/lead', '例&<>"\'', '\u0001\ufffe', 'a/']) {
      const body = createHash('md5').update(key).digest('hex');
      expect((await send('PutObject', { key, body })).outcome).toBe('200');
      expect((await send('GetObject', { key })).text).toBe(body);
    }
    expect((await send('GetObject', { key: 'lead' })).status).toBe(404);
  });

  it('does not write over what the client asks to keep', async () => {
    const put = await send('PutObject', { key: 'conditional', body: 'first' });
    const etag = put.header('etag') ?? '';
    const attempt = (name: string, value: string) =>
      send('PutObject', { key: 'conditional', headers: [[name, value]], body: 'second' });
    expect((await attempt('If-None-Match', '*')).outcome).toBe('412 PreconditionFailed');
    expect((await attempt('If-Match', '"x"')).outcome).toBe('412 PreconditionFailed');
    expect((await send('GetObject', { key: 'conditional' })).text).toBe('first');
    expect((await attempt('If-Match', etag)).outcome).toBe('200');
    expect((await send('GetObject', { key: 'conditional' })).text).toBe('second');
  });

  it('returns the CRC-64 of binary content', async () => {
    const body = Buffer.from(Array.from({ length: 70_000 }, (_, i) => (i * 7) % 256));
    const put = await send('PutObject', { key: 'binary', body });
    expect(put.header('x-cos-hash-crc64ecma')).toBe(String(crc64(body)));
    expect((await send('GetObject', { key: 'binary' })).body.equals(body)).toBe(true);
  });
});

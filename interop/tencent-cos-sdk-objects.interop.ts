import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import type COS from 'cos-nodejs-sdk-v5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { at, Bucket, Region, startTencentCos, type TencentCosServer } from './tencent-cos-server.ts';

/** Objects and uploads by the official SDK for Node against `bucketproof serve`. */
const MIB = 1024 * 1024;

let server: TencentCosServer;
let folder: string;
let cos: COS;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bucketproof-interop-'));
  server = await startTencentCos();
  ({ cos } = server);
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

describe('objects', () => {
  it('come back as they were put, with their metadata', async () => {
    const Body = randomBytes(200_000);
    const Key = '目录/file with + and % 💾.bin';
    const put = await cos.putObject({
      ...at,
      Key,
      Body,
      ContentType: 'application/x-test',
      Headers: { 'x-cos-meta-colour': 'blue' },
    });
    expect(put.ETag).toBe(`"${createHash('md5').update(Body).digest('hex')}"`);
    const got = await cos.getObject({ ...at, Key });
    expect(Buffer.compare(got.Body, Body)).toBe(0);
    expect(got.headers).toMatchObject({ 'content-type': 'application/x-test', 'x-cos-meta-colour': 'blue' });
    const head = await cos.headObject({ ...at, Key });
    expect(head.headers?.['content-length']).toBe(String(Body.length));
    const part = await cos.getObject({ ...at, Key, Range: 'bytes=10-19' });
    expect(part.statusCode).toBe(206);
    expect(Buffer.compare(part.Body, Body.subarray(10, 20))).toBe(0);
  });

  it('are streamed', async () => {
    const Body = randomBytes(3 * MIB);
    await cos.putObject({ ...at, Key: 'streamed', Body: Readable.from([Body]), ContentLength: Body.length });
    const got = await cos.getObject({ ...at, Key: 'streamed' });
    expect(Buffer.compare(got.Body, Body)).toBe(0);
  });

  it('are listed page by page', async () => {
    for (const name of ['a', 'b/1', 'b/2', 'c'])
      await cos.putObject({ ...at, Key: `list/${name}`, Body: '' });
    const first = await cos.getBucket({ ...at, Prefix: 'list/', Delimiter: '/', MaxKeys: 2 });
    expect(first.IsTruncated).toBe('true');
    const rest = await cos.getBucket({
      ...at,
      Prefix: 'list/',
      Delimiter: '/',
      Marker: first.NextMarker ?? '',
    });
    const keys = [...first.Contents, ...rest.Contents].map(({ Key }) => Key);
    const prefixes = [...first.CommonPrefixes, ...rest.CommonPrefixes].map(({ Prefix }) => Prefix);
    expect({ keys, prefixes }).toEqual({ keys: ['list/a', 'list/c'], prefixes: ['list/b/'] });
  });

  it('are copied, with and without their metadata', async () => {
    await cos.putObject({ ...at, Key: 'source', Body: 'copied', Headers: { 'x-cos-meta-a': '1' } });
    const CopySource = `${Bucket}.cos.${Region}.myqcloud.com/source`;
    const copied = await cos.putObjectCopy({ ...at, Key: 'kept', CopySource });
    expect(copied.ETag).toMatch(/^"[0-9a-f]{32}"$/);
    expect((await cos.headObject({ ...at, Key: 'kept' })).headers?.['x-cos-meta-a']).toBe('1');
    const Headers = { 'x-cos-metadata-directive': 'Replaced', 'x-cos-meta-b': '2' };
    await cos.putObjectCopy({ ...at, Key: 'replaced', CopySource, Headers });
    const head = await cos.headObject({ ...at, Key: 'replaced' });
    expect([head.headers?.['x-cos-meta-a'], head.headers?.['x-cos-meta-b']]).toEqual([undefined, '2']);
    await expect(
      cos.putObjectCopy({ ...at, Key: 'x', CopySource: `${CopySource}-missing` }),
    ).rejects.toMatchObject({ statusCode: 404 });
  });

  it('grow by appending', async () => {
    const first = await cos.appendObject({ ...at, Key: 'log', Body: 'one', Position: 0 });
    expect(first.headers?.['x-cos-next-append-position']).toBe('3');
    await cos.appendObject({ ...at, Key: 'log', Body: 'two', Position: 3 });
    expect((await cos.getObject({ ...at, Key: 'log' })).Body.toString()).toBe('onetwo');
    await expect(cos.appendObject({ ...at, Key: 'log', Body: 'x', Position: 1 })).rejects.toMatchObject({
      code: 'AppendPositionErr',
    });
  });

  it('are deleted many at a time', async () => {
    const names = ['del/1', 'del/&<>"2', 'del/三'];
    for (const Key of names) await cos.putObject({ ...at, Key, Body: '' });
    const Objects = [...names, 'del/never'].map((Key) => ({ Key }));
    const result = await cos.deleteMultipleObject({ ...at, Objects });
    expect(result.Deleted.map(({ Key }) => Key).sort()).toEqual([...names, 'del/never'].sort());
    expect((await cos.getBucket({ ...at, Prefix: 'del/' })).Contents).toEqual([]);
  });
});

describe('multipart uploads', () => {
  it('are made by the SDK from slices', async () => {
    const Body = randomBytes(3 * MIB + 17);
    const done = await cos.sliceUploadFile({
      ...at,
      Key: 'sliced',
      FilePath: await temporaryFile(Body),
      ChunkSize: MIB,
    });
    expect(done.ETag).toMatch(/^"[^"]+"$/);
    expect(Buffer.compare((await cos.getObject({ ...at, Key: 'sliced' })).Body, Body)).toBe(0);
  });

  it('are made step by step, listed, and aborted', async () => {
    const Key = 'steps';
    const { UploadId } = await cos.multipartInit({ ...at, Key });
    const body = randomBytes(MIB);
    const one = await cos.multipartUpload({ ...at, Key, UploadId, PartNumber: 1, Body: body });
    const two = await cos.multipartUpload({ ...at, Key, UploadId, PartNumber: 2, Body: Buffer.from('tail') });
    const listed = await cos.multipartListPart({ ...at, Key, UploadId });
    expect(listed.Part.map(({ PartNumber, ETag }) => [PartNumber, ETag])).toEqual([
      ['1', one.ETag],
      ['2', two.ETag],
    ]);
    const uploads: COS.MultipartListResult = await cos.multipartList({ ...at, Prefix: Key, Delimiter: '' });
    expect(uploads.Upload).toHaveLength(1);
    const Parts = [
      { PartNumber: 1, ETag: one.ETag },
      { PartNumber: 2, ETag: two.ETag },
    ];
    const done = await cos.multipartComplete({ ...at, Key, UploadId, Parts });
    expect(done.Location).toContain(Key);
    expect((await cos.getObject({ ...at, Key })).Body.length).toBe(MIB + 4);
    const again = await cos.multipartInit({ ...at, Key });
    expect((await cos.multipartAbort({ ...at, Key, UploadId: again.UploadId })).statusCode).toBe(204);
    await expect(cos.multipartListPart({ ...at, Key, UploadId: again.UploadId })).rejects.toMatchObject({
      statusCode: 404,
      code: 'NoSuchUpload',
    });
  });
});

async function temporaryFile(body: Buffer): Promise<string> {
  const path = join(folder, 'body');
  await writeFile(path, body);
  return path;
}

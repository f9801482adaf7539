import { createHash, randomBytes } from 'node:crypto';
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { request } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { Readable } from 'node:stream';
import COS from 'cos-nodejs-sdk-v5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type ServeProcess, startServe } from './serve-process.ts';

/** The official SDK for Node against `bucketproof serve`: a real client has to be content, and to see real errors. */
const SecretId = 'AKIDinterop';
const SecretKey = 'interop-secret';
const account = '1250000000';
const Region = 'ap-beijing';
const Bucket = `interop-${account}`;
const at = { Bucket, Region } as const;
const MIB = 1024 * 1024;

let server: ServeProcess;
let folder: string;
let cos: COS;
let stranger: COS;

function client(id: string, key: string): COS {
  return new COS({
    SecretId: id,
    SecretKey: key,
    Protocol: 'http:',
    Ip: server.host,
    ServiceDomain: 'service.cos.myqcloud.com',
  });
}

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'bucketproof-interop-'));
  server = await startServe(
    '--identity',
    `${SecretId}:${SecretKey}:${account}`,
    'AKIDother:other-secret:1250000001',
  );
  cos = client(SecretId, SecretKey);
  stranger = client('AKIDother', 'other-secret');
  await cos.putBucket(at);
});

afterAll(async () => {
  await server.stop();
  await rm(folder, { recursive: true, force: true });
});

/** A plain request without credentials, to the virtual host of the bucket. */
function plain(
  method: string,
  path: string,
  headers: Record<string, string> = {},
  body: Buffer = Buffer.alloc(0),
) {
  const [host = '', port = ''] = server.host.split(':');
  return new Promise<{ status: number; headers: Record<string, unknown>; body: string }>(
    (resolve, reject) => {
      const outgoing = request(
        { host, port, method, path, headers: { Host: `${Bucket}.cos.${Region}.myqcloud.com`, ...headers } },
        (incoming) => {
          let text = '';
          incoming.setEncoding('utf8').on('data', (chunk: string) => {
            text += chunk;
          });
          incoming.on('end', () =>
            resolve({ status: incoming.statusCode ?? 0, headers: incoming.headers, body: text }),
          );
        },
      );
      outgoing.on('error', reject);
      outgoing.end(body);
    },
  );
}

describe('service and buckets', () => {
  it('are listed, found and located', async () => {
    expect((await cos.getService({})).Buckets.map(({ Name }) => Name)).toContain(Bucket);
    expect((await cos.headBucket(at)).statusCode).toBe(200);
    expect((await cos.getBucketLocation(at)).LocationConstraint).toBe(Region);
  });

  it('belong to their account', async () => {
    expect((await stranger.getService({})).Buckets).toEqual([]);
    await expect(stranger.getBucket(at)).rejects.toMatchObject({ statusCode: 403, code: 'AccessDenied' });
  });

  it('are removed only when empty', async () => {
    const other = { Bucket: `interop-empty-${account}`, Region };
    await cos.putBucket(other);
    await cos.putObject({ ...other, Key: 'a', Body: 'a' });
    await expect(cos.deleteBucket(other)).rejects.toMatchObject({ statusCode: 409, code: 'BucketNotEmpty' });
    await cos.deleteObject({ ...other, Key: 'a' });
    expect((await cos.deleteBucket(other)).statusCode).toBe(204);
    await expect(cos.headBucket(other)).rejects.toMatchObject({ statusCode: 404 });
  });
});

describe('errors', () => {
  it('reach the caller with code, status and request id', async () => {
    const error: COS.CosSdkError = await cos
      .getObject({ ...at, Key: 'no-such-key' })
      .catch((thrown) => thrown);
    expect(error).toMatchObject({ statusCode: 404, code: 'NoSuchKey' });
    const { 'x-cos-request-id': requestId } = error.headers ?? {};
    expect(requestId).toMatch(/\S{10,}/);
    expect(JSON.stringify(error)).toContain(String(requestId));
  });

  it('say what is wrong with a signature', async () => {
    const wrong = client(SecretId, 'not-the-secret');
    await expect(wrong.getBucket(at)).rejects.toMatchObject({
      statusCode: 403,
      code: 'SignatureDoesNotMatch',
    });
    const unknown = client('AKIDnobody', 'x');
    await expect(unknown.getBucket(at)).rejects.toMatchObject({
      statusCode: 403,
      code: 'InvalidAccessKeyId',
    });
  });
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

describe('access', () => {
  it('is read back in short and in full', async () => {
    await cos.putBucketAcl({ ...at, ACL: 'public-read' });
    expect((await cos.getBucketAcl(at)).ACL).toBe('public-read');
    await cos.putBucketAcl({ ...at, ACL: 'private' });
    expect((await cos.getBucketAcl(at)).ACL).toBe('private');
    await cos.putObject({ ...at, Key: 'acl', Body: 'x' });
    await cos.putObjectAcl({ ...at, Key: 'acl', ACL: 'public-read' });
    expect((await cos.getObjectAcl({ ...at, Key: 'acl' })).ACL).toBe('public-read');
    expect((await plain('GET', '/acl')).status).toBe(200);
  });

  it('is given by a presigned URL until it expires', async () => {
    await cos.putObject({ ...at, Key: 'signed', Body: 'signed' });
    const url = (Expires: number): URL =>
      new URL(cos.getObjectUrl({ ...at, Key: 'signed', Sign: true, Expires }, () => undefined));
    const good = url(60);
    expect(await plain('GET', `${good.pathname}${good.search}`)).toMatchObject({
      status: 200,
      body: 'signed',
    });
    expect((await plain('GET', '/signed')).status).toBe(403);
    const tampered = `${good.pathname}${good.search}`.replace(/q-signature=./, 'q-signature=0');
    expect((await plain('GET', tampered)).status).toBe(403);
  });

  it('is given to browsers by rules', async () => {
    const CORSRules = [
      {
        AllowedOrigin: ['http://a.example'],
        AllowedMethod: ['PUT'],
        AllowedHeader: ['x-a'],
        MaxAgeSeconds: 9,
      },
    ];
    await cos.putBucketCors({ ...at, CORSRules });
    expect((await cos.getBucketCors(at)).CORSRules).toMatchObject([{ MaxAgeSeconds: '9' }]);
    const asked = {
      ...at,
      Key: 'k',
      AccessControlRequestMethod: 'PUT' as const,
      AccessControlRequestHeaders: 'x-a',
    };
    const answer = await cos.optionsObject({ ...asked, Origin: 'http://a.example' });
    expect(answer.AccessControlAllowOrigin).toBe('http://a.example');
    expect(await cos.optionsObject({ ...asked, Origin: 'http://b.example' })).toMatchObject({
      OptionsForbidden: true,
    });
    await cos.deleteBucketCors(at);
  });
});

describe('configuration and forms', () => {
  it('keeps a lifecycle until it is removed', async () => {
    const rule = {
      ID: 'old',
      Filter: { Prefix: 'old/' },
      Status: 'Enabled' as const,
      Expiration: { Days: 30 },
    };
    await cos.putBucketLifecycle({ ...at, Rules: [rule] });
    expect((await cos.getBucketLifecycle(at)).Rules).toMatchObject([{ ID: 'old', Status: 'Enabled' }]);
    expect((await cos.deleteBucketLifecycle(at)).statusCode).toBe(204);
    expect((await cos.getBucketLifecycle(at)).Rules).toEqual([]);
  });

  it('takes a form signed by the SDK', async () => {
    const Signature = String(cos.getAuth({ Method: 'post', Key: '', Query: {}, Headers: {} }));
    const boundary = '----interop';
    // biome-ignore lint/suspicious/noTemplateCurlyInString: the server replaces it with the name of the file
    const fields = { key: 'form/${filename}', Signature, success_action_status: '201' };
    const parts = Object.entries(fields).map(
      ([name, value]) =>
        `--${boundary}\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n${value}\r\n`,
    );
    const file = `--${boundary}\r\nContent-Disposition: form-data; name="file"; filename="f.txt"\r\n\r\nposted\r\n--${boundary}--\r\n`;
    const body = Buffer.from(parts.join('') + file);
    const answer = await plain(
      'POST',
      '/',
      { 'Content-Type': `multipart/form-data; boundary=${boundary}`, 'Content-Length': String(body.length) },
      body,
    );
    expect(answer.status).toBe(201);
    expect((await cos.getObject({ ...at, Key: 'form/f.txt' })).Body.toString()).toBe('posted');
  });
});

async function temporaryFile(body: Buffer): Promise<string> {
  const path = join(folder, 'body');
  await writeFile(path, body);
  return path;
}

import type COS from 'cos-nodejs-sdk-v5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import {
  account,
  at,
  Bucket,
  Region,
  SecretId,
  startTencentCos,
  type TencentCosServer,
} from './tencent-cos-server.ts';

/** The official SDK for Node against `bucketproof serve`: a real client has to be content, and to see real errors. */
let server: TencentCosServer;
let cos: COS;
let stranger: COS;

beforeAll(async () => {
  server = await startTencentCos();
  ({ cos, stranger } = server);
});

afterAll(async () => {
  await server.stop();
});

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
    const wrong = server.client(SecretId, 'not-the-secret');
    await expect(wrong.getBucket(at)).rejects.toMatchObject({
      statusCode: 403,
      code: 'SignatureDoesNotMatch',
    });
    const unknown = server.client('AKIDnobody', 'x');
    await expect(unknown.getBucket(at)).rejects.toMatchObject({
      statusCode: 403,
      code: 'InvalidAccessKeyId',
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
    expect((await server.plain('GET', '/acl')).status).toBe(200);
  });

  it('is given by a presigned URL until it expires', async () => {
    await cos.putObject({ ...at, Key: 'signed', Body: 'signed' });
    const url = (Expires: number): URL =>
      new URL(cos.getObjectUrl({ ...at, Key: 'signed', Sign: true, Expires }, () => undefined));
    const good = url(60);
    expect(await server.plain('GET', `${good.pathname}${good.search}`)).toMatchObject({
      status: 200,
      body: 'signed',
    });
    expect((await server.plain('GET', '/signed')).status).toBe(403);
    const tampered = `${good.pathname}${good.search}`.replace(/q-signature=./, 'q-signature=0');
    expect((await server.plain('GET', tampered)).status).toBe(403);
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
    const answer = await server.plain(
      'POST',
      '/',
      { 'Content-Type': `multipart/form-data; boundary=${boundary}`, 'Content-Length': String(body.length) },
      body,
    );
    expect(answer.status).toBe(201);
    expect((await cos.getObject({ ...at, Key: 'form/f.txt' })).Body.toString()).toBe('posted');
  });
});

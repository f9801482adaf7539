import { get } from 'node:http';
import COS from 'cos-nodejs-sdk-v5';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { type Reference, startReference } from './server.ts';

const Bucket = 'sdk-1250000000';
const Region = 'ap-beijing';
const at = { Bucket, Region } as const;
let reference: Reference;
let cos: COS;

beforeAll(async () => {
  reference = await startReference({
    identities: [{ keyId: 'AKIDsdk', secret: 'secret', account: '1250000000', uin: '100' }],
  });
  cos = new COS({
    SecretId: 'AKIDsdk',
    SecretKey: 'secret',
    Protocol: 'http:',
    Ip: `127.0.0.1:${reference.port}`,
    ServiceDomain: 'service.cos.myqcloud.com',
  });
  await cos.putBucket(at);
});
afterAll(() => reference.close());

describe('the official client for Node', () => {
  it('finds the bucket it made', async () => {
    expect((await cos.getService({})).Buckets).toMatchObject([{ Name: Bucket, Location: Region }]);
    expect((await cos.headBucket(at)).statusCode).toBe(200);
    expect((await cos.getBucketLocation(at)).LocationConstraint).toBe(Region);
    await expect(cos.putBucket(at)).rejects.toMatchObject({
      statusCode: 409,
      code: 'BucketAlreadyOwnedByYou',
    });
  });

  it('reads back the short form of an ACL', async () => {
    for (const ACL of ['public-read', 'public-read-write', 'private'] as const) {
      await cos.putBucketAcl({ ...at, ACL });
      expect((await cos.getBucketAcl(at)).ACL).toBe(ACL);
    }
    const Grantee = { ID: 'qcs::cam::uin/5:uin/5', DisplayName: '5' };
    const Owner = { ID: 'qcs::cam::uin/100:uin/100', DisplayName: '100' };
    await cos.putBucketAcl({
      ...at,
      AccessControlPolicy: { Owner, Grants: [{ Grantee, Permission: 'READ' }] },
    });
    expect((await cos.getBucketAcl(at)).GrantRead).toBe('id="qcs::cam::uin/5:uin/5"');
  });

  it('takes absent configurations for empty ones', async () => {
    expect((await cos.getBucketCors(at)).CORSRules).toEqual([]);
    expect((await cos.getBucketLifecycle(at)).Rules).toEqual([]);
    expect((await cos.getBucketTagging(at)).Tags).toEqual([]);
  });

  it('configures cross-origin access and asks for it', async () => {
    const rule = {
      AllowedOrigin: ['*'],
      AllowedMethod: ['GET', 'PUT'],
      AllowedHeader: ['*'],
      MaxAgeSeconds: 5,
    };
    await cos.putBucketCors({ ...at, CORSRules: [rule] });
    expect((await cos.getBucketCors(at)).CORSRules).toMatchObject([{ AllowedMethods: ['GET', 'PUT'] }]);
    const preflight = { ...at, Key: 'a', Origin: 'http://x', AccessControlRequestMethod: 'PUT' as const };
    const answer = await cos.optionsObject({ ...preflight, AccessControlRequestHeaders: 'authorization' });
    expect(answer.AccessControlAllowOrigin).toBe('*');
    expect((await cos.deleteBucketCors(at)).statusCode).toBe(204);
  });

  it('keeps a lifecycle', async () => {
    const Transition = { Days: 30, StorageClass: 'STANDARD_IA' as const };
    await cos.putBucketLifecycle({
      ...at,
      Rules: [{ ID: '1', Filter: { Prefix: 'a' }, Status: 'Enabled', Transition }],
    });
    expect((await cos.getBucketLifecycle(at)).Rules).toMatchObject([{ ID: '1', Status: 'Enabled' }]);
    expect((await cos.deleteBucketLifecycle(at)).statusCode).toBe(204);
  });

  it('follows a listing to its end', async () => {
    const keys = ['a b', 'a+b', '腾/讯', 'plain', '~'];
    for (const Key of keys) await cos.putObject({ ...at, Key, Body: Key });
    const seen: string[] = [];
    let Marker: string | undefined;
    do {
      const page = await cos.getBucket({ ...at, MaxKeys: 2, ...(Marker === undefined ? {} : { Marker }) });
      seen.push(...page.Contents.map(({ Key }) => Key));
      Marker = page.IsTruncated === 'true' ? page.NextMarker : undefined;
    } while (Marker !== undefined);
    expect(seen.sort()).toEqual([...keys].sort());
    for (const Key of keys) expect((await cos.getObject({ ...at, Key })).Body.toString()).toBe(Key);
  });

  it('makes links that work without credentials', async () => {
    await cos.putObject({ ...at, Key: 'link', Body: 'linked' });
    const url = new URL(cos.getObjectUrl({ ...at, Key: 'link', Sign: true }, () => undefined));
    const host = url.host;
    const response = await new Promise<string>((resolve, reject) => {
      get(
        { port: reference.port, path: `${url.pathname}${url.search}`, headers: { Host: host } },
        (incoming) => {
          incoming.setEncoding('utf8');
          let text = '';
          incoming.on('data', (chunk: string) => {
            text += chunk;
          });
          incoming.on('end', () => resolve(text));
        },
      ).on('error', reject);
    });
    expect(response).toBe('linked');
  });
});

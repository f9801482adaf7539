import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Attributes } from '../store/attributes.ts';
import {
  ANONYMOUS,
  BUCKET,
  type Client,
  OTHER,
  OWNER,
  outcome,
  startClient,
  textAt,
  textsAt,
  valuesAt,
} from './client.fixture.ts';

let client: Client;
let count = 0;
let bucket = BUCKET;

beforeAll(async () => {
  client = await startClient({ limits: { bucketsPerAccount: 40 } });
});
afterAll(() => client.close());
beforeEach(() => {
  count += 1;
  bucket = `b${count}-1250000000`;
});

const put = (headers: readonly (readonly [string, string])[] = []) =>
  client.send('PutBucket', { bucket, headers });
const remove = (name: string) => client.send('DeleteBucket', { bucket: name });

describe('PUT Bucket', () => {
  it('makes an empty private bucket of the caller', async () => {
    const made = await put();
    expect(outcome(made)).toBe('200');
    expect(made.header('content-length')).toBe('0');
    const acl = (await client.send('GetBucketAcl', { bucket })).document('AccessControlPolicy');
    expect(textAt(acl, 'Owner.ID')).toBe(`qcs::cam::uin/${OWNER.uin}:uin/${OWNER.uin}`);
    expect(textsAt(acl, 'AccessControlList.Grant.Permission')).toEqual(['FULL_CONTROL']);
    const listing = (await client.send('GetBucket', { bucket })).document('ListBucketResult');
    expect(valuesAt(listing, 'Contents')).toEqual([]);
    expect(outcome(await client.send('GetBucket', { bucket, as: ANONYMOUS }))).toBe('403 AccessDenied');
  });

  it.each(['private', 'public-read', 'public-read-write'])('accepts %s', async (acl) => {
    expect(outcome(await put([['x-cos-acl', acl]]))).toBe('200');
    expect((await client.send('GetBucketAcl', { bucket })).header('x-cos-acl')).toBe(acl);
  });

  it('shows grants that were given', async () => {
    await put([
      ['x-cos-grant-read', `id="${OTHER.uin}"`],
      ['x-cos-grant-write', 'id="qcs::cam::uin/1:uin/2"'],
    ]);
    const acl = (await client.send('GetBucketAcl', { bucket })).document('AccessControlPolicy');
    expect(textsAt(acl, 'AccessControlList.Grant.Permission')).toEqual(['FULL_CONTROL', 'READ', 'WRITE']);
    expect(textsAt(acl, 'AccessControlList.Grant.Grantee.ID').slice(1)).toEqual([
      `qcs::cam::uin/${OTHER.uin}:uin/${OTHER.uin}`,
      'qcs::cam::uin/1:uin/2',
    ]);
  });

  it.each([
    [[['x-cos-acl', 'public']] as const, '400 InvalidArgument'],
    [[['x-cos-grant-read', 'id="x"']] as const, '400 InvalidArgument'],
  ])('refuses %j and leaves no bucket behind', async (headers, expected) => {
    expect(outcome(await put(headers))).toBe(expected);
    expect(outcome(await client.send('HeadBucket', { bucket }))).toBe('404');
  });

  it.each(['a_b-1250000000', '-a-1250000000', 'a--1250000000', `${'x'.repeat(41)}-1250000000`])(
    'refuses the name %s',
    async (name) => {
      expect(outcome(await client.send('PutBucket', { bucket: name }))).toBe('400 InvalidBucketName');
    },
  );

  it('makes no bucket by a name with capitals, and finds one by any', async () => {
    expect(outcome(await client.send('PutBucket', { bucket: 'Capitals-1250000000' }))).toBe(
      '400 InvalidBucketName',
    );
    const byPath = { bucket: 'Capitals-1250000000', style: 'path' } as const;
    expect(outcome(await client.send('PutBucket', byPath))).toBe('400 InvalidBucketName');
    await put();
    expect(outcome(await client.send('HeadBucket', { bucket: bucket.toUpperCase() }))).toBe('200');
  });

  it('refuses another APPID than the caller’s', async () => {
    expect(outcome(await client.send('PutBucket', { bucket: 'a-1250000001' }))).toBe('403 AccessDenied');
  });

  it('keeps names apart by their APPID', async () => {
    await put();
    const other = bucket.replace(/\d+$/, '1250000001');
    expect(outcome(await client.send('PutBucket', { bucket: other, as: OTHER }))).toBe('200');
    expect(outcome(await client.send('HeadBucket', { bucket: other }))).toBe('403');
  });

  it('says that the caller owns it already', async () => {
    await put();
    expect(outcome(await put())).toBe('409 BucketAlreadyOwnedByYou');
  });

  it('refuses anonymous callers', async () => {
    expect(outcome(await client.send('PutBucket', { bucket, as: ANONYMOUS }))).toBe('403 AccessDenied');
  });

  it('refuses more buckets than an account may have', async () => {
    const small = await startClient({ limits: { bucketsPerAccount: 2 } });
    const names = ['a-1250000000', 'b-1250000000', 'c-1250000000'];
    const answers = [];
    for (const name of names) answers.push(outcome(await small.send('PutBucket', { bucket: name })));
    expect(answers).toEqual(['200', '200', '400 TooManyBuckets']);
    await small.send('DeleteBucket', { bucket: 'a-1250000000' });
    expect(outcome(await small.send('PutBucket', { bucket: 'c-1250000000' }))).toBe('200');
    await small.close();
  });
});

describe('HEAD Bucket', () => {
  it('answers by existence and access, without a body', async () => {
    await put([['x-cos-acl', 'public-read']]);
    const found = await client.send('HeadBucket', { bucket });
    expect([found.status, found.text, found.header('x-cos-bucket-region')]).toEqual([200, '', 'ap-beijing']);
    expect(outcome(await client.send('HeadBucket', { bucket, as: ANONYMOUS }))).toBe('200');
    await client.send('PutBucketAcl', { bucket, headers: [['x-cos-acl', 'private']] });
    const denied = await client.send('HeadBucket', { bucket, as: ANONYMOUS });
    expect([denied.status, denied.text]).toEqual([403, '']);
    expect(denied.header('x-cos-trace-id')).toMatch(/.+/);
    const missing = await client.send('HeadBucket', { bucket: 'none-1250000000' });
    expect([missing.status, missing.text]).toEqual([404, '']);
  });
});

describe('DELETE Bucket', () => {
  it('removes an empty bucket, whose name is free again', async () => {
    await put();
    const removed = await remove(bucket);
    expect([removed.status, removed.text]).toEqual([204, '']);
    expect(outcome(await remove(bucket))).toBe('404 NoSuchBucket');
    expect(outcome(await client.send('GetBucket', { bucket }))).toBe('404 NoSuchBucket');
    expect(outcome(await put())).toBe('200');
  });

  it('refuses while there is anything in it', async () => {
    await put();
    const stored = client.reference.store.bucket(bucket);
    const properties = {
      owner: '1250000000',
      contentHeaders: [],
      metadata: [],
      storageClass: 'STANDARD',
      tags: [],
      attributes: Attributes.empty,
    };
    const upload = stored?.createUpload({ key: 'k', initiator: 'x', properties });
    expect(outcome(await remove(bucket))).toBe('409 BucketNotEmpty');
    stored?.abortUpload('k', upload?.id ?? '');
    stored?.put({
      ...properties,
      key: 'k',
      blob: client.reference.store.blobs.from(Buffer.from('x')),
      etag: 'e',
    });
    expect(outcome(await remove(bucket))).toBe('409 BucketNotEmpty');
    const listing = (await client.send('GetBucket', { bucket })).document('ListBucketResult');
    expect(textsAt(listing, 'Contents.Key')).toEqual(['k']);
    stored?.remove('k', 'x');
    expect(outcome(await remove(bucket))).toBe('204');
  });

  it('refuses everyone but the owner', async () => {
    await put([['x-cos-acl', 'public-read-write']]);
    expect(outcome(await client.send('DeleteBucket', { bucket, as: ANONYMOUS }))).toBe('403 AccessDenied');
    expect(outcome(await client.send('DeleteBucket', { bucket, as: OTHER }))).toBe('403 AccessDenied');
  });
});

describe('GET Service', () => {
  it('lists the caller’s buckets and no others', async () => {
    await put();
    const others = bucket.replace(/\d+$/, '1250000001');
    await client.send('PutBucket', { bucket: others, as: OTHER });
    const answer = await client.send('GetService');
    expect(answer.header('content-type')).toBe('application/xml');
    const list = answer.document('ListAllMyBucketsResult');
    expect(textAt(list, 'Owner.ID')).toBe(`qcs::cam::uin/${OWNER.uin}:uin/${OWNER.uin}`);
    expect(textAt(list, 'Owner.DisplayName')).toBe(OWNER.uin);
    const entry = valuesAt(list, 'Buckets.Bucket').find((one) => textAt(one, 'Name') === bucket);
    expect(entry).toEqual({ Name: bucket, Location: 'ap-beijing', CreationDate: '2024-01-15T12:30:15Z' });
    expect(textsAt(list, 'Buckets.Bucket.Name')).not.toContain(others);
    await remove(bucket);
    const after = (await client.send('GetService')).document('ListAllMyBucketsResult');
    expect(textsAt(after, 'Buckets.Bucket.Name')).not.toContain(bucket);
  });

  it('lists the buckets of one region on the host of that region', async () => {
    const host = ['Host', `${bucket}.cos.ap-shanghai.myqcloud.com`] as const;
    await client.send('PutBucket', { bucket, headers: [host] });
    const on = async (region: string) => {
      const answer = await client.send('GetService', { headers: [['Host', `cos.${region}.myqcloud.com`]] });
      return textsAt(answer.document('ListAllMyBucketsResult'), 'Buckets.Bucket.Name');
    };
    expect(await on('ap-shanghai')).toEqual([bucket]);
    expect(await on('ap-beijing')).not.toContain(bucket);
  });

  it('shows an account without buckets an empty list', async () => {
    const fresh = await startClient();
    const list = (await fresh.send('GetService')).document('ListAllMyBucketsResult');
    expect(valuesAt(list, 'Buckets.Bucket')).toEqual([]);
    await fresh.close();
  });

  it('refuses anonymous callers and other methods', async () => {
    expect(outcome(await client.send('GetService', { as: ANONYMOUS }))).toBe('403 AccessDenied');
    for (const method of ['PUT', 'POST', 'DELETE']) {
      const answer = await client.raw({ method, host: 'service.cos.myqcloud.com' });
      expect([outcome(answer), answer.header('allow')]).toEqual(['405 MethodNotAllowed', 'GET']);
    }
  });
});

describe('GET Bucket location', () => {
  it('tells the owner the region', async () => {
    await put();
    const answer = await client.send('GetBucketLocation', { bucket });
    expect(answer.document('LocationConstraint')).toBe('ap-beijing');
    expect(outcome(await client.send('GetBucketLocation', { bucket, as: OTHER }))).toBe('403 AccessDenied');
    expect(outcome(await client.send('GetBucketLocation', { bucket: 'none-1' }))).toBe('404 NoSuchBucket');
  });
});

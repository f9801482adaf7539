import { createHash } from 'node:crypto';
import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import {
  ANONYMOUS,
  type Client,
  OTHER,
  OTHER_USER,
  OWNER,
  outcome,
  startClient,
  textAt,
  textsAt,
  valuesAt,
} from './client.fixture.ts';

let client: Client;
let count = 0;
let bucket = '';

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());
beforeEach(async () => {
  count += 1;
  bucket = `acl${count}-1250000000`;
  await client.send('PutBucket', { bucket });
});

type Headers = readonly (readonly [string, string])[];
const query = [['acl', null]] as const;
const putAcl = (headers: Headers, as = OWNER) => client.send('PutBucketAcl', { bucket, query, headers, as });
const putBody = (body: string, headers: Headers = []) =>
  client.send('PutBucketAcl', { bucket, query, body, headers });
const getAcl = async () =>
  (await client.send('GetBucketAcl', { bucket, query })).document('AccessControlPolicy');
const listAs = async (as: typeof OTHER | typeof ANONYMOUS) =>
  outcome(await client.send('GetBucket', { bucket, as }));

const ME = `qcs::cam::uin/${OWNER.uin}:uin/${OWNER.uin}`;
function policy(...grants: string[]): string {
  const list = grants.map((grant) => `<Grant>${grant}</Grant>`).join('');
  return `<AccessControlPolicy><Owner><ID>${ME}</ID></Owner><AccessControlList>${list}</AccessControlList></AccessControlPolicy>`;
}
const grant = (grantee: string, permission = 'READ') => `${grantee}<Permission>${permission}</Permission>`;
const typed = (type: string, inner: string) =>
  `<Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="${type}">${inner}</Grantee>`;

describe('PUT Bucket acl', () => {
  it('sets, replaces and withdraws short forms', async () => {
    const set = await putAcl([['x-cos-acl', 'public-read-write']]);
    expect([outcome(set), set.text]).toEqual(['200', '']);
    expect(textsAt(await getAcl(), 'AccessControlList.Grant.Permission')).toEqual([
      'FULL_CONTROL',
      'READ',
      'WRITE',
    ]);
    expect(textsAt(await getAcl(), 'AccessControlList.Grant.Grantee.ID').slice(1)).toEqual([
      'qcs::cam::anyone:anyone',
      'qcs::cam::anyone:anyone',
    ]);
    expect(await listAs(ANONYMOUS)).toBe('200');
    await putAcl([]);
    expect(textsAt(await getAcl(), 'AccessControlList.Grant.Permission')).toEqual(['FULL_CONTROL']);
    expect(await listAs(ANONYMOUS)).toBe('403 AccessDenied');
  });

  it('sets grants by headers', async () => {
    await putAcl([
      ['x-cos-grant-read', `id="${OTHER.uin}",id="qcs::cam::anyone:anyone"`],
      ['x-cos-grant-full-control', 'id="9"'],
    ]);
    expect(textsAt(await getAcl(), 'AccessControlList.Grant.Permission')).toEqual([
      'FULL_CONTROL',
      'READ',
      'READ',
      'FULL_CONTROL',
    ]);
    expect(await listAs(ANONYMOUS)).toBe('200');
  });

  it.each([
    ['RootAccount', typed('RootAccount', `<ID>qcs::cam::uin/${OTHER.uin}:uin/${OTHER.uin}</ID>`)],
    ['SubAccount', typed('SubAccount', `<ID>qcs::cam::uin/${OTHER.uin}:uin/${OTHER_USER.subUin}</ID>`)],
    ['CanonicalUser', typed('CanonicalUser', `<ID>${OTHER.uin}</ID><DisplayName>x</DisplayName>`)],
    ['Group', typed('Group', '<URI>http://cam.qcloud.com/groups/global/AllUsers</URI>')],
    ['no type', '<Grantee><ID>qcs::cam::anyone:anyone</ID></Grantee>'],
  ])('lets a grantee of type %s in the body read', async (_, grantee) => {
    expect(await listAs(OTHER_USER)).toBe('403 AccessDenied');
    expect(outcome(await putBody(policy(grant(grantee))))).toBe('200');
    expect(await listAs(OTHER_USER)).toBe('200');
  });

  it('gives a sub-account’s grant to that user only', async () => {
    await putBody(
      policy(grant(typed('SubAccount', `<ID>qcs::cam::uin/${OTHER.uin}:uin/${OTHER_USER.subUin}</ID>`))),
    );
    expect(await listAs(OTHER)).toBe('403 AccessDenied');
  });

  it('lets the users of an account do what the account may', async () => {
    const theirs = 'theirs-1250000001';
    await client.send('PutBucket', { bucket: theirs, as: OTHER });
    const mine = { bucket: theirs, key: 'k', as: OTHER_USER } as const;
    expect(outcome(await client.send('PutObject', { ...mine, body: 'x' }))).toBe('200');
    const headers = [['x-cos-acl', 'private']] as const;
    expect(outcome(await client.send('PutBucketAcl', { ...mine, headers }))).toBe('200');
    expect(outcome(await client.send('DeleteObject', mine))).toBe('204');
    expect(outcome(await client.send('DeleteBucket', mine))).toBe('204');
  });

  it('keeps the owner’s control, whoever the body names', async () => {
    await putBody(policy().replace(ME, 'qcs::cam::uin/1:uin/1'));
    expect(textAt(await getAcl(), 'Owner.ID')).toBe(ME);
  });

  it('lets readers and writers of the list in, others not', async () => {
    const asOther = () => client.send('GetBucketAcl', { bucket, query, as: OTHER });
    await putAcl([
      ['x-cos-grant-read', `id="${OTHER.uin}"`],
      ['x-cos-grant-write', `id="${OTHER.uin}"`],
    ]);
    expect(outcome(await asOther())).toBe('403 AccessDenied');
    expect(outcome(await putAcl([['x-cos-acl', 'private']], OTHER))).toBe('403 AccessDenied');
    await putAcl([['x-cos-grant-full-control', `id="${OTHER.uin}"`]]);
    expect(outcome(await asOther())).toBe('200');
    expect(outcome(await putAcl([['x-cos-acl', 'private']], OTHER))).toBe('200');
    expect(outcome(await asOther())).toBe('403 AccessDenied');
    expect(outcome(await client.send('GetBucketAcl', { bucket, query, as: ANONYMOUS }))).toBe(
      '403 AccessDenied',
    );
  });

  it('refuses headers together with a body', async () => {
    const answer = await putBody(policy(), [['x-cos-acl', 'private']]);
    expect(outcome(answer)).toBe('400 InvalidRequest');
    expect(textAt(answer.document('Error'), 'Message')).toBe('header acl and body acl conflict');
  });

  it.each([
    ['no XML', 'x', '400 MalformedXML'],
    ['no owner', policy().replace(/<Owner>.*<\/Owner>/, ''), '400 MalformedXML'],
    ['an empty owner', policy().replace(ME, ''), '400 MalformedXML'],
    ['a grant without grantee', policy('<Permission>READ</Permission>'), '400 MalformedXML'],
    ['a grant without permission', policy('<Grantee><ID>1</ID></Grantee>'), '400 MalformedXML'],
    ['an unknown permission', policy(grant('<Grantee><ID>1</ID></Grantee>', 'ALL')), '400 MalformedXML'],
    ['a malformed id', policy(grant('<Grantee><ID>me</ID></Grantee>')), '400 InvalidArgument'],
    ['101 grants', policy(...Array(101).fill(grant('<Grantee><ID>1</ID></Grantee>'))), '400 InvalidArgument'],
  ])('refuses a body with %s and keeps the list', async (_, body, expected) => {
    await putAcl([['x-cos-acl', 'public-read']]);
    expect(outcome(await putBody(body))).toBe(expected);
    expect(await listAs(ANONYMOUS)).toBe('200');
  });

  it('compares Content-MD5', async () => {
    const md5 = (text: string) => [['Content-MD5', createHash('md5').update(text).digest('base64')]] as const;
    expect(outcome(await putBody(policy(), md5(policy())))).toBe('200');
    expect(outcome(await putBody(policy(), md5('else')))).toBe('400 InvalidDigest');
    expect(outcome(await putBody(policy(), [['Content-MD5', 'x']]))).toBe('400 InvalidDigest');
    expect(outcome(await client.send('PutBucketAcl', { bucket, query, body: policy(), md5: false }))).toBe(
      '200',
    );
  });

  it('needs the bucket', async () => {
    expect(outcome(await client.send('GetBucketAcl', { bucket: 'none-1', query }))).toBe('404 NoSuchBucket');
    expect(outcome(await client.send('PutBucketAcl', { bucket: 'none-1', query }))).toBe('404 NoSuchBucket');
  });

  it('returns what was set, with the type of every grantee', async () => {
    await putBody(policy(grant(typed('SubAccount', '<ID>qcs::cam::uin/1:uin/2</ID>'), 'READ_ACP')));
    expect(valuesAt(await getAcl(), 'AccessControlList.Grant')[1]).toEqual({
      Grantee: { '@type': 'SubAccount', ID: 'qcs::cam::uin/1:uin/2', DisplayName: 'qcs::cam::uin/1:uin/2' },
      Permission: 'READ_ACP',
    });
  });
});

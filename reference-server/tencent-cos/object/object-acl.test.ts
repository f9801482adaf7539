import { beforeEach, describe, expect, it } from 'vitest';
import { textAt, textsAt } from '../../../dialects/core/document-access.ts';
import type { RenderValue } from '../../../dialects/core/document-render.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { BUCKET, live, OPEN_BUCKET, STRANGER } from './live.fixture.ts';

const { send } = live();

const ME = 'qcs::cam::uin/100000000001:uin/100000000001';
const ANYONE = 'qcs::cam::anyone:anyone';
const query = [['acl', null]] as const;

const getAcl = async (bucket = BUCKET) => {
  const reply = await send('GetObjectAcl', { bucket, query });
  expect(reply.outcome).toBe('200');
  const policy = reply.document('AccessControlPolicy');
  const ids = textsAt(policy, 'AccessControlList.Grant.Grantee.ID');
  const rights = textsAt(policy, 'AccessControlList.Grant.Permission');
  return { reply, policy, grants: ids.map((id, i) => `${id} ${rights[i]}`) };
};

const putAcl = (parts: object, bucket = BUCKET) => send('PutObjectAcl', { bucket, query, ...parts });
const policy = (...grants: RenderValue[]): RenderValue => ({
  Owner: { ID: ME },
  AccessControlList: { Grant: grants },
});
const grant = (grantee: RenderValue, right = 'READ'): RenderValue => ({
  Grantee: grantee,
  Permission: right,
});
const readable = async (as?: typeof STRANGER, bucket = BUCKET): Promise<boolean> =>
  (await send('GetObject', { bucket }, { as })).status === 200;

beforeEach(async () => {
  await send('PutObject', { headers: [['x-cos-meta-a', '1']], body: 'content' });
  await send('PutObject', { bucket: OPEN_BUCKET, body: 'content' });
});

describe('GET Object acl', () => {
  it('names the owner, who keeps everything', async () => {
    const { policy: found, grants, reply } = await getAcl();
    expect(textAt(found, 'Owner.ID')).toBe(ME);
    expect(textAt(found, 'Owner.DisplayName')).not.toBe('');
    expect(grants).toEqual([`${ME} FULL_CONTROL`]);
    expect(reply.header('x-cos-acl')).toBe('default');
  });

  it('shows what was granted on upload', async () => {
    const headers = [['x-cos-grant-full-control', 'id="100000000009"']] as const;
    await send('PutObject', { headers, body: 'x' });
    expect((await getAcl()).grants).toEqual([
      `${ME} FULL_CONTROL`,
      'qcs::cam::uin/100000000009:uin/100000000009 FULL_CONTROL',
    ]);
  });

  it('is refused to others, also to those who may read, and for what is missing', async () => {
    await putAcl({ headers: [['x-cos-acl', 'public-read']] });
    expect((await send('GetObjectAcl', { query }, { as: STRANGER })).outcome).toBe('403 AccessDenied');
    expect((await send('GetObjectAcl', { query }, { as: undefined })).outcome).toBe('403 AccessDenied');
    expect((await send('GetObjectAcl', { key: 'missing', query })).outcome).toBe('404 NoSuchKey');
  });
});

describe('PUT Object acl', () => {
  it('opens and closes an object by the short form', async () => {
    const opened = await putAcl({ headers: [['x-cos-acl', 'public-read']] });
    expect(opened.outcome).toBe('200');
    expect(opened.body).toHaveLength(0);
    expect(await readable()).toBe(true);
    const { grants, reply } = await getAcl();
    expect(grants).toEqual([`${ME} FULL_CONTROL`, `${ANYONE} READ`]);
    expect(reply.header('x-cos-acl')).toBe('public-read');
    await putAcl({ headers: [['x-cos-acl', 'private']] });
    expect(await readable()).toBe(false);
  });

  it('lets an object be closed in an open bucket, and inherit again', async () => {
    expect(await readable(undefined, OPEN_BUCKET)).toBe(true);
    await putAcl({ headers: [['x-cos-acl', 'private']] }, OPEN_BUCKET);
    expect(await readable(undefined, OPEN_BUCKET)).toBe(false);
    await putAcl({ headers: [['x-cos-acl', 'default']] }, OPEN_BUCKET);
    expect(await readable(undefined, OPEN_BUCKET)).toBe(true);
    expect((await getAcl(OPEN_BUCKET)).reply.header('x-cos-acl')).toBe('default');
  });

  it('replaces what was there by what the body grants', async () => {
    await putAcl({ headers: [['x-cos-acl', 'public-read']] });
    const stranger = { ID: 'qcs::cam::uin/100000000009:uin/100000000009' };
    expect((await putAcl(xmlSample('AccessControlPolicyRequest', policy(grant(stranger))))).outcome).toBe(
      '200',
    );
    expect(await readable()).toBe(false);
    expect(await readable(STRANGER)).toBe(true);
  });

  it('takes the group of everyone', async () => {
    const everyone = { URI: 'http://cam.qcloud.com/groups/global/AllUsers' };
    expect((await putAcl(xmlSample('AccessControlPolicyRequest', policy(grant(everyone))))).outcome).toBe(
      '200',
    );
    expect(await readable()).toBe(true);
  });

  it('leaves content, entity tag, time and metadata alone', async () => {
    const before = await send('GetObject');
    await putAcl({ headers: [['x-cos-acl', 'public-read']] });
    const after = await send('GetObject');
    expect(after.text).toBe(before.text);
    for (const name of ['etag', 'last-modified', 'x-cos-meta-a', 'content-type']) {
      expect(after.header(name)).toBe(before.header(name));
    }
  });

  it('is private when the request says nothing', async () => {
    await putAcl({}, OPEN_BUCKET);
    expect(await readable(undefined, OPEN_BUCKET)).toBe(false);
  });

  it('refuses headers beside a body, and lists that are none', async () => {
    const { headers, body } = xmlSample('AccessControlPolicyRequest', policy());
    const both = await putAcl({ headers: [...headers, ['x-cos-acl', 'private']], body });
    expect(both.outcome).toBe('400 InvalidRequest');
    expect((await putAcl({ headers: [['x-cos-acl', 'public']] })).outcome).toBe('400 InvalidArgument');
    expect((await putAcl({ body: '<AccessControlPolicy>' })).outcome).toBe('400 MalformedXML');
    const bad = xmlSample('AccessControlPolicyRequest', policy(grant({ ID: 'x' })));
    expect((await putAcl(bad)).outcome).toBe('400 InvalidArgument');
    const many = Array.from({ length: 101 }, (_, i) => grant({ ID: String(i) }));
    expect((await putAcl(xmlSample('AccessControlPolicyRequest', policy(...many)))).status).toBe(400);
    expect((await getAcl()).grants).toEqual([`${ME} FULL_CONTROL`]);
  });

  it('is refused to others, and for what is missing', async () => {
    const headers = [['x-cos-acl', 'public-read']] as const;
    expect((await send('PutObjectAcl', { query, headers }, { as: STRANGER })).outcome).toBe(
      '403 AccessDenied',
    );
    expect((await putAcl({ key: 'missing', headers })).outcome).toBe('404 NoSuchKey');
    expect((await putAcl({ headers }, 'none-1250000000')).outcome).toBe('404 NoSuchBucket');
  });
});

import { describe, expect, it } from 'vitest';
import type { FormField } from '../../../dialects/core/form-body.ts';
import { CONTENT, NAME, poster } from './form.fixture.ts';
import { BUCKET, live, OPEN_BUCKET, STRANGER } from './live.fixture.ts';

const { send } = live();

const post = poster(send);
const isThere = async (key: string): Promise<boolean> => (await send('HeadObject', { key })).status === 200;

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

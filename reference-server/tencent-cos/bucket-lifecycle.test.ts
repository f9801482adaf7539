import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import { Attributes } from '../store/attributes.ts';
import type { Bucket } from '../store/bucket.ts';
import { type Client, OTHER, outcome, startClient, textAt } from './client.fixture.ts';

const DAY = 86_400_000;
let client: Client;
let count = 0;
let bucket = '';
let stored: Bucket;

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());
beforeEach(async () => {
  count += 1;
  bucket = `life${count}-1250000000`;
  await client.send('PutBucket', { bucket });
  const found = client.reference.store.bucket(bucket);
  if (!found) throw new Error('no bucket');
  stored = found;
});

const query = [['lifecycle', null]] as const;
const rules = (...inner: string[]) =>
  `<LifecycleConfiguration>${inner.map((rule) => `<Rule>${rule}</Rule>`).join('')}</LifecycleConfiguration>`;
const rule = (action: string, filter = '<Filter><Prefix>logs/</Prefix></Filter>', status = 'Enabled') =>
  `${filter}<Status>${status}</Status>${action}`;
const EXPIRE = '<Expiration><Days>1</Days></Expiration>';
const put = (body: string, md5 = true) => client.send('PutBucketLifecycle', { bucket, query, body, md5 });
const get = () => client.send('GetBucketLifecycle', { bucket, query });

const properties = {
  owner: '1250000000',
  contentHeaders: [],
  metadata: [],
  storageClass: 'STANDARD',
  tags: [],
  attributes: Attributes.empty,
};
function store(key: string, kind: 'normal' | 'appendable' = 'normal'): void {
  stored.put({
    ...properties,
    key,
    kind,
    blob: client.reference.store.blobs.from(Buffer.from(key)),
    etag: 'e',
  });
}

describe('bucket lifecycle configuration', () => {
  it('is kept as it was put, replaced and removed', async () => {
    expect(outcome(await get())).toBe('404 NoSuchLifecycleConfiguration');
    const whole = `<ID>one</ID>${rule(
      '<Transition><Days>30</Days><StorageClass>STANDARD_IA</StorageClass></Transition>' +
        '<Transition><Date>2040-01-01T00:00:00+08:00</Date><StorageClass>ARCHIVE</StorageClass></Transition>' +
        '<Expiration><ExpiredObjectDeleteMarker>true</ExpiredObjectDeleteMarker></Expiration>' +
        '<AbortIncompleteMultipartUpload><DaysAfterInitiation>3</DaysAfterInitiation></AbortIncompleteMultipartUpload>' +
        '<NoncurrentVersionTransition><NoncurrentDays>0</NoncurrentDays><StorageClass>ARCHIVE</StorageClass></NoncurrentVersionTransition>' +
        '<NoncurrentVersionExpiration><NoncurrentDays>5</NoncurrentDays></NoncurrentVersionExpiration>',
      '<Filter><And><Prefix>a/</Prefix><Tag><Key>k</Key><Value>v</Value></Tag></And></Filter>',
    )}`;
    expect(outcome(await put(rules(whole, rule(EXPIRE, '', 'Disabled'))))).toBe('200');
    expect((await get()).document('LifecycleConfiguration')).toEqual({
      Rule: [
        {
          ID: 'one',
          Filter: { Tag: [], And: { Prefix: 'a/', Tag: [{ Key: 'k', Value: 'v' }] } },
          Status: 'Enabled',
          Transition: [
            { Days: '30', StorageClass: 'STANDARD_IA' },
            { Date: '2040-01-01T00:00:00+08:00', StorageClass: 'ARCHIVE' },
          ],
          Expiration: { ExpiredObjectDeleteMarker: 'true' },
          AbortIncompleteMultipartUpload: { DaysAfterInitiation: '3' },
          NoncurrentVersionTransition: [{ NoncurrentDays: '0', StorageClass: 'ARCHIVE' }],
          NoncurrentVersionExpiration: { NoncurrentDays: '5' },
        },
        { Status: 'Disabled', Transition: [], Expiration: { Days: '1' }, NoncurrentVersionTransition: [] },
      ],
    });
    await put(rules(`<ID>two</ID>${rule(EXPIRE)}`));
    expect(textAt((await get()).document('LifecycleConfiguration'), 'Rule.ID')).toBe('two');
    for (const _ of [1, 2]) {
      const removed = await client.send('DeleteBucketLifecycle', { bucket, query });
      expect([outcome(removed), removed.text]).toEqual(['204', '']);
    }
    expect(outcome(await get())).toBe('404 NoSuchLifecycleConfiguration');
  });

  it.each([
    ['no status', rules('<Filter/>'.concat(EXPIRE)), '400 MalformedXML'],
    ['another status', rules(rule(EXPIRE, '', 'On')), '400 MalformedXML'],
    [
      'two prefixes',
      rules(rule(EXPIRE, '<Filter><Prefix>a</Prefix><Prefix>b</Prefix></Filter>')),
      '400 MalformedXML',
    ],
    [
      'the same id twice',
      rules(`<ID>a</ID>${rule(EXPIRE)}`, `<ID>a</ID>${rule(EXPIRE, '')}`),
      '400 InvalidArgument',
    ],
    ['a prefix outside the filter', rules(rule(EXPIRE, '<Prefix>logs/</Prefix>')), '400 MalformedXML'],
    ['conflicting rules', rules(rule(EXPIRE), rule(EXPIRE.replace('1', '2'))), '400 InvalidRequest'],
    [
      'another class',
      rules(rule('<Transition><Days>1</Days><StorageClass>COLD</StorageClass></Transition>')),
      '400 MalformedXML',
    ],
    ['no class', rules(rule('<Transition><Days>1</Days></Transition>')), '400 MalformedXML'],
    [
      'a negative transition',
      rules(rule('<Transition><Days>-1</Days><StorageClass>ARCHIVE</StorageClass></Transition>')),
      '400 MalformedXML',
    ],
    ['expiration after 0 days', rules(rule(EXPIRE.replace('1', '0'))), '400 MalformedXML'],
    [
      'another delete marker',
      rules(rule('<Expiration><ExpiredObjectDeleteMarker>x</ExpiredObjectDeleteMarker></Expiration>')),
      '400 MalformedXML',
    ],
    ['abort without days', rules(rule('<AbortIncompleteMultipartUpload/>')), '400 MalformedXML'],
    [
      'noncurrent expiration after 0 days',
      rules(
        rule('<NoncurrentVersionExpiration><NoncurrentDays>0</NoncurrentDays></NoncurrentVersionExpiration>'),
      ),
      '400 MalformedXML',
    ],
    ['no rule', rules(), '400 MalformedXML'],
    ['no XML', 'x', '400 MalformedXML'],
  ])('refuses %s', async (_, body, expected) => {
    expect(outcome(await put(body))).toBe(expected);
    expect(outcome(await get())).toBe('404 NoSuchLifecycleConfiguration');
  });

  it('asks for Content-MD5 and the owner', async () => {
    expect(outcome(await put(rules(rule(EXPIRE)), false))).toBe('400 MissingContentMD5');
    const body = rules(rule(EXPIRE));
    expect(outcome(await client.send('PutBucketLifecycle', { bucket, query, body, as: OTHER }))).toBe(
      '403 AccessDenied',
    );
    for (const id of ['PutBucketLifecycle', 'GetBucketLifecycle', 'DeleteBucketLifecycle']) {
      expect(outcome(await client.send(id, { bucket: 'none-1', query, body }))).toBe('404 NoSuchBucket');
    }
  });
});

describe('lifecycle of what is stored', () => {
  it('expires objects that a rule selects, when the clock says so', async () => {
    for (const key of ['logs/a', 'data/a']) store(key);
    store('logs/appended', 'appendable');
    await put(rules(rule(EXPIRE)));
    client.clock.advance(DAY - 1);
    expect(stored.current('logs/a')).toBeDefined();
    client.clock.advance(1);
    expect(stored.current('logs/a')).toBeUndefined();
    expect([stored.current('data/a'), stored.current('logs/appended')]).not.toContain(undefined);
  });

  it('expires what is due already as soon as the bucket is used', async () => {
    store('logs/a');
    client.clock.advance(2 * DAY);
    await put(rules(rule(EXPIRE)));
    await client.send('HeadBucket', { bucket });
    expect(stored.current('logs/a')).toBeUndefined();
  });

  it('leaves everything alone while a rule is disabled', async () => {
    store('logs/a');
    await put(rules(rule(EXPIRE, undefined, 'Disabled')));
    client.clock.advance(2 * DAY);
    expect(stored.current('logs/a')).toBeDefined();
  });

  it('sinks objects and never lifts them', async () => {
    store('logs/a');
    const to = (days: number, storageClass: string): string =>
      `<Transition><Days>${days}</Days><StorageClass>${storageClass}</StorageClass></Transition>`;
    await put(rules(rule(to(1, 'ARCHIVE') + to(2, 'STANDARD_IA'))));
    client.clock.advance(DAY);
    expect(stored.current('logs/a')?.storageClass).toBe('ARCHIVE');
    client.clock.advance(2 * DAY);
    expect(stored.current('logs/a')?.storageClass).toBe('ARCHIVE');
  });

  it('moves objects to another class and aborts uploads', async () => {
    store('logs/a');
    const upload = stored.createUpload({ key: 'logs/u', initiator: 'x', properties });
    await put(
      rules(
        rule(
          '<Transition><Days>1</Days><StorageClass>archive</StorageClass></Transition>' +
            '<AbortIncompleteMultipartUpload><DaysAfterInitiation>2</DaysAfterInitiation></AbortIncompleteMultipartUpload>',
        ),
      ),
    );
    client.clock.advance(DAY);
    expect(stored.current('logs/a')?.storageClass).toBe('ARCHIVE');
    expect(stored.upload('logs/u', upload.id)).toBeDefined();
    client.clock.advance(DAY);
    expect(stored.upload('logs/u', upload.id)).toBeUndefined();
  });
});

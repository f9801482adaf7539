import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { QueryItem } from '../../dialects/core/request.ts';
import type { DocumentName } from '../../dialects/tencent-cos/documents/index.ts';
import { type Client, OTHER, outcome, startClient, textAt, textsAt } from './client.fixture.ts';

let client: Client;
let count = 0;
let bucket = '';

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());
beforeEach(async () => {
  count += 1;
  bucket = `conf${count}-1250000000`;
  await client.send('PutBucket', { bucket });
});

const send = (id: string, query: readonly QueryItem[], body = '') => client.send(id, { bucket, query, body });
const versioning = (status: string) =>
  send(
    'PutBucketVersioning',
    [['versioning', null]],
    `<VersioningConfiguration><Status>${status}</Status></VersioningConfiguration>`,
  );

interface Case {
  readonly name: string;
  readonly document: DocumentName;
  readonly body: string;
  /** A path and the text there after the body was put. */
  readonly shows: readonly [string, string];
  readonly absent: string;
  readonly put?: number;
  readonly removable?: boolean;
}

const CASES: readonly Case[] = [
  {
    name: 'Website',
    document: 'WebsiteConfiguration',
    body: '<WebsiteConfiguration><IndexDocument><Suffix>i.html</Suffix></IndexDocument></WebsiteConfiguration>',
    shows: ['IndexDocument.Suffix', 'i.html'],
    absent: '404 NoSuchWebsiteConfiguration',
    removable: true,
  },
  {
    name: 'Logging',
    document: 'BucketLoggingStatus',
    body: '<BucketLoggingStatus><LoggingEnabled><TargetBucket>t-1</TargetBucket></LoggingEnabled></BucketLoggingStatus>',
    shows: ['LoggingEnabled.TargetBucket', 't-1'],
    absent: '200',
  },
  {
    name: 'Referer',
    document: 'RefererConfiguration',
    body: '<RefererConfiguration><Status>Enabled</Status><RefererType>White-List</RefererType><DomainList><Domain>a</Domain></DomainList></RefererConfiguration>',
    shows: ['DomainList.Domain', 'a'],
    absent: '404 NoSuchRefererConfiguration',
  },
  {
    name: 'Encryption',
    document: 'ServerSideEncryptionConfiguration',
    body: '<ServerSideEncryptionConfiguration><Rule><ApplyServerSideEncryptionByDefault><SSEAlgorithm>AES256</SSEAlgorithm></ApplyServerSideEncryptionByDefault></Rule></ServerSideEncryptionConfiguration>',
    shows: ['Rule.ApplyServerSideEncryptionByDefault.SSEAlgorithm', 'AES256'],
    absent: '404 NoSuchEncryptionConfiguration',
    removable: true,
  },
  {
    name: 'Accelerate',
    document: 'AccelerateConfiguration',
    body: '<AccelerateConfiguration><Status>Enabled</Status></AccelerateConfiguration>',
    shows: ['Status', 'Enabled'],
    absent: '200',
  },
  {
    name: 'Tagging',
    document: 'Tagging',
    body: '<Tagging><TagSet><Tag><Key>k</Key><Value>v</Value></Tag></TagSet></Tagging>',
    shows: ['TagSet.Tag.Key', 'k'],
    absent: '404 NoSuchTagSet',
    put: 204,
    removable: true,
  },
];

describe('configurations that are kept', () => {
  it.each(CASES)('$name', async ({ name, document, body, shows, absent, put = 200, removable }) => {
    const query: QueryItem[] = [[name.toLowerCase(), null]];
    const nothing = await send(`GetBucket${name}`, query);
    expect(outcome(nothing)).toBe(absent);
    if (nothing.status === 200) expect(nothing.document(document)).toEqual({});
    expect((await send(`PutBucket${name}`, query, body)).status).toBe(put);
    expect(textAt((await send(`GetBucket${name}`, query)).document(document), shows[0])).toBe(shows[1]);
    expect(outcome(await send(`PutBucket${name}`, query, '<x/>'))).toBe('400 MalformedXML');
    expect(outcome(await client.send(`GetBucket${name}`, { bucket, query, as: OTHER }))).toBe(
      '403 AccessDenied',
    );
    if (!removable) return;
    expect(outcome(await send(`DeleteBucket${name}`, query))).toBe('204');
    expect(outcome(await send(`GetBucket${name}`, query))).toBe(absent);
  });

  it('refuses tags that are not allowed', async () => {
    const tag = (key: string) => `<Tag><Key>${key}</Key><Value/></Tag>`;
    const put = (tags: string) =>
      send('PutBucketTagging', [['tagging', null]], `<Tagging><TagSet>${tags}</TagSet></Tagging>`);
    expect(outcome(await put(tag('cos:x')))).toBe('400 InvalidTag');
    expect(outcome(await put(tag('x'.repeat(129))))).toBe('400 InvalidTag');
    expect(outcome(await put(Array.from({ length: 51 }, (_, index) => tag(`k${index}`)).join('')))).toBe(
      '400 BadRequest',
    );
  });

  it('ignores elements it does not know and does not give them back', async () => {
    const query: QueryItem[] = [['accelerate', null]];
    const body =
      '<AccelerateConfiguration><Extra><Deep/></Extra><Status>Enabled</Status></AccelerateConfiguration>';
    expect(outcome(await send('PutBucketAccelerate', query, body))).toBe('200');
    expect((await send('GetBucketAccelerate', query)).text).not.toContain('Extra');
  });
});

describe('versioning', () => {
  it('is empty at first, then what was set last', async () => {
    const query: QueryItem[] = [['versioning', null]];
    const get = async () => (await send('GetBucketVersioning', query)).document('VersioningConfiguration');
    expect(await get()).toEqual({});
    for (const status of ['Enabled', 'Suspended', 'Enabled']) {
      expect(outcome(await versioning(status))).toBe('200');
      expect(await get()).toEqual({ Status: status });
    }
    expect(outcome(await versioning('Disabled'))).toBe('400 MalformedXML');
  });
});

describe('replication', () => {
  const query: QueryItem[] = [['replication', null]];
  const rule = (target: string) =>
    `<Rule><Status>Enabled</Status><Destination><Bucket>${target}</Bucket></Destination></Rule>`;
  const body = (...targets: string[]) =>
    `<ReplicationConfiguration><Role>r</Role>${targets.map(rule).join('')}</ReplicationConfiguration>`;

  it('needs versioning and one target', async () => {
    expect(outcome(await send('GetBucketReplication', query))).toBe(
      '404 ReplicationConfigurationnotFoundError',
    );
    expect(outcome(await send('PutBucketReplication', query, body('t')))).toBe('409 InvalidBucketState');
    await versioning('Enabled');
    expect((await send('PutBucketReplication', query, body('t', 'u'))).status).toBe(400);
    expect(outcome(await send('PutBucketReplication', query, body('t', 't')))).toBe('200');
    expect(outcome(await send('GetBucketReplication', query))).toBe('200');
    expect(outcome(await send('DeleteBucketReplication', query))).toBe('204');
    expect((await send('GetBucketReplication', query)).status).toBe(404);
  });
});

describe('policy', () => {
  const query: QueryItem[] = [['policy', null]];
  const POLICY =
    '{"version":"2.0","Statement":[{"Principal":{"qcs":["x"]},"Effect":"allow","Action":["a"],"Resource":["r"]}]}';

  it('is kept byte by byte', async () => {
    expect(outcome(await send('GetBucketPolicy', query))).toBe('404 NoSuchBucketPolicy');
    expect(outcome(await send('PutBucketPolicy', query, POLICY))).toBe('204');
    const got = await send('GetBucketPolicy', query);
    expect([got.text, got.header('content-type')]).toEqual([POLICY, 'application/json']);
    for (const _ of [1, 2]) expect(outcome(await send('DeleteBucketPolicy', query))).toBe('204');
    expect(outcome(await send('GetBucketPolicy', query))).toBe('404 NoSuchBucketPolicy');
  });

  it.each([
    '{',
    '[]',
    '{"Statement":[]}',
    '{"Statement":[{"Effect":"allow"}]}',
    POLICY.replace('allow', 'maybe'),
    'null',
  ])('refuses %s', async (text) => {
    expect(outcome(await send('PutBucketPolicy', query, text))).toBe('400 MalformedPolicy');
  });

  it('refuses an empty body and a wrong digest', async () => {
    expect(outcome(await send('PutBucketPolicy', query))).toBe('400 MissingRequestBodyError');
    const headers = [['Content-MD5', '1B2M2Y8AsgTpgAmY7PhCfg==']] as const;
    expect(outcome(await client.send('PutBucketPolicy', { bucket, query, body: POLICY, headers }))).toBe(
      '400 InvalidDigest',
    );
  });
});

describe('inventory', () => {
  const query = (id: string): QueryItem[] => [
    ['inventory', null],
    ['id', id],
  ];
  const inventory = (id: string) =>
    `<InventoryConfiguration><Id>${id}</Id><IsEnabled>true</IsEnabled><Destination><COSBucketDestination><Format>CSV</Format><Bucket>b</Bucket></COSBucketDestination></Destination><Schedule><Frequency>Daily</Frequency></Schedule><IncludedObjectVersions>All</IncludedObjectVersions></InventoryConfiguration>`;
  const list = (...more: QueryItem[]) => send('ListBucketInventory', [['inventory', null], ...more]);

  it('is kept by id and listed', async () => {
    expect(outcome(await send('GetBucketInventory', query('a')))).toBe(
      '404 InventoryConfigurationNotFoundError',
    );
    expect(outcome(await list())).toBe('404 InventoryConfigurationNotFoundError');
    for (const id of ['b', 'a'])
      expect(outcome(await send('PutBucketInventory', query(id), inventory(id)))).toBe('200');
    expect(
      textAt((await send('GetBucketInventory', query('a'))).document('InventoryConfiguration'), 'Id'),
    ).toBe('a');
    const all = (await list()).document('ListInventoryConfigurationResult');
    expect([textsAt(all, 'InventoryConfiguration.Id'), textAt(all, 'IsTruncated')]).toEqual([
      ['a', 'b'],
      'false',
    ]);
    expect(outcome(await send('DeleteBucketInventory', query('a')))).toBe('204');
    expect((await send('GetBucketInventory', query('a'))).status).toBe(404);
    expect((await send('PutBucketInventory', query('other'), inventory('a'))).status).toBe(400);
  });

  it('is listed page by page', async () => {
    const ids = Array.from({ length: 101 }, (_, index) => `i${String(index).padStart(3, '0')}`);
    for (const id of ids) await send('PutBucketInventory', query(id), inventory(id));
    const first = (await list()).document('ListInventoryConfigurationResult');
    const token = textAt(first, 'NextContinuationToken');
    expect([textAt(first, 'IsTruncated'), textsAt(first, 'InventoryConfiguration.Id').length]).toEqual([
      'true',
      100,
    ]);
    const second = (await list(['continuation-token', token ?? ''])).document(
      'ListInventoryConfigurationResult',
    );
    expect(textsAt(second, 'InventoryConfiguration.Id')).toEqual(['i100']);
  });
});

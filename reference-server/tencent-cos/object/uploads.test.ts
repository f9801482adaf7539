import { describe, expect, it } from 'vitest';
import { textAt } from '../../../dialects/core/document-access.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { crc64 } from '../../store/crc64.ts';
import { BUCKET, live, OWNER, STRANGER } from './live.fixture.ts';

/** Parts of the documented least size are too much for a test of every rule. */
const LEAST = 10;
const { send } = live({ limits: { minPartBytes: LEAST, objectBytes: 1000 } });

async function initiate(key: string, headers: HeaderList = []): Promise<string> {
  const reply = await send('InitiateMultipartUpload', { key, query: [['uploads', null]], headers });
  expect(reply.outcome).toBe('200');
  const result = reply.document('InitiateMultipartUploadResult');
  expect(textAt(result, 'Bucket')).toBe(BUCKET);
  expect(textAt(result, 'Key')).toBe(key);
  return textAt(result, 'UploadId') ?? '';
}

const part = (key: string, uploadId: string, number: number, body: string) =>
  send('UploadPart', {
    key,
    query: [
      ['partNumber', String(number)],
      ['uploadId', uploadId],
    ],
    body,
  });

async function tagOf(key: string, uploadId: string, number: number, body: string): Promise<string> {
  return (await part(key, uploadId, number, body)).header('etag') ?? '';
}

const complete = (key: string, uploadId: string, parts: readonly (readonly [number, string])[], as = OWNER) =>
  send(
    'CompleteMultipartUpload',
    {
      key,
      query: [['uploadId', uploadId]],
      ...xmlSample('CompleteMultipartUpload', {
        Part: parts.map(([PartNumber, ETag]) => ({ PartNumber, ETag })),
      }),
    },
    { as },
  );

const abort = (key: string, uploadId: string, as = OWNER) =>
  send('AbortMultipartUpload', { key, query: [['uploadId', uploadId]] }, { as });

const A = 'a'.repeat(LEAST);
const B = 'b'.repeat(LEAST);

describe('a multipart upload', () => {
  it('makes an object of its parts, with what was said at its beginning', async () => {
    const key = 'dir/whole ü';
    await send('PutObject', { key, headers: [['x-cos-meta-old', '1']], body: 'before' });
    const id = await initiate(key, [
      ['Content-Type', 'text/plain'],
      ['x-cos-meta-a', '1'],
      ['x-cos-storage-class', 'STANDARD_IA'],
      ['x-cos-acl', 'public-read'],
      ['x-cos-server-side-encryption', 'AES256'],
    ]);
    const last = await tagOf(key, id, 2, 'end');
    const first = await tagOf(key, id, 1, A);
    expect((await send('GetObject', { key })).text).toBe('before');
    const completed = await complete(key, id, [
      [1, first],
      [2, last],
    ]);
    expect(completed.outcome).toBe('200');
    const result = completed.document('CompleteMultipartUploadResult');
    expect(textAt(result, 'Bucket')).toBe(BUCKET);
    expect(textAt(result, 'Key')).toBe(key);
    expect(textAt(result, 'Location')).toBe(`${BUCKET}.cos.ap-beijing.myqcloud.com/dir/whole%20%C3%BC`);
    const etag = textAt(result, 'ETag');
    expect(etag).toMatch(/^"[0-9a-f]{32}-2"$/);
    const read = await send('GetObject', { key }, { as: undefined });
    expect(read.text).toBe(`${A}end`);
    expect(read.header('etag')).toBe(etag);
    expect(read.header('content-type')).toBe('text/plain');
    expect(read.header('x-cos-meta-a')).toBe('1');
    expect(read.header('x-cos-meta-old')).toBeUndefined();
    expect(read.header('x-cos-storage-class')).toBe('STANDARD_IA');
    expect(read.header('x-cos-server-side-encryption')).toBe('AES256');
    const crc = String(crc64(Buffer.from(`${A}end`)));
    expect(completed.header('x-cos-hash-crc64ecma')).toBe(crc);
    expect(read.header('x-cos-hash-crc64ecma')).toBe(crc);
    const range = await send('GetObject', { key, headers: [['Range', `bytes=${LEAST - 1}-${LEAST}`]] });
    expect(range.text).toBe('ae');
  });

  it('is not seen as an object, and has an id of its own every time', async () => {
    const ids = [await initiate('hidden'), await initiate('hidden')];
    expect(new Set(ids).size).toBe(2);
    await part('hidden', ids[0] ?? '', 1, A);
    expect((await send('HeadObject', { key: 'hidden' })).status).toBe(404);
    expect((await send('GetBucket', { query: [['prefix', 'hidden']] })).text).not.toContain('<Key>');
  });

  it('needs a bucket, a right and metadata within bounds', async () => {
    const query = [['uploads', null]] as const;
    const attempt = (parts: object, as: typeof OWNER | undefined = OWNER) =>
      send('InitiateMultipartUpload', { query, ...parts }, { as });
    expect((await attempt({ bucket: 'none-1250000000' })).outcome).toBe('404 NoSuchBucket');
    expect((await attempt({}, STRANGER)).outcome).toBe('403 AccessDenied');
    expect((await attempt({ headers: [['x-cos-meta-a', 'x'.repeat(2048)]] })).outcome).toBe(
      '400 MetadataTooLarge',
    );
    expect((await attempt({ headers: [['x-cos-storage-class', 'NOPE']] })).outcome).toBe(
      '400 NotSupportedStorageClass',
    );
  });
});

describe('Complete Multipart Upload', () => {
  const refused: readonly (readonly [string, (tags: readonly string[]) => [number, string][], string])[] = [
    [
      'a part that is not there',
      ([a]) => [
        [1, a ?? ''],
        [2, a ?? ''],
      ],
      '400 InvalidPart',
    ],
    ['another entity tag', ([, b]) => [[1, b ?? '']], '400 InvalidPart'],
    ['no entity tag', () => [[1, '']], '400 InvalidPart'],
    [
      'parts backwards',
      ([a, b]) => [
        [3, b ?? ''],
        [1, a ?? ''],
      ],
      '400 InvalidPartOrder',
    ],
    [
      'a part twice',
      ([a]) => [
        [1, a ?? ''],
        [1, a ?? ''],
      ],
      '400 InvalidPartOrder',
    ],
    [
      'a gap',
      ([a, b]) => [
        [1, a ?? ''],
        [3, b ?? ''],
      ],
      '400 InvalidPart',
    ],
    [
      'a small part before others',
      ([, , c, d]) => [
        [4, c ?? ''],
        [5, d ?? ''],
      ],
      '400 EntityTooSmall',
    ],
    ['no parts', () => [], '400 MalformedXML'],
    ['a number of zero', ([a]) => [[0, a ?? '']], '400 MalformedXML'],
  ];

  it.each(refused)('refuses %s and leaves the upload as it is', async (name, parts, outcome) => {
    const key = `refused/${name}`;
    const id = await initiate(key);
    const tags = [
      await tagOf(key, id, 1, A),
      await tagOf(key, id, 3, B),
      await tagOf(key, id, 4, 'c'),
      await tagOf(key, id, 5, 'd'),
    ];
    expect((await complete(key, id, parts(tags))).outcome).toBe(outcome);
    expect((await send('HeadObject', { key })).status).toBe(404);
    expect((await complete(key, id, [[1, tags[0] ?? '']])).outcome).toBe('200');
    expect((await send('GetObject', { key })).text).toBe(A);
  });

  it('takes a list that begins later, and one small part alone', async () => {
    const id = await initiate('later');
    const tag = await tagOf('later', id, 7, 'x');
    expect((await complete('later', id, [[7, tag]])).outcome).toBe('200');
    expect((await send('GetObject', { key: 'later' })).text).toBe('x');
  });

  it('takes entity tags with quotes, without, and with entities', async () => {
    for (const dress of [
      (tag: string) => tag,
      (tag: string) => tag.replaceAll('"', ''),
      (tag: string) => tag.replaceAll('"', '&quot;'),
      (tag: string) => ` ${tag} `,
    ]) {
      const id = await initiate('dressed');
      const tag = await tagOf('dressed', id, 1, A);
      const body = `<CompleteMultipartUpload><Part><ETag>${dress(tag)}</ETag><PartNumber>1</PartNumber></Part></CompleteMultipartUpload>`;
      const reply = await send('CompleteMultipartUpload', {
        key: 'dressed',
        query: [['uploadId', id]],
        body,
      });
      expect(reply.outcome).toBe('200');
    }
  });

  it('ends the upload and drops the parts that are not listed', async () => {
    const id = await initiate('ended');
    const tag = await tagOf('ended', id, 1, A);
    await part('ended', id, 2, B);
    expect((await complete('ended', id, [[1, tag]])).outcome).toBe('200');
    expect((await send('GetObject', { key: 'ended' })).text).toBe(A);
    expect((await complete('ended', id, [[1, tag]])).outcome).toBe('404 NoSuchUpload');
    expect((await part('ended', id, 2, B)).outcome).toBe('404 NoSuchUpload');
    expect((await abort('ended', id)).outcome).toBe('404 NoSuchUpload');
  });

  it('lets one of two at once succeed', async () => {
    const id = await initiate('race');
    const tag = await tagOf('race', id, 1, A);
    const outcomes = await Promise.all([complete('race', id, [[1, tag]]), complete('race', id, [[1, tag]])]);
    expect(outcomes.map(({ outcome }) => outcome).sort()).toEqual(['200', '404 NoSuchUpload']);
  });

  it('refuses unknown uploads, those of other keys, and who may not write', async () => {
    const id = await initiate('owned');
    const tag = await tagOf('owned', id, 1, A);
    expect((await complete('owned', 'nope', [[1, tag]])).outcome).toBe('404 NoSuchUpload');
    expect((await complete('other', id, [[1, tag]])).outcome).toBe('404 NoSuchUpload');
    expect((await complete('owned', id, [[1, tag]], STRANGER)).outcome).toBe('403 AccessDenied');
    expect((await complete('owned', id, [[1, tag]])).outcome).toBe('200');
  });

  it('refuses more than an object may have', async () => {
    const id = await initiate('huge');
    const tags: [number, string][] = [];
    for (const number of [1, 2]) tags.push([number, await tagOf('huge', id, number, 'x'.repeat(501))]);
    expect((await complete('huge', id, tags)).outcome).toBe('400 EntityTooLarge');
  });

  it('refuses documents with entities of their own', async () => {
    const id = await initiate('entities');
    const body = '<!DOCTYPE a [<!ENTITY x "1">]><CompleteMultipartUpload><Part/></CompleteMultipartUpload>';
    const reply = await send('CompleteMultipartUpload', { key: 'entities', query: [['uploadId', id]], body });
    expect(reply.outcome).toBe('400 MalformedXML');
  });
});

describe('Abort Multipart Upload', () => {
  it('ends the upload once, and leaves the object alone', async () => {
    await send('PutObject', { key: 'aborted', body: 'stays' });
    const id = await initiate('aborted');
    await part('aborted', id, 1, A);
    expect((await abort('aborted', id, STRANGER)).outcome).toBe('403 AccessDenied');
    const aborted = await abort('aborted', id);
    expect(aborted.outcome).toBe('204');
    expect(aborted.body).toHaveLength(0);
    expect((await abort('aborted', id)).outcome).toBe('404 NoSuchUpload');
    expect((await part('aborted', id, 1, A)).outcome).toBe('404 NoSuchUpload');
    expect((await send('ListMultipartUploads', { query: [['uploads', null]] })).text).not.toContain(id);
    expect((await send('GetObject', { key: 'aborted' })).text).toBe('stays');
  });
});

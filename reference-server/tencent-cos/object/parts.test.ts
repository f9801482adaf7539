import { createHash } from 'node:crypto';
import { beforeAll, describe, expect, it } from 'vitest';
import { textAt, textsAt } from '../../../dialects/core/document-access.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { QueryItem } from '../../../dialects/core/request.ts';
import { tencentCos } from '../../../dialects/tencent-cos/index.ts';
import { contentMd5, xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { ADDRESSING, BUCKET, live, STRANGER } from './live.fixture.ts';

const { send } = live({ limits: { uploadBytes: 1000, minPartBytes: 1 } });

const KEY = 'parts ü/k';
const md5 = (text: string): string => `"${createHash('md5').update(text).digest('hex')}"`;

async function initiate(key = KEY): Promise<string> {
  const reply = await send('InitiateMultipartUpload', { key, query: [['uploads', null]] });
  return textAt(reply.document('InitiateMultipartUploadResult'), 'UploadId') ?? '';
}

const numbered = (uploadId: string, number: string): QueryItem[] => [
  ['partNumber', number],
  ['uploadId', uploadId],
];
const part = (uploadId: string, number: string, body: string, more: object = {}) =>
  send('UploadPart', { key: KEY, query: numbered(uploadId, number), body, ...more });

async function list(uploadId: string, query: readonly QueryItem[] = []) {
  const reply = await send('ListParts', { key: KEY, query: [['uploadId', uploadId], ...query] });
  expect(reply.outcome).toBe('200');
  return reply.document('ListPartsResult');
}

const numbers = async (uploadId: string): Promise<string[]> =>
  textsAt(await list(uploadId), 'Part.PartNumber');

describe('Upload Part', () => {
  it('answers with the MD5, and takes parts in any order and again', async () => {
    const id = await initiate();
    const late = await part(id, '10000', 'late');
    expect(late.outcome).toBe('200');
    expect(late.body).toHaveLength(0);
    expect(late.header('etag')).toBe(md5('late'));
    await part(id, '1', 'first');
    await part(id, '1', 'again!');
    const result = await list(id);
    expect(textsAt(result, 'Part.PartNumber')).toEqual(['1', '10000']);
    expect(textsAt(result, 'Part.ETag')).toEqual([md5('again!'), md5('late')]);
    expect(textsAt(result, 'Part.Size')).toEqual(['6', '4']);
  });

  it.each([
    ['10001', '400 InvalidArgument'],
    ['0', '400 InvalidArgument'],
    ['-1', '400 InvalidArgument'],
    ['x', '400 InvalidArgument'],
    ['', '400 InvalidArgument'],
  ])('refuses number %j', async (number, outcome) => {
    const id = await initiate();
    expect((await part(id, number, 'x')).outcome).toBe(outcome);
    expect(await numbers(id)).toEqual([]);
  });

  it('refuses what is wrong with the request, and stores nothing of it', async () => {
    const id = await initiate();
    const without = await send('UploadPart', { key: KEY, query: [['uploadId', id]], body: 'x' });
    expect(without.outcome).toBe('400 InvalidArgument');
    const digest: HeaderList = [['Content-MD5', contentMd5('y')]];
    expect((await part(id, '1', 'x', { headers: digest })).outcome).toBe('400 InvalidDigest');
    expect((await part(id, '1', 'x'.repeat(1001))).outcome).toBe('400 EntityTooLarge');
    const parts = { key: KEY, query: numbered(id, '1') };
    expect((await send('UploadPart', parts, { framing: 'none' })).outcome).toBe('411 MissingContentLength');
    expect((await send('UploadPart', { ...parts, body: 'x' }, { framing: 'chunked' })).outcome).toBe(
      '411 MissingContentLength',
    );
    expect((await send('UploadPart', { ...parts, body: 'x' }, { as: STRANGER })).outcome).toBe(
      '403 AccessDenied',
    );
    expect(await numbers(id)).toEqual([]);
  });

  it('refuses uploads it does not know and those of other keys, however the name is written', async () => {
    const id = await initiate();
    expect((await part('nope', '1', 'x')).outcome).toBe('404 NoSuchUpload');
    expect((await part('', '1', 'x')).outcome).toBe('404 NoSuchUpload');
    expect((await part(id, '1', 'x', { key: 'other' })).outcome).toBe('404 NoSuchUpload');
    const query: QueryItem[] = [
      ['partNumber', '1'],
      ['UploadID', id],
    ];
    expect((await part(id, '1', 'x', { query })).outcome).toBe('200');
  });
});

describe('Upload Part - Copy', () => {
  const CONTENT = '0123456789';
  const from = (key: string): string => tencentCos.copySource(BUCKET, key, ADDRESSING);
  const copy = (uploadId: string, headers: HeaderList, source = from('source'), number = '1') =>
    send('UploadPartCopy', {
      key: KEY,
      query: numbered(uploadId, number),
      headers: [['x-cos-copy-source', source], ...headers],
    });

  beforeAll(async () => {
    await send('PutObject', { key: 'source', body: CONTENT });
  });

  it('takes the whole source or a range of it', async () => {
    const id = await initiate();
    const whole = await copy(id, []);
    expect(whole.outcome).toBe('200');
    expect(textAt(whole.document('CopyPartResult'), 'ETag')).toBe(md5(CONTENT));
    expect(textAt(whole.document('CopyPartResult'), 'LastModified')).toBe('2024-03-01T12:00:00Z');
    expect(whole.header('x-cos-copy-source-version-id')).toBeUndefined();
    const range = await copy(id, [['x-cos-copy-source-range', 'bytes=2-4']], from('source'), '2');
    expect(textAt(range.document('CopyPartResult'), 'ETag')).toBe(md5('234'));
    const body = xmlSample('CompleteMultipartUpload', {
      Part: [
        { PartNumber: 1, ETag: md5(CONTENT) },
        { PartNumber: 2, ETag: md5('234') },
      ],
    });
    const done = await send('CompleteMultipartUpload', { key: KEY, query: [['uploadId', id]], ...body });
    expect(done.outcome).toBe('200');
    expect((await send('GetObject', { key: KEY })).text).toBe(`${CONTENT}234`);
    expect((await copy(await initiate(), [], from(KEY))).outcome).toBe('200');
  });

  it('takes an empty source', async () => {
    await send('PutObject', { key: 'empty', body: '' });
    const id = await initiate();
    expect((await copy(id, [], from('empty'))).outcome).toBe('200');
    expect((await copy(id, [['x-cos-copy-source-range', 'bytes=0-0']], from('empty'))).status).toBe(416);
  });

  it.each([
    ['bytes=1-', '400 InvalidArgument'],
    ['bytes=-1', '400 InvalidArgument'],
    ['bytes=3-1', '400 InvalidArgument'],
    ['bytes=0-1,3-4', '400 InvalidArgument'],
    ['0-1', '400 InvalidArgument'],
    ['bytes=99999999999999999999-99999999999999999999', '400 InvalidArgument'],
    ['bytes=5-10', '416 InvalidRange'],
    ['bytes=10-11', '416 InvalidRange'],
  ])('refuses range %s', async (range, outcome) => {
    const id = await initiate();
    expect((await copy(id, [['x-cos-copy-source-range', range]])).outcome).toBe(outcome);
    expect(await numbers(id)).toEqual([]);
  });

  it.each([
    ['x-cos-copy-source-If-Match', '"x"', '412 PreconditionFailed'],
    ['x-cos-copy-source-If-None-Match', md5(CONTENT), '412 PreconditionFailed'],
    ['x-cos-copy-source-If-Modified-Since', 'Sat, 01 Jan 2050 00:00:00 GMT', '412 PreconditionFailed'],
    ['x-cos-copy-source-If-Unmodified-Since', 'Sat, 01 Jan 2000 00:00:00 GMT', '412 PreconditionFailed'],
    ['x-cos-copy-source-If-Match', md5(CONTENT), '200'],
  ])('holds to %s: %s', async (name, value, outcome) => {
    expect((await copy(await initiate(), [[name, value]])).outcome).toBe(outcome);
  });

  it('refuses conditions that exclude each other', async () => {
    const headers: HeaderList = [
      ['x-cos-copy-source-If-Match', md5(CONTENT)],
      ['x-cos-copy-source-If-None-Match', '"x"'],
    ];
    expect((await copy(await initiate(), headers)).outcome).toBe('400 InvalidArgument');
  });

  it('refuses unknown uploads, missing sources and sources that are too large', async () => {
    expect((await copy('nope', [])).outcome).toBe('404 NoSuchUpload');
    const id = await initiate();
    expect((await copy(id, [], from('missing'))).outcome).toBe('404 NoSuchKey');
    const elsewhere = tencentCos.copySource('none-1250000000', 'x', ADDRESSING);
    expect((await copy(id, [], elsewhere)).outcome).toBe('404 NoSuchBucket');
    expect((await copy(id, [], from('source'), '10001')).outcome).toBe('400 InvalidArgument');
    expect(await numbers(id)).toEqual([]);
  });
});

describe('List Parts', () => {
  it('tells of the upload and its people', async () => {
    const id = await initiate();
    await part(id, '1', 'x');
    const result = await list(id);
    const expected = {
      Bucket: BUCKET,
      Key: KEY,
      UploadId: id,
      'Owner.ID': 'qcs::cam::uin/100000000001:uin/100000000001',
      'Initiator.ID': 'qcs::cam::uin/100000000001:uin/100000000001',
      StorageClass: 'STANDARD',
      PartNumberMarker: '0',
      MaxParts: '1000',
      IsTruncated: 'false',
      NextPartNumberMarker: undefined,
      'Encoding-type': undefined,
      'Part.LastModified': 'Fri Mar 01 12:00:00 2024',
    };
    for (const [path, text] of Object.entries(expected))
      expect([path, textAt(result, path)]).toEqual([path, text]);
  });

  it('goes through all parts page by page', async () => {
    const id = await initiate();
    for (const number of [5, 1, 9, 3, 7]) await part(id, String(number), `${number}`);
    const seen: string[][] = [];
    let marker = '';
    for (;;) {
      const page = await list(id, [
        ['max-parts', '2'],
        ['part-number-marker', marker],
      ]);
      seen.push(textsAt(page, 'Part.PartNumber'));
      if (textAt(page, 'IsTruncated') === 'false') break;
      marker = textAt(page, 'NextPartNumberMarker') ?? '';
    }
    expect(seen).toEqual([['1', '3'], ['5', '7'], ['9']]);
    expect(textsAt(await list(id, [['part-number-marker', '4']]), 'Part.PartNumber')).toEqual([
      '5',
      '7',
      '9',
    ]);
  });

  it('encodes the key when asked to, and caps the page', async () => {
    const id = await initiate();
    const result = await list(id, [
      ['encoding-type', 'url'],
      ['max-parts', '5000'],
    ]);
    expect(textAt(result, 'Key')).toBe('parts%20%C3%BC/k');
    expect(textAt(result, 'Encoding-type')).toBe('url');
    expect(textAt(result, 'MaxParts')).toBe('1000');
  });

  it('refuses unknown uploads, numbers that are none, and who may not read', async () => {
    const attempt = (query: readonly QueryItem[], as = {}) => send('ListParts', { key: KEY, query }, as);
    expect((await attempt([['uploadId', 'nope']])).outcome).toBe('404 NoSuchUpload');
    const id = await initiate();
    for (const [name, value] of [
      ['max-parts', 'x'],
      ['max-parts', '-1'],
      ['part-number-marker', 'x'],
      ['part-number-marker', '-1'],
    ] as const) {
      expect(
        (
          await attempt([
            ['uploadId', id],
            [name, value],
          ])
        ).outcome,
      ).toBe('400 InvalidArgument');
    }
    expect((await attempt([['uploadId', id]], { as: STRANGER })).outcome).toBe('403 AccessDenied');
  });
});

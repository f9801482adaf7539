import { beforeAll, describe, expect, it } from 'vitest';
import { textAt } from '../../../dialects/core/document-access.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import { tencentCos } from '../../../dialects/tencent-cos/index.ts';
import { formatHttpDate } from '../../http/http-date.ts';
import { ADDRESSING, BUCKET, live, NOW, OPEN_BUCKET, OWNER, STRANGER } from './live.fixture.ts';

const { send } = live({ limits: { uploadBytes: 1000 } });

const SOURCE = 'dir/söurce +%.txt';
const BODY = 'source content';

const source = (key: string, bucket = BUCKET): string => tencentCos.copySource(bucket, key, ADDRESSING);

const copy = (key: string, headers: HeaderList = [], from = source(SOURCE), as = OWNER) =>
  send('PutObjectCopy', { key, headers: [['x-cos-copy-source', from], ...headers] }, { as });

let etag = '';

beforeAll(async () => {
  const put = await send('PutObject', {
    key: SOURCE,
    headers: [
      ['Content-Type', 'text/x-source'],
      ['Cache-Control', 'max-age=5'],
      ['x-cos-meta-color', 'blue'],
      ['x-cos-acl', 'public-read'],
      ['x-cos-storage-class', 'STANDARD_IA'],
      ['x-cos-tagging', 'a=1'],
    ],
    body: BODY,
  });
  etag = put.header('etag') ?? '';
});

describe('PUT Object - Copy', () => {
  it('copies content and metadata, not list and class', async () => {
    const copied = await copy('plain', [
      ['x-cos-meta-color', 'red'],
      ['x-cos-meta-more', 'x'.repeat(4000)],
      ['Content-Type', 'text/ignored'],
    ]);
    expect(copied.outcome).toBe('200');
    const result = copied.document('CopyObjectResult');
    expect(textAt(result, 'ETag')).toBe(etag);
    expect(textAt(result, 'LastModified')).toBe('2024-03-01T12:00:00Z');
    const read = await send('GetObject', { key: 'plain' });
    expect(read.text).toBe(BODY);
    expect(read.header('etag')).toBe(etag);
    expect(read.header('content-type')).toBe('text/x-source');
    expect(read.header('cache-control')).toBe('max-age=5');
    expect(read.header('x-cos-meta-color')).toBe('blue');
    expect(read.header('x-cos-meta-more')).toBeUndefined();
    expect(read.header('x-cos-storage-class')).toBeUndefined();
    expect((await send('GetObject', { key: 'plain' }, { as: undefined })).status).toBe(403);
    const tags = await send('GetObjectTagging', { key: 'plain', query: [['tagging', null]] });
    expect(textAt(tags.document('Tagging'), 'TagSet.Tag.Key')).toBe('a');
  });

  it('takes everything from the request when told to', async () => {
    const copied = await copy('replaced', [
      ['x-cos-metadata-directive', 'Replaced'],
      ['x-cos-meta-size', 'big'],
      ['x-cos-acl', 'public-read'],
      ['x-cos-storage-class', 'STANDARD_IA'],
    ]);
    expect(copied.outcome).toBe('200');
    const read = await send('GetObject', { key: 'replaced' }, { as: undefined });
    expect(read.text).toBe(BODY);
    expect(read.header('content-type')).toBe('application/octet-stream');
    expect(read.header('cache-control')).toBeUndefined();
    expect(read.header('x-cos-meta-color')).toBeUndefined();
    expect(read.header('x-cos-meta-size')).toBe('big');
    expect(read.header('x-cos-storage-class')).toBe('STANDARD_IA');
  });

  it('gives a copy the entity tag of its source, in however many parts that came', async () => {
    const key = 'in parts';
    const begun = await send('InitiateMultipartUpload', { key, query: [['uploads', null]] });
    const uploadId = textAt(begun.document('InitiateMultipartUploadResult'), 'UploadId') ?? '';
    const part = await send('UploadPart', {
      key,
      query: [
        ['partNumber', '1'],
        ['uploadId', uploadId],
      ],
      body: 'part',
    });
    const body = `<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>${part.header('etag')}</ETag></Part></CompleteMultipartUpload>`;
    const completed = await send('CompleteMultipartUpload', { key, query: [['uploadId', uploadId]], body });
    const tag = textAt(completed.document('CompleteMultipartUploadResult'), 'ETag');
    const copied = await copy('of parts', [], source(key));
    expect(textAt(copied.document('CopyObjectResult'), 'ETag')).toBe(tag);
    expect((await send('HeadObject', { key: 'of parts' })).header('etag')).toBe(tag);
  });

  it('copies between buckets', async () => {
    await send('PutObjectCopy', {
      bucket: OPEN_BUCKET,
      key: 'across',
      headers: [['x-cos-copy-source', source(SOURCE)]],
    });
    expect((await send('GetObject', { bucket: OPEN_BUCKET, key: 'across' })).text).toBe(BODY);
  });

  it('makes private copies, also in a bucket that everybody may read, unless the request says otherwise', async () => {
    const into = async (headers: HeaderList) => {
      const key = `into the open ${headers.length === 0 ? 'alone' : headers[0]?.[1]}`;
      const from = ['x-cos-copy-source', source(SOURCE)] as const;
      const copied = await send('PutObjectCopy', { bucket: OPEN_BUCKET, key, headers: [from, ...headers] });
      expect(copied.outcome).toBe('200');
      return (await send('GetObject', { bucket: OPEN_BUCKET, key }, { as: undefined })).outcome;
    };
    expect(await into([])).toBe('403 AccessDenied');
    expect(await into([['x-cos-acl', 'private']])).toBe('403 AccessDenied');
    expect(await into([['x-cos-acl', 'public-read']])).toBe('200');
    expect(await into([['x-cos-acl', 'default']])).toBe('200');
  });

  it('changes an object in its place only when told to replace', async () => {
    await send('PutObject', { key: 'self', headers: [['x-cos-meta-a', '1']], body: 'self' });
    const onto = (headers: HeaderList) => copy('self', headers, source('self'));
    expect((await onto([])).outcome).toBe('400 InvalidRequest');
    expect((await onto([['x-cos-storage-class', 'STANDARD_IA']])).outcome).toBe('400 InvalidRequest');
    const changed = await onto([
      ['x-cos-metadata-directive', 'Replaced'],
      ['x-cos-storage-class', 'STANDARD_IA'],
    ]);
    expect(changed.outcome).toBe('200');
    const read = await send('GetObject', { key: 'self' });
    expect(read.text).toBe('self');
    expect(read.header('x-cos-storage-class')).toBe('STANDARD_IA');
    expect(read.header('x-cos-meta-a')).toBeUndefined();
  });

  const HOST = `${BUCKET}.cos.ap-beijing.myqcloud.com`;

  it.each([
    ['no key', HOST],
    ['an empty key', `${HOST}/`],
    ['no host', '/key'],
    ['a bucket and key', `/${BUCKET}/key`],
    ['a scheme', `http://${HOST}/key`],
    ['a host without APPID', 'b.cos.ap-beijing.myqcloud.com/key'],
    ['a host of somebody else', 'www.example.com/key'],
    ['broken percent-encoding', `${HOST}/a%zz`],
    ['bytes that are not UTF-8', `${HOST}/%ff`],
    ['a question mark that is not encoded', `${HOST}/a?b`],
    ['two parameters', `${HOST}/a?versionId=1&x=2`],
    ['an empty version', `${HOST}/a?versionId=`],
  ])('refuses a source with %s', async (_, value) => {
    expect((await copy('target', [], value)).outcome).toBe('400 InvalidCopySource');
  });

  it('refuses sources that are not there', async () => {
    expect((await copy('target', [], source('missing'))).outcome).toBe('404 NoSuchKey');
    expect((await copy('target', [], source('x', 'none-1250000000'))).outcome).toBe('404 NoSuchBucket');
    const version = `${source(SOURCE)}?versionId=nope`;
    expect((await copy('target', [], version)).outcome).toBe('404 NoSuchVersion');
  });

  it('refuses sources the caller may not read, before telling whether they are there', async () => {
    const stranger = 'c-1250000009';
    await send('PutBucket', { bucket: stranger }, { as: STRANGER });
    await send('PutObject', { key: 'secret', body: 'x' });
    const attempt = (key: string) =>
      send(
        'PutObjectCopy',
        { bucket: stranger, key: 't', headers: [['x-cos-copy-source', source(key)]] },
        { as: STRANGER },
      );
    expect((await attempt('secret')).outcome).toBe('403 AccessDenied');
    expect((await attempt('missing')).outcome).toBe('403 AccessDenied');
    expect((await attempt(SOURCE)).outcome).toBe('200');
  });

  it('refuses what it may not write, and directives it does not know', async () => {
    expect((await copy('target', [], source(SOURCE), STRANGER)).outcome).toBe('403 AccessDenied');
    expect((await copy('target', [['x-cos-metadata-directive', 'Move']])).outcome).toBe(
      '400 InvalidArgument',
    );
    expect((await copy('target', [['x-cos-acl', 'public']])).outcome).toBe('400 InvalidArgument');
    expect((await send('HeadObject', { key: 'target' })).status).toBe(404);
  });
});

describe('conditions of a copy', () => {
  const at = (seconds: number): string => formatHttpDate(NOW + seconds * 1000);
  const match = (value: string) => ['x-cos-copy-source-If-Match', value] as const;
  const noneMatch = (value: string) => ['x-cos-copy-source-If-None-Match', value] as const;
  const since = (value: string) => ['x-cos-copy-source-If-Modified-Since', value] as const;
  const unmodified = (value: string) => ['x-cos-copy-source-If-Unmodified-Since', value] as const;
  const own = '"own"';

  it.each([
    ['If-Match', () => [match(etag)], '200'],
    ['If-Match without quotes', () => [match(etag.replaceAll('"', ''))], '200'],
    ['a false If-Match', () => [match(own)], '412 PreconditionFailed'],
    ['If-None-Match', () => [noneMatch(own)], '200'],
    ['a false If-None-Match', () => [noneMatch(etag)], '412 PreconditionFailed'],
    ['If-Modified-Since', () => [since(at(-1))], '200'],
    ['a false If-Modified-Since', () => [since(at(0))], '412 PreconditionFailed'],
    ['If-Unmodified-Since', () => [unmodified(at(0))], '200'],
    ['a false If-Unmodified-Since', () => [unmodified(at(-1))], '412 PreconditionFailed'],
    ['a date that is none', () => [since('yesterday')], '200'],
    ['the first pair', () => [match(etag), unmodified(at(0))], '200'],
    ['the first pair, half false', () => [match(etag), unmodified(at(-1))], '412 PreconditionFailed'],
    ['the second pair', () => [noneMatch(own), since(at(-1))], '200'],
    ['the second pair, half false', () => [noneMatch(own), since(at(0))], '412 PreconditionFailed'],
    ['tags both ways', () => [match(etag), noneMatch(own)], '400 InvalidArgument'],
    ['dates both ways', () => [since(at(-1)), unmodified(at(0))], '400 InvalidArgument'],
    ['a crossed pair', () => [match(etag), since(at(-1))], '400 InvalidArgument'],
    ['three', () => [match(etag), unmodified(at(0)), since(at(-1))], '400 InvalidArgument'],
  ])('%s', async (name, headers, outcome) => {
    const key = `c/${name}`;
    await send('PutObject', { key, body: 'before' });
    expect((await copy(key, headers())).outcome).toBe(outcome);
    expect((await send('GetObject', { key })).text).toBe(outcome === '200' ? BODY : 'before');
  });
});

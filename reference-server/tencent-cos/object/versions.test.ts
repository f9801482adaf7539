import { beforeAll, describe, expect, it } from 'vitest';
import { textAt, textsAt, valuesAt } from '../../../dialects/core/document-access.ts';
import { formBody } from '../../../dialects/core/form-body.ts';
import type { HeaderList } from '../../../dialects/core/headers.ts';
import type { QueryItem } from '../../../dialects/core/request.ts';
import { tencentCos } from '../../../dialects/tencent-cos/index.ts';
import { xmlSample } from '../../../dialects/tencent-cos/sample-body.ts';
import { ADDRESSING, BUCKET, live } from './live.fixture.ts';

const { send } = live({ limits: { minPartBytes: 1 } });

const version = (id: string): QueryItem[] => [['versionId', id]];
const versionOf = (reply: { header: (name: string) => string | undefined }): string =>
  reply.header('x-cos-version-id') ?? '';
const versioning = (Status: 'Enabled' | 'Suspended') =>
  send('PutBucketVersioning', {
    query: [['versioning', null]],
    ...xmlSample('VersioningConfigurationRequest', { Status }),
  });
const put = async (key: string, body: string): Promise<string> =>
  versionOf(await send('PutObject', { key, body }));
const text = async (key: string, id?: string): Promise<string> =>
  (await send('GetObject', { key, query: id === undefined ? [] : version(id) })).text;
const status = async (key: string, id?: string): Promise<string> =>
  (await send('GetObject', { key, query: id === undefined ? [] : version(id) })).outcome;
const source = (key: string, id?: string): HeaderList => [
  [
    'x-cos-copy-source',
    `${tencentCos.copySource(BUCKET, key, ADDRESSING)}${id === undefined ? '' : `?versionId=${id}`}`,
  ],
];

beforeAll(async () => {
  await send('PutObject', { key: 'before', body: 'null version' });
  expect((await versioning('Enabled')).outcome).toBe('200');
});

describe('versions', () => {
  it('are made by every write, and read by their id', async () => {
    const [one, two] = [await put('v', 'one'), await put('v', 'two')];
    expect(one).not.toBe('');
    expect(one).not.toBe(two);
    expect(await text('v')).toBe('two');
    expect(await text('v', one)).toBe('one');
    const head = await send('HeadObject', { key: 'v', query: version(one) });
    expect(head.header('content-length')).toBe('3');
    expect(versionOf(head)).toBe(one);
  });

  it('that are not there are refused', async () => {
    await put('w', 'x');
    expect(await status('w', 'nope')).toBe('404 NoSuchVersion');
    expect((await send('HeadObject', { key: 'w', query: version('nope') })).outcome).toBe('404');
    expect(await status('before', 'null')).toBe('200');
  });

  it('stay under a delete marker until they are deleted themselves', async () => {
    const one = await put('d', 'one');
    const deleted = await send('DeleteObject', { key: 'd' });
    const marker = versionOf(deleted);
    expect(deleted.outcome).toBe('204');
    expect(deleted.header('x-cos-delete-marker')).toBe('true');
    expect(await status('d')).toBe('404 NoSuchKey');
    expect(await status('d', marker)).toBe('404 NoSuchKey');
    expect(await text('d', one)).toBe('one');
    const unmarked = await send('DeleteObject', { key: 'd', query: version(marker) });
    expect(unmarked.header('x-cos-delete-marker')).toBe('true');
    expect(await text('d')).toBe('one');
    const gone = await send('DeleteObject', { key: 'd', query: version(one) });
    expect(versionOf(gone)).toBe(one);
    expect(gone.header('x-cos-delete-marker')).toBeUndefined();
    expect(await status('d', one)).toBe('404 NoSuchVersion');
  });

  it('are made by copies, forms and completions', async () => {
    await put('s', 'source');
    const copied = await send('PutObjectCopy', { key: 'made', headers: source('s') });
    const first = versionOf(copied);
    expect(textAt(copied.document('CopyObjectResult'), 'VersionId')).toBe(first);
    const query: QueryItem[] = [['uploads', null]];
    const initiated = await send('InitiateMultipartUpload', { key: 'made', query });
    const uploadId = textAt(initiated.document('InitiateMultipartUploadResult'), 'UploadId') ?? '';
    const part = await send('UploadPart', {
      key: 'made',
      query: [
        ['partNumber', '1'],
        ['uploadId', uploadId],
      ],
      body: 'parts',
    });
    const completed = await send('CompleteMultipartUpload', {
      key: 'made',
      query: [['uploadId', uploadId]],
      ...xmlSample('CompleteMultipartUpload', { Part: [{ PartNumber: 1, ETag: part.header('etag') }] }),
    });
    const second = versionOf(completed);
    const posted = await send('PostObject', formBody([['key', 'made']], { filename: 'a', content: 'form' }));
    expect(await text('made', versionOf(posted))).toBe('form');
    await send('DeleteObject', { key: 'made', query: version(versionOf(posted)) });
    expect(await text('made', first)).toBe('source');
    expect(await text('made', second)).toBe('parts');
    expect(await text('made')).toBe('parts');
  });

  it('can be copied, also over newer ones', async () => {
    const one = await put('c', 'one');
    await put('c', 'two');
    const copied = await send('PutObjectCopy', { key: 'c', headers: source('c', one) });
    expect(copied.outcome).toBe('200');
    expect(await text('c')).toBe('one');
  });

  it('copied as parts are named in the answer, and delete markers are no sources', async () => {
    const one = await put('p', 'one');
    const marker = versionOf(await send('DeleteObject', { key: 'p' }));
    const initiated = await send('InitiateMultipartUpload', { key: 'p2', query: [['uploads', null]] });
    const uploadId = textAt(initiated.document('InitiateMultipartUploadResult'), 'UploadId') ?? '';
    const copy = (id?: string) =>
      send('UploadPartCopy', {
        key: 'p2',
        query: [
          ['partNumber', '1'],
          ['uploadId', uploadId],
        ],
        headers: source('p', id),
      });
    expect((await copy(one)).header('x-cos-copy-source-version-id')).toBe(one);
    expect((await copy()).outcome).toBe('404 NoSuchKey');
    expect((await copy(marker)).status).toBe(400);
    expect((await copy('nope')).outcome).toBe('404 NoSuchVersion');
  });

  it('have lists and tags of their own', async () => {
    const one = await put('t', 'one');
    const two = await put('t', 'two');
    await send('PutObjectTagging', {
      key: 't',
      query: [['tagging', null], ...version(one)],
      ...xmlSample('Tagging', { TagSet: { Tag: [{ Key: 'a', Value: '1' }] } }),
    });
    await send('PutObjectAcl', {
      key: 't',
      query: [['acl', null], ...version(one)],
      headers: [['x-cos-acl', 'public-read']],
    });
    const tags = async (id: string) =>
      textsAt(
        (await send('GetObjectTagging', { key: 't', query: [['tagging', null], ...version(id)] })).document(
          'Tagging',
        ),
        'TagSet.Tag.Key',
      );
    expect([await tags(one), await tags(two)]).toEqual([['a'], []]);
    const anonymous = (id: string) => send('GetObject', { key: 't', query: version(id) }, { as: undefined });
    expect((await anonymous(one)).status).toBe(200);
    expect((await anonymous(two)).status).toBe(403);
  });

  it('are deleted among many', async () => {
    const one = await put('m', 'one');
    const two = await put('m', 'two');
    const marker = versionOf(await send('DeleteObject', { key: 'm' }));
    await put('n', 'x');
    const reply = await send('DeleteMultipleObjects', {
      query: [['delete', null]],
      ...xmlSample('Delete', {
        Object: [{ Key: 'm', VersionId: marker }, { Key: 'm', VersionId: two }, { Key: 'n' }],
      }),
    });
    const [unmarked, removed, marked] = valuesAt(reply.document('DeleteResult'), 'Deleted');
    expect([textAt(unmarked, 'VersionId'), textAt(unmarked, 'DeleteMarkerVersionId')]).toEqual([
      marker,
      marker,
    ]);
    expect([textAt(removed, 'VersionId'), textAt(removed, 'DeleteMarker')]).toEqual([two, undefined]);
    expect(textAt(marked, 'DeleteMarker')).toBe('true');
    expect(textAt(marked, 'DeleteMarkerVersionId')).not.toBe('');
    expect(await text('m')).toBe('one');
    expect(await text('m', one)).toBe('one');
  });

  it('are listed newest first', async () => {
    const [one, two] = [await put('l/1', 'one'), await put('l/1', 'two')];
    const marker = versionOf(await send('DeleteObject', { key: 'l/1' }));
    const reply = await send('GetBucketObjectVersions', {
      query: [
        ['versions', null],
        ['prefix', 'l/'],
      ],
    });
    const result = reply.document('ListVersionsResult');
    expect(textsAt(result, 'Version.VersionId')).toEqual([two, one]);
    expect(textsAt(result, 'Version.IsLatest')).toEqual(['false', 'false']);
    expect(textsAt(result, 'DeleteMarker.VersionId')).toEqual([marker]);
    expect(textsAt(result, 'DeleteMarker.IsLatest')).toEqual(['true']);
  });
});

describe('suspended versioning', () => {
  it('writes the null version', async () => {
    const kept = await put('z', 'kept');
    await versioning('Suspended');
    expect(await put('z', 'null 1')).toBe('null');
    expect(await put('z', 'null 2')).toBe('null');
    expect(await text('z', 'null')).toBe('null 2');
    expect(await text('z', kept)).toBe('kept');
    const deleted = await send('DeleteObject', { key: 'z' });
    expect(versionOf(deleted)).toBe('null');
    expect(await status('z')).toBe('404 NoSuchKey');
    expect(await text('z', kept)).toBe('kept');
    await versioning('Enabled');
  });
});

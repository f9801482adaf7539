import { afterAll, beforeAll, beforeEach, describe, expect, it } from 'vitest';
import type { QueryItem } from '../../dialects/core/request.ts';
import { INITIATOR } from '../operations/attributes.ts';
import { Attributes } from '../store/attributes.ts';
import type { Bucket } from '../store/bucket.ts';
import {
  ANONYMOUS,
  type Client,
  OTHER,
  OWNER,
  outcome,
  START,
  startClient,
  textAt,
  textsAt,
  valuesAt,
} from './client.fixture.ts';

let client: Client;
let count = 0;
let bucket = '';
let stored: Bucket;
const properties = {
  owner: '1250000000',
  contentHeaders: [],
  metadata: [],
  storageClass: 'STANDARD_IA',
  tags: [],
  attributes: Attributes.empty.with(INITIATOR, {
    caller: { account: '1250000000', ownerId: OWNER.uin ?? '', userId: '7' },
  }),
};

beforeAll(async () => {
  client = await startClient();
});
afterAll(() => client.close());
beforeEach(async () => {
  count += 1;
  bucket = `list${count}-1250000000`;
  await client.send('PutBucket', { bucket });
  const found = client.reference.store.bucket(bucket);
  if (!found) throw new Error('no bucket');
  stored = found;
});

function putAll(...keys: string[]): void {
  for (const key of keys) {
    const blob = client.reference.store.blobs.from(Buffer.from('abc'));
    stored.put({ ...properties, key, blob, etag: '900150983cd24fb0d6963f7d28e17f72' });
  }
}
const uploadAll = (...keys: string[]) =>
  keys.map((key) => stored.createUpload({ key, initiator: 'x', properties }).id);

async function list(...query: QueryItem[]) {
  const answer = await client.send('GetBucket', { bucket, query });
  return answer.document('ListBucketResult');
}
async function uploads(...query: QueryItem[]) {
  const answer = await client.send('ListMultipartUploads', { bucket, query: [['uploads', null], ...query] });
  return answer.document('ListMultipartUploadsResult');
}

describe('GET Bucket', () => {
  it('describes every object', async () => {
    putAll('a');
    expect(await list()).toEqual({
      Name: bucket,
      Prefix: '',
      Marker: '',
      MaxKeys: '1000',
      IsTruncated: 'false',
      Contents: [
        {
          Key: 'a',
          LastModified: new Date(START).toISOString(),
          ETag: '"900150983cd24fb0d6963f7d28e17f72"',
          Size: '3',
          Owner: { ID: '1250000000', DisplayName: '1250000000' },
          StorageClass: 'STANDARD_IA',
        },
      ],
      CommonPrefixes: [],
    });
  });

  it('orders keys by their UTF-8 bytes', async () => {
    putAll('\u{1F600}', '\uFFEE', 'b', 'B', 'é');
    expect(textsAt(await list(), 'Contents.Key')).toEqual(['B', 'b', 'é', '\uFFEE', '\u{1F600}']);
  });

  it('rolls up by prefix and delimiter and echoes both', async () => {
    putAll('p/', 'p/a', 'p/b/1', 'p/b/2', 'p/c/1', 'q');
    const page = await list(['prefix', 'p/'], ['delimiter', '/']);
    expect(textsAt(page, 'Contents.Key')).toEqual(['p/', 'p/a']);
    expect(textsAt(page, 'CommonPrefixes.Prefix')).toEqual(['p/b/', 'p/c/']);
    expect([textAt(page, 'Prefix'), textAt(page, 'Delimiter')]).toEqual(['p/', '/']);
  });

  it('lists every entry once when followed page by page', async () => {
    putAll('a/1', 'a/2', 'b', 'c/1', 'd', 'e');
    const seen: string[] = [];
    let marker: string | undefined = '';
    for (let pages = 0; marker !== undefined && pages < 10; pages++) {
      const page = await list(['delimiter', '/'], ['max-keys', '2'], ['marker', marker]);
      expect(textAt(page, 'Marker')).toBe(marker);
      seen.push(...textsAt(page, 'Contents.Key'), ...textsAt(page, 'CommonPrefixes.Prefix'));
      expect(textAt(page, 'IsTruncated')).toBe(String(textAt(page, 'NextMarker') !== undefined));
      marker = textAt(page, 'NextMarker');
    }
    expect(seen.sort()).toEqual(['a/', 'b', 'c/', 'd', 'e']);
  });

  it('starts after a marker that no key equals', async () => {
    putAll('a', 'c');
    expect(textsAt(await list(['marker', 'b']), 'Contents.Key')).toEqual(['c']);
  });

  it('encodes what it names when asked to', async () => {
    putAll('a b/腾&', 'a b/腾+');
    const page = await list(
      ['encoding-type', 'url'],
      ['prefix', 'a b'],
      ['delimiter', '+'],
      ['max-keys', '1'],
    );
    expect(textAt(page, 'EncodingType')).toBe('url');
    expect(textAt(page, 'Prefix')).toBe('a%20b');
    expect(textAt(page, 'Delimiter')).toBe('%2B');
    expect(textAt(page, 'NextMarker')).toBe('a%20b/%E8%85%BE%26');
    expect(textsAt(page, 'Contents.Key').map(decodeURIComponent)).toEqual(['a b/腾&']);
  });

  it('never writes what XML cannot hold', async () => {
    putAll('a\u0001b', 'c<&>"');
    const answer = await client.send('GetBucket', { bucket });
    expect(textsAt(answer.document('ListBucketResult'), 'Contents.Key')).toEqual(['a\uFFFDb', 'c<&>"']);
    const page = await list(['encoding-type', 'url']);
    expect(textsAt(page, 'Contents.Key')).toEqual(['a%01b', 'c%3C%26%3E%22']);
  });

  it('cuts pages at 1000, whatever is asked', async () => {
    putAll(...Array.from({ length: 1001 }, (_, index) => `k${String(index).padStart(4, '0')}`));
    for (const query of [[], [['max-keys', '2000'] as const]]) {
      const page = await list(...query);
      expect(textsAt(page, 'Contents.Key')).toHaveLength(1000);
      expect([textAt(page, 'IsTruncated'), textAt(page, 'MaxKeys')]).toEqual(['true', '1000']);
    }
  });

  it('answers max-keys=0 with nothing', async () => {
    putAll('a');
    const page = await list(['max-keys', '0']);
    expect([valuesAt(page, 'Contents'), textAt(page, 'IsTruncated')]).toEqual([[], 'false']);
  });

  it.each<[QueryItem, string]>([
    [['max-keys', '-1'], '400 InvalidArgument'],
    [['max-keys', 'ten'], '400 InvalidArgument'],
    [['encoding-type', 'xml'], '400 InvalidArgument'],
    [['delimiter', '//'], '400 InvalidDelimiter'],
  ])('refuses %j', async (query, expected) => {
    expect(outcome(await client.send('GetBucket', { bucket, query: [query] }))).toBe(expected);
  });

  it('needs the right to read', async () => {
    expect(outcome(await client.send('GetBucket', { bucket, as: OTHER }))).toBe('403 AccessDenied');
    const headers = [['x-cos-grant-read', `id="${OTHER.uin}"`]] as const;
    await client.send('PutBucketAcl', { bucket, headers });
    expect(outcome(await client.send('GetBucket', { bucket, as: OTHER }))).toBe('200');
    expect(outcome(await client.send('GetBucket', { bucket, as: ANONYMOUS }))).toBe('403 AccessDenied');
    expect(outcome(await client.send('GetBucket', { bucket: 'none-1' }))).toBe('404 NoSuchBucket');
  });

  it('does not list unfinished uploads', async () => {
    uploadAll('a');
    expect(valuesAt(await list(), 'Contents')).toEqual([]);
  });
});

describe('List Multipart Uploads', () => {
  it('describes every upload', async () => {
    const [id] = uploadAll('a');
    const initiator = `qcs::cam::uin/${OWNER.uin}:uin/7`;
    const owner = `qcs::cam::uin/${OWNER.uin}:uin/${OWNER.uin}`;
    expect(await uploads()).toEqual({
      Bucket: bucket,
      KeyMarker: '',
      UploadIdMarker: '',
      MaxUploads: '1000',
      IsTruncated: 'false',
      Prefix: '',
      Upload: [
        {
          Key: 'a',
          UploadId: id,
          StorageClass: 'STANDARD_IA',
          Initiator: { ID: initiator, DisplayName: initiator },
          Owner: { ID: owner, DisplayName: owner },
          Initiated: 'Mon Jan 15 12:30:15 2024',
        },
      ],
      CommonPrefixes: [],
    });
  });

  it('orders by key, then id, and goes on page by page', async () => {
    const ids = [...uploadAll('b', 'b', 'b'), ...uploadAll('a')];
    const expected = [ids[3], ids[0], ids[1], ids[2]];
    expect(textsAt(await uploads(), 'Upload.UploadId')).toEqual(expected);
    const seen: string[] = [];
    let [key, id]: (string | undefined)[] = ['', ''];
    for (let pages = 0; key !== undefined && pages < 10; pages++) {
      const page = await uploads(['max-uploads', '1'], ['key-marker', key], ['upload-id-marker', id ?? '']);
      seen.push(...textsAt(page, 'Upload.UploadId'));
      expect([textAt(page, 'KeyMarker'), textAt(page, 'UploadIdMarker')]).toEqual([key, id]);
      [key, id] = [textAt(page, 'NextKeyMarker'), textAt(page, 'NextUploadIdMarker')];
      expect(textAt(page, 'IsTruncated')).toBe(String(key !== undefined));
    }
    expect(seen).toEqual(expected);
  });

  it('reads markers as documented', async () => {
    const [first = '', second] = uploadAll('a', 'a', 'b');
    expect(textsAt(await uploads(['key-marker', 'a']), 'Upload.Key')).toEqual(['b']);
    const both = await uploads(['key-marker', 'a'], ['upload-id-marker', first]);
    expect(textsAt(both, 'Upload.UploadId')[0]).toBe(second);
    expect(textsAt(await uploads(['upload-id-marker', first]), 'Upload.Key')).toEqual(['a', 'a', 'b']);
  });

  it('rolls up, restricts and encodes keys', async () => {
    uploadAll('p/a b', 'p/d/1', 'p/d/2', 'q');
    const page = await uploads(['prefix', 'p/'], ['delimiter', '/'], ['encoding-type', 'url']);
    expect(textsAt(page, 'Upload.Key')).toEqual(['p/a%20b']);
    expect(textsAt(page, 'CommonPrefixes.Prefix')).toEqual(['p/d/']);
    expect(textAt(page, 'Encoding-Type')).toBe('url');
  });

  it.each([
    ['0', '400 InvalidArgument'],
    ['x', '400 InvalidArgument'],
    ['5000', '200'],
  ])('max-uploads=%s: %s', async (value, expected) => {
    const answer = await client.send('ListMultipartUploads', {
      bucket,
      query: [
        ['uploads', null],
        ['max-uploads', value],
      ],
    });
    expect(outcome(answer)).toBe(expected);
    if (answer.status === 200)
      expect(textAt(answer.document('ListMultipartUploadsResult'), 'MaxUploads')).toBe('1000');
  });

  it('needs the bucket', async () => {
    const query = [['uploads', null]] as const;
    expect(outcome(await client.send('ListMultipartUploads', { bucket: 'none-1', query }))).toBe(
      '404 NoSuchBucket',
    );
  });
});

describe('GET Bucket Object versions', () => {
  it('lists versions and delete markers, newest first', async () => {
    stored.setVersioning('enabled');
    putAll('a', 'a', 'b');
    stored.remove('b', '1250000000');
    const query = [['versions', null]] as const;
    const answer = await client.send('GetBucketObjectVersions', { bucket, query });
    const page = answer.document('ListVersionsResult');
    expect(textsAt(page, 'Version.Key')).toEqual(['a', 'a', 'b']);
    expect(textsAt(page, 'Version.IsLatest')).toEqual(['true', 'false', 'false']);
    expect(textsAt(page, 'DeleteMarker.Key')).toEqual(['b']);
    expect(textsAt(page, 'DeleteMarker.IsLatest')).toEqual(['true']);
    expect(new Set(textsAt(page, 'Version.VersionId')).size).toBe(3);
  });

  it('goes on page by page', async () => {
    stored.setVersioning('enabled');
    putAll('a', 'a', 'b', 'b');
    const seen: string[] = [];
    let [key, id]: (string | undefined)[] = ['', ''];
    for (let pages = 0; key !== undefined && pages < 10; pages++) {
      const query: QueryItem[] = [
        ['versions', null],
        ['max-keys', '1'],
        ['key-marker', key],
        ['version-id-marker', id ?? ''],
      ];
      const page = (await client.send('GetBucketObjectVersions', { bucket, query })).document(
        'ListVersionsResult',
      );
      seen.push(...textsAt(page, 'Version.VersionId'));
      [key, id] = [textAt(page, 'NextKeyMarker'), textAt(page, 'NextVersionIdMarker')];
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });
});

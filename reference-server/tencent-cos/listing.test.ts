import { describe, expect, it } from 'vitest';
import type { QueryItem } from '../../dialects/core/request.ts';
import { ANONYMOUS, OTHER, outcome, START, textAt, textsAt, valuesAt } from './client.fixture.ts';
import { bucketPerTest } from './listing.fixture.ts';

const bucket = bucketPerTest();
const { putAll, uploadAll } = bucket;

async function list(...query: QueryItem[]) {
  const answer = await bucket.send('GetBucket', { query });
  return answer.document('ListBucketResult');
}

describe('GET Bucket', () => {
  it('describes every object', async () => {
    putAll('a');
    expect(await list()).toEqual({
      Name: bucket.name,
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
    const answer = await bucket.send('GetBucket');
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
    expect(outcome(await bucket.send('GetBucket', { query: [query] }))).toBe(expected);
  });

  it('needs the right to read', async () => {
    expect(outcome(await bucket.send('GetBucket', { as: OTHER }))).toBe('403 AccessDenied');
    const headers = [['x-cos-grant-read', `id="${OTHER.uin}"`]] as const;
    await bucket.send('PutBucketAcl', { headers });
    expect(outcome(await bucket.send('GetBucket', { as: OTHER }))).toBe('200');
    expect(outcome(await bucket.send('GetBucket', { as: ANONYMOUS }))).toBe('403 AccessDenied');
    expect(outcome(await bucket.send('GetBucket', { bucket: 'none-1' }))).toBe('404 NoSuchBucket');
  });

  it('does not list unfinished uploads', async () => {
    uploadAll('a');
    expect(valuesAt(await list(), 'Contents')).toEqual([]);
  });
});

describe('GET Bucket Object versions', () => {
  it('lists versions and delete markers, newest first', async () => {
    bucket.stored.setVersioning('enabled');
    putAll('a', 'a', 'b');
    bucket.stored.remove('b', '1250000000');
    const query = [['versions', null]] as const;
    const answer = await bucket.send('GetBucketObjectVersions', { query });
    const page = answer.document('ListVersionsResult');
    expect(textsAt(page, 'Version.Key')).toEqual(['a', 'a', 'b']);
    expect(textsAt(page, 'Version.IsLatest')).toEqual(['true', 'false', 'false']);
    expect(textsAt(page, 'DeleteMarker.Key')).toEqual(['b']);
    expect(textsAt(page, 'DeleteMarker.IsLatest')).toEqual(['true']);
    expect(new Set(textsAt(page, 'Version.VersionId')).size).toBe(3);
  });

  it('goes on page by page', async () => {
    bucket.stored.setVersioning('enabled');
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
      const page = (await bucket.send('GetBucketObjectVersions', { query })).document('ListVersionsResult');
      seen.push(...textsAt(page, 'Version.VersionId'));
      [key, id] = [textAt(page, 'NextKeyMarker'), textAt(page, 'NextVersionIdMarker')];
    }
    expect(new Set(seen).size).toBe(4);
    expect(seen).toHaveLength(4);
  });
});

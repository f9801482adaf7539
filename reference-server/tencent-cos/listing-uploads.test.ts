import { describe, expect, it } from 'vitest';
import type { QueryItem } from '../../dialects/core/request.ts';
import { OWNER, outcome, textAt, textsAt } from './client.fixture.ts';
import { bucketPerTest } from './listing.fixture.ts';

const bucket = bucketPerTest();
const { uploadAll } = bucket;

async function uploads(...query: QueryItem[]) {
  const answer = await bucket.send('ListMultipartUploads', { query: [['uploads', null], ...query] });
  return answer.document('ListMultipartUploadsResult');
}

describe('List Multipart Uploads', () => {
  it('describes every upload', async () => {
    const [id] = uploadAll('a');
    const initiator = `qcs::cam::uin/${OWNER.uin}:uin/7`;
    const owner = `qcs::cam::uin/${OWNER.uin}:uin/${OWNER.uin}`;
    expect(await uploads()).toEqual({
      Bucket: bucket.name,
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
    const answer = await bucket.send('ListMultipartUploads', {
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
    expect(outcome(await bucket.send('ListMultipartUploads', { bucket: 'none-1', query }))).toBe(
      '404 NoSuchBucket',
    );
  });
});

import { describe, expect, it } from 'vitest';
import { listedNames } from './listed-names.ts';

function read(body: string): readonly string[] | undefined {
  return listedNames({ target: '/', headers: [], body: Buffer.from(body) });
}

describe('the names that an answer lists', () => {
  it('are keys and folded prefixes, not the prefix that was asked for', () => {
    const folded = '<CommonPrefixes><Prefix>b/</Prefix></CommonPrefixes>';
    const list = `<Prefix>x</Prefix><Contents><Key>a</Key></Contents>${folded}<Contents><Key>c</Key></Contents>`;
    expect(read(`<ListBucketResult>${list}</ListBucketResult>`)).toEqual(['a', 'c', 'b/']);
  });

  it('are those of versions, deletion markers and uploads', () => {
    const versions =
      '<Version><Key>a</Key></Version><DeleteMarker><Key>b</Key></DeleteMarker><Version><Key>a</Key></Version>';
    expect(read(`<ListVersionsResult>${versions}</ListVersionsResult>`)).toEqual(['a', 'a', 'b']);
    const upload = '<Upload><Key>a</Key></Upload>';
    expect(read(`\n<ListMultipartUploadsResult>${upload}</ListMultipartUploadsResult>`)).toEqual(['a']);
  });

  it('are none in an empty listing', () => {
    expect(read('<ListBucketResult/>')).toEqual([]);
  });

  it('are not read from other documents', () => {
    const rule = '<Rule><Prefix>a</Prefix></Rule>';
    expect(read(`<LifecycleConfiguration>${rule}</LifecycleConfiguration>`)).toBeUndefined();
    expect(read('<DeleteResult><Deleted><Key>a</Key></Deleted></DeleteResult>')).toBeUndefined();
    expect(read('<ListBucketResult>')).toBeUndefined();
    expect(read('')).toBeUndefined();
  });
});

import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { readingSibling, witnessesOf } from './witness.ts';

const operation = (id: string) => operationById(dialect, id);
const witnesses = (id: string) => witnessesOf(dialect, operation(id)).map((witness) => witness.id);

describe('what shows the effect of an operation', () => {
  it.each([
    ['PutObject', ['GetObject']],
    ['DeleteObject', ['GetObject']],
    ['PutObjectCopy', ['GetObject']],
    ['AppendObject', ['GetObject']],
    ['DeleteMultipleObjects', ['GetObject']],
    ['PostObject', ['GetObject']],
    ['CompleteMultipartUpload', ['ListParts', 'GetObject']],
    ['UploadPart', ['ListParts']],
    ['AbortMultipartUpload', ['ListParts']],
    ['PutObjectAcl', ['GetObjectAcl', 'GetObject']],
    ['PutBucketCors', ['GetBucketCors']],
    ['DeleteBucketCors', ['GetBucketCors']],
    ['PutBucketInventory', ['GetBucketInventory']],
    ['PutBucket', ['HeadBucket']],
    ['DeleteBucket', ['HeadBucket']],
    ['GetObject', []],
    ['InitiateMultipartUpload', []],
  ])('%s: %j', (id, expected) => {
    expect(witnesses(id)).toEqual(expected);
  });

  it('belongs to every document that describes the operation', () => {
    for (const { id, profiles } of dialect.operations) {
      for (const witness of witnesses(id).map(operation)) {
        expect(profiles.filter((profile) => !witness.profiles.includes(profile))).toEqual([]);
      }
    }
  });

  it('is no listing of a bucket that other checks use', () => {
    expect(readingSibling(dialect, operation('DeleteBucket'))).toBeUndefined();
  });
});

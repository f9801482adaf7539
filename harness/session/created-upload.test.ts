import { describe, expect, it } from 'vitest';
import { operationById } from '../../dialects/core/dialect.ts';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { createdUploadId } from './created-upload.ts';

const created = (operation: string, body: string) =>
  createdUploadId(dialect, operationById(dialect, operation), Buffer.from(body));

describe('createdUploadId', () => {
  it('reads the id in either spelling of the documentation', () => {
    for (const name of ['UploadId', 'UploadID']) {
      const body = `<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><${name}>u1</${name}></InitiateMultipartUploadResult>`;
      expect(created('InitiateMultipartUpload', body)).toBe('u1');
    }
  });

  it('is undefined where no id is named, or nothing can be read', () => {
    expect(created('InitiateMultipartUpload', '<InitiateMultipartUploadResult/>')).toBeUndefined();
    expect(created('InitiateMultipartUpload', 'text')).toBeUndefined();
    expect(created('InitiateMultipartUpload', '')).toBeUndefined();
    expect(created('PutObject', '<a><UploadId>u1</UploadId></a>')).toBeUndefined();
  });
});

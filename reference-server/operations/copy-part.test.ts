import { describe, expect, it } from 'vitest';
import { bucketOf } from './context.ts';
import { copyPart } from './copy-part.ts';
import { contextFixture, PLAIN_DRAFT } from './operation-context.fixture.ts';
import { putObject } from './put-object.ts';
import { refusalOfAsync } from './refusal.fixture.ts';
import { createUpload } from './uploads.ts';

const source = { bucket: 'bucket', key: 'source', versionId: undefined, conditions: {} };

function prepared() {
  const context = contextFixture();
  const blob = context.store.blobs.from(Buffer.from('0123456789'), ['md5', 'crc64']);
  putObject({ ...context, key: 'source' }, { draft: PLAIN_DRAFT, blob, conditions: {} });
  return { context, uploadId: createUpload(context, PLAIN_DRAFT).id };
}

describe('copyPart', () => {
  it('copies the source as it was found, whatever becomes of it meanwhile', async () => {
    for (const span of [undefined, { start: 2, end: 4 }]) {
      const { context, uploadId } = prepared();
      const copying = copyPart(context, { uploadId, number: 1, source, span });
      bucketOf(context).remove('source', 'account');
      const { part } = await copying;
      expect(Buffer.from(await part.blob.readAll()).toString()).toBe(
        span === undefined ? '0123456789' : '234',
      );
    }
  });

  it('is refused when the upload ends meanwhile, and holds on to nothing', async () => {
    for (const span of [undefined, { start: 2, end: 4 }]) {
      const { context, uploadId } = prepared();
      const attempt = refusalOfAsync(() => copyPart(context, { uploadId, number: 1, source, span }));
      bucketOf(context).abortUpload(context.key, uploadId);
      expect(await attempt).toBe('missing-upload');
      const blob = bucketOf(context).current('source')?.blob;
      bucketOf(context).remove('source', 'account');
      expect(() => blob?.retain()).toThrow('the blob is gone');
    }
  });
});

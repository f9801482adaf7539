import { appendedTag } from '../operations/content-digest.ts';
import { Attributes } from '../store/attributes.ts';
import type { Bucket } from '../store/bucket.ts';
import type { Upload } from '../store/upload.ts';
import { forgiving } from './catching.ts';
import { on, onBuckets } from './edit-request.ts';
import { answering, losingElements } from './edit-response.ts';
import { faults } from './fault.ts';
import { withBuckets } from './overlay.ts';
import { abortsUpload, answers, beginsUpload, putsPart } from './which.ts';

const DONE = { status: 204, headers: [], body: { kind: 'none' } } as const;

function anyUpload(bucket: Bucket, id: string): Upload | undefined {
  return [...bucket.uploads.from()].map(([, upload]) => upload).find((upload) => upload.id === id);
}

/** Uploads in parts: how they begin, and when they end. */
export const uploadFaults = faults('multipart', {
  'upload-id-of-any-key': {
    says: 'An upload id works under every key of the bucket.',
    ...onBuckets(putsPart, (bucket) => ({
      upload: (key, id) => bucket.upload(key, id) ?? anyUpload(bucket, id),
      putPart: (key, id, part) => bucket.putPart(anyUpload(bucket, id)?.key ?? key, id, part),
    })),
  },
  'unknown-upload-begun': {
    says: 'A part of an unknown upload is taken and dropped.',
    ...on(putsPart, (prepared, next) =>
      forgiving(
        ['missing-upload'],
        () => next(prepared),
        () => ({ ...DONE, status: 200, headers: [['ETag', '""']] }),
      ),
    ),
  },
  'upload-survives-completion': {
    says: 'An upload that was completed can still be used.',
    keep: (store) => {
      const survivors = new Map<string, Upload>();
      return withBuckets(store, (bucket) => ({
        completeUpload: (key, id, numbers, etag) => {
          const upload = survivors.get(id) ?? bucket.upload(key, id);
          const current = bucket.current(key);
          if (survivors.has(id) && current) return current;
          const object = bucket.completeUpload(key, id, numbers, etag);
          if (upload) survivors.set(id, upload);
          return object;
        },
        upload: (key, id) => bucket.upload(key, id) ?? survivors.get(id),
        putPart: (key, id, part) => {
          const upload = survivors.get(id);
          if (upload === undefined) return bucket.putPart(key, id, part);
          const { size } = part.blob;
          part.blob.release();
          return { ...part, size, lastModified: upload.initiatedAt };
        },
        abortUpload: (key, id) => {
          if (!survivors.delete(id)) bucket.abortUpload(key, id);
        },
      }));
    },
  },
  'abort-does-nothing': {
    says: 'Aborting an upload answers success and leaves it there.',
    ...onBuckets(abortsUpload, () => ({ abortUpload: () => undefined })),
  },
  'abort-of-nothing-succeeds': {
    says: 'Aborting an upload that does not exist succeeds.',
    ...on(abortsUpload, (prepared, next) =>
      forgiving(
        ['missing-upload'],
        () => next(prepared),
        () => DONE,
      ),
    ),
  },
  'abort-removes-object': {
    says: 'Aborting an upload removes the object of its key.',
    ...onBuckets(abortsUpload, (bucket) => ({
      abortUpload: (key, id) => {
        bucket.abortUpload(key, id);
        bucket.remove(key, bucket.owner);
      },
    })),
  },
  'initiation-metadata-lost': {
    says: 'User metadata given when an upload begins is lost.',
    ...onBuckets(beginsUpload, (bucket) => ({
      createUpload: (upload) =>
        bucket.createUpload({ ...upload, properties: { ...upload.properties, metadata: [] } }),
    })),
  },
  'initiation-headers-lost': {
    says: 'Content headers given when an upload begins are lost.',
    ...onBuckets(beginsUpload, (bucket) => ({
      createUpload: (upload) =>
        bucket.createUpload({
          ...upload,
          properties: {
            ...upload.properties,
            contentHeaders: [['Content-Type', 'application/octet-stream']],
          },
        }),
    })),
  },
  'initiation-class-lost': {
    says: 'The storage class given when an upload begins is lost.',
    ...onBuckets(beginsUpload, (bucket, { context }) => ({
      createUpload: (upload) =>
        bucket.createUpload({
          ...upload,
          properties: { ...upload.properties, storageClass: context.rules.defaultStorageClass },
        }),
    })),
  },
  'initiation-acl-lost': {
    says: 'The access control list given when an upload begins is lost.',
    ...onBuckets(beginsUpload, (bucket) => ({
      createUpload: (upload) =>
        bucket.createUpload({
          ...upload,
          properties: { ...upload.properties, attributes: Attributes.empty },
        }),
    })),
  },
  'initiation-makes-object': {
    says: 'Beginning an upload makes an empty object of the key.',
    ...onBuckets(beginsUpload, (bucket, { context }) => ({
      createUpload: (upload) => {
        const blob = context.store.blobs.from(new Uint8Array(), ['md5']);
        bucket.put({ ...upload.properties, key: upload.key, blob, etag: appendedTag(undefined, blob) });
        return bucket.createUpload(upload);
      },
    })),
  },
  'initiation-removes-object': {
    says: 'Beginning an upload removes the object of the key.',
    ...onBuckets(beginsUpload, (bucket) => ({
      createUpload: (upload) => {
        bucket.remove(upload.key, bucket.owner);
        return bucket.createUpload(upload);
      },
    })),
  },
  'one-upload-id-per-key': {
    says: 'Beginning an upload of a key that has one gives the same upload again.',
    ...onBuckets(beginsUpload, (bucket) => ({
      createUpload: (upload) =>
        [...bucket.uploads.from()].map(([, one]) => one).find(({ key }) => key === upload.key) ??
        bucket.createUpload(upload),
    })),
  },
  'initiation-without-key': {
    says: 'The answer to the beginning of an upload does not repeat the key.',
    ...answering(answers('InitiateMultipartUploadResult'), losingElements('Key')),
  },
});

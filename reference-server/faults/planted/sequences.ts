import { ACL } from '../../operations/attributes.ts';
import type { Upload } from '../../store/upload.ts';
import { onBuckets } from '../edit-request.ts';
import { faults } from '../fault.ts';
import { withBuckets } from '../overlay.ts';
import { deletesObject, putsObject } from '../which.ts';

/** Bugs that no single request shows. */
export const sequenceFaults = faults('sequences', {
  'parts-survive-abort': {
    says: 'The list of the parts of an upload is still there when it was aborted.',
    keep: (store) => {
      const aborted = new Map<string, Upload>();
      return withBuckets(store, (bucket) => ({
        abortUpload: (key, id) => {
          const upload = bucket.upload(key, id);
          bucket.abortUpload(key, id);
          if (upload) aborted.set(`${key}\n${id}`, { ...upload });
        },
        upload: (key, id) => bucket.upload(key, id) ?? aborted.get(`${key}\n${id}`),
      }));
    },
  },
  'acl-of-former-object': {
    says: 'Overwriting an object keeps its access control list.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => {
        const before = bucket.current(object.key);
        const acl = before?.attributes.get(ACL);
        return bucket.put(acl ? { ...object, attributes: object.attributes.with(ACL, acl) } : object);
      },
    })),
  },
  'tags-of-former-object': {
    says: 'Overwriting an object keeps its tags.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => {
        const before = bucket.current(object.key);
        return bucket.put(before ? { ...object, tags: before.tags } : object);
      },
    })),
  },
  'copy-dies-with-source': {
    says: 'A copy shares the bytes of its source, and both are lost when one of them is deleted.',
    operate: async (prepared, next) => {
      const { operation, context } = prepared;
      const bucket = deletesObject(operation) ? context.store.bucket(context.bucket) : undefined;
      const blob = bucket?.current(context.key)?.blob;
      const response = await next(prepared);
      if (!bucket || !blob || response.status >= 300) return response;
      const sharing = [...bucket.objects.from()].filter(([, object]) => object.blob === blob);
      for (const [, object] of sharing) {
        bucket.put({ ...object, blob: context.store.blobs.from(new Uint8Array()) });
      }
      return response;
    },
  },
});

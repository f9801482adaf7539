import { ACL } from '../../operations/attributes.ts';
import type { Upload } from '../../store/upload.ts';
import { onBuckets } from '../edit-request.ts';
import { faults } from '../fault.ts';
import { withBuckets } from '../overlay.ts';
import { copiesObject, deletesObject, putsObject } from '../which.ts';

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
    says: 'A copy loses its content when its source is deleted.',
    fresh: () => {
      /** Keys of the copies of an object, by bucket and key. */
      const copies = new Map<string, string[]>();
      return {
        operate: async (prepared, next) => {
          const { operation, context, request } = prepared;
          const response = await next(prepared);
          if (response.status >= 300) return response;
          if (copiesObject(operation)) {
            const key = decodeURIComponent((request.own('copy-source') ?? '').replace(/^[^/]*\//, ''));
            const source = `${context.bucket}\n${key}`;
            copies.set(source, [...(copies.get(source) ?? []), context.key]);
          } else if (deletesObject(operation)) {
            const bucket = context.store.bucket(context.bucket);
            for (const key of copies.get(`${context.bucket}\n${context.key}`) ?? []) {
              const copy = bucket?.current(key);
              if (copy && key !== context.key) {
                bucket?.put({ ...copy, blob: context.store.blobs.from(new Uint8Array()) });
              }
            }
          }
          return response;
        },
      };
    },
  },
});

import type { Conditions } from '../http/conditional.ts';
import { ACL } from '../operations/attributes.ts';
import { aclOfObject } from '../operations/bucket-acl.ts';
import { Attributes } from '../store/attributes.ts';
import { forgiving } from './catching.ts';
import { asIf, deafTo, inContext, on, onBuckets } from './edit-request.ts';
import { answering, losingElements } from './edit-response.ts';
import { faults } from './fault.ts';
import { overlay } from './overlay.ts';
import { emptyBlob, putEmpty } from './put-empty.ts';
import type { Tampering } from './tampering.ts';
import { copies, copiesObject } from './which.ts';

/** Copies that overlook one condition on the source. */
function overlooking(name: keyof Conditions): Tampering {
  return {
    decide: ({ conditionTruths }) => ({
      conditionTruths: (...asked) => ({ ...conditionTruths(...asked), [name]: undefined }),
    }),
  };
}

/** Copies with other headers than those of the request. */
function told(name: string, value: string): Tampering {
  return asIf(copiesObject, ({ own }) => ({ own: (asked) => (asked === name ? value : own(asked)) }));
}

/** Copies of stored objects. */
export const copyFaults = faults('copy', {
  'directive-ignored': {
    says: 'Copies always keep the metadata of the source.',
    ...deafTo(copiesObject, 'metadata-directive'),
  },
  'metadata-always-replaced': {
    says: 'Copies always take the metadata of the request.',
    ...told('metadata-directive', 'Replaced'),
  },
  'unknown-directive-accepted': {
    says: 'An unknown directive means Copy.',
    understand: ({ operation, incoming }) =>
      copiesObject(operation)
        ? {
            incoming: {
              ...incoming,
              headers: incoming.headers.filter(
                ([name, value]) =>
                  !name.toLowerCase().endsWith('metadata-directive') || /^(copy|replaced?)$/i.test(value),
              ),
            },
          }
        : {},
  },
  'copied-metadata-lost': {
    says: 'Copies lose the user metadata of the source.',
    ...onBuckets(copiesObject, (bucket, { request }) => ({
      put: (object) =>
        bucket.put(request.own('metadata-directive') === undefined ? { ...object, metadata: [] } : object),
    })),
  },
  'copied-headers-lost': {
    says: 'Copies lose the content headers of the source.',
    ...onBuckets(copiesObject, (bucket, { request }) => ({
      put: (object) =>
        bucket.put(
          request.own('metadata-directive') === undefined
            ? { ...object, contentHeaders: [['Content-Type', 'application/octet-stream']] }
            : object,
        ),
    })),
  },
  'copied-content-empty': {
    says: 'A copy has no bytes: only its record is copied.',
    ...onBuckets(copiesObject, (bucket, { context }) => ({
      put: (object) => {
        object.blob.release();
        return bucket.put({ ...object, blob: emptyBlob(context.store) });
      },
    })),
  },
  'source-bucket-ignored': {
    says: 'The source is looked for in the target bucket, whatever bucket is named.',
    ...inContext(copiesObject, ({ store, bucket: target }) => ({
      store: overlay(store, { bucket: (name) => store.bucket(name) && store.bucket(target) }),
    })),
  },
  'copy-if-match-ignored': { says: 'The If-Match of a copy is ignored.', ...overlooking('ifMatch') },
  'copy-if-none-match-ignored': {
    says: 'The If-None-Match of a copy is ignored.',
    ...overlooking('ifNoneMatch'),
  },
  'copy-if-modified-since-ignored': {
    says: 'The If-Modified-Since of a copy is ignored.',
    ...overlooking('ifModifiedSince'),
  },
  'copy-if-unmodified-since-ignored': {
    says: 'The If-Unmodified-Since of a copy is ignored.',
    ...overlooking('ifUnmodifiedSince'),
  },
  'copy-conditions-need-one': {
    says: 'Of several conditions of a copy one has to hold, not all.',
    decide: ({ conditionTruths }) => ({
      conditionTruths: (...asked) => {
        const truths = conditionTruths(...asked);
        const none = {
          ifMatch: undefined,
          ifNoneMatch: undefined,
          ifModifiedSince: undefined,
          ifUnmodifiedSince: undefined,
        };
        return Object.values(truths).includes(true) ? none : truths;
      },
    }),
  },
  'copy-conditions-as-304': {
    says: 'A copy whose If-None-Match does not hold answers 304, as a read does.',
    respond: (response, { routed }) =>
      response.status === 412 && routed && copies(routed.operation)
        ? { status: 304, headers: response.headers, body: { kind: 'none' } }
        : response,
  },
  'copy-conditions-in-any-pairs': {
    says: 'Conditions of a copy may be combined at will; the last one counts.',
    ...asIf(copiesObject, ({ own }) => ({
      own: (name) => {
        const later = own('copy-source-if-none-match') ?? own('copy-source-if-modified-since');
        return /^copy-source-if-(match|unmodified-since)$/.test(name) && later !== undefined
          ? undefined
          : own(name);
      },
    })),
  },
  'copied-acl': {
    says: 'A copy gets the access control list of the source.',
    ...onBuckets(copiesObject, (bucket) => ({
      put: (object) => {
        const source = [...bucket.objects.from()]
          .map(([, one]) => one)
          .find(({ etag }) => etag === object.etag);
        const acl = source && aclOfObject(bucket, source);
        return bucket.put({ ...object, attributes: object.attributes.with(ACL, acl) });
      },
    })),
  },
  'copy-acl-ignored': {
    says: 'The access control list asked for a copy is ignored.',
    ...onBuckets(copiesObject, (bucket) => ({
      put: (object) => bucket.put({ ...object, attributes: Attributes.empty }),
    })),
  },
  'copy-class-ignored': {
    says: 'The storage class asked for a copy is ignored.',
    ...deafTo(copiesObject, 'storage-class'),
  },
  'copy-class-of-source': {
    says: 'A copy that asks for no storage class gets that of the source.',
    ...onBuckets(copiesObject, (bucket, { request }) => ({
      put: (object) => {
        const source = [...bucket.objects.from()]
          .map(([, one]) => one)
          .find(({ etag }) => etag === object.etag);
        const asked = request.own('storage-class') !== undefined;
        return bucket.put(asked || !source ? object : { ...object, storageClass: source.storageClass });
      },
    })),
  },
  'copy-to-itself-accepted': {
    says: 'An object can be copied onto itself without changing anything.',
    ...on(copiesObject, (prepared, next) =>
      forgiving(
        ['copy-to-itself'],
        () => next(prepared),
        () => {
          const { request } = prepared;
          const own = (name: string) => (name === 'metadata-directive' ? 'Replaced' : request.own(name));
          return next({ ...prepared, request: { ...request, own } });
        },
      ),
    ),
  },
  'copy-to-itself-always-refused': {
    says: 'An object cannot be copied onto itself, even to replace its metadata or class.',
    ...on(copiesObject, (prepared, next) => {
      const { context, request } = prepared;
      const source = onceDecoded(request.own('copy-source')) ?? '';
      const itself = source.includes(context.bucket) && source.endsWith(`/${context.key}`);
      const directive = request.own('metadata-directive');
      return itself && directive !== undefined
        ? next({
            ...prepared,
            request: {
              ...request,
              own: (name) => (name === 'metadata-directive' ? undefined : request.own(name)),
            },
          })
        : next(prepared);
    }),
  },
  'copy-source-not-authorised': {
    says: 'Whoever may write the target can copy any object of anybody.',
    ...inContext(copies, ({ decision }) => ({ decision: { ...decision, authorize: () => undefined } })),
  },
  'missing-source-copies-nothing': {
    says: 'Copying what does not exist makes an empty object.',
    ...on(copiesObject, (prepared, next) =>
      forgiving(
        ['missing-copy-source'],
        () => next(prepared),
        () => {
          const { bucket: name, key, store } = prepared.context;
          const bucket = store.bucket(name);
          if (bucket) putEmpty(store, bucket, key);
          return { status: 200, headers: [], body: { kind: 'none' } };
        },
      ),
    ),
  },
  'copy-source-decoded-twice': {
    says: 'The key in the copy source is decoded twice.',
    ...asIf(copies, ({ own }) => ({
      own: (name) => (name === 'copy-source' ? onceDecoded(own(name)) : own(name)),
    })),
  },
  'copy-source-not-decoded': {
    says: 'The key in the copy source is taken as it is written.',
    ...asIf(copies, ({ own }) => ({
      own: (name) =>
        name === 'copy-source' ? own(name)?.replaceAll('%', '%25').replaceAll('%252F', '%2F') : own(name),
    })),
  },
  'refused-copy-removes-target': {
    says: 'The target is removed before the conditions of a copy are looked at.',
    ...on(copiesObject, async (prepared, next) => {
      try {
        return await next(prepared);
      } catch (error) {
        const bucket = prepared.context.store.bucket(prepared.context.bucket);
        bucket?.remove(prepared.context.key, bucket.owner);
        throw error;
      }
    }),
  },
  'copy-result-without-time': {
    says: 'The answer to a copy has no LastModified.',
    ...answering(copiesObject, losingElements('LastModified')),
  },
  'copy-source-version-ignored': {
    says: 'The version named in a copy source is ignored.',
    ...asIf(copies, ({ own }) => ({
      own: (name) => (name === 'copy-source' ? own(name)?.replace(/\?.*$/, '') : own(name)),
    })),
  },
});

function onceDecoded(source: string | undefined): string | undefined {
  try {
    return source === undefined ? undefined : decodeURIComponent(source);
  } catch {
    return source;
  }
}

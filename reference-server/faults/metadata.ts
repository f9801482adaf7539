import type { HeaderList } from '../../dialects/core/headers.ts';
import { refuse } from '../operations/refuse.ts';
import type { NewObject } from '../store/object-record.ts';
import { forgiving } from './catching.ts';
import { deafToQuery, inContext, on, onBuckets } from './edit-request.ts';
import { answering, losing, rewriting } from './edit-response.ts';
import { faults } from './fault.ts';
import type { Tampering } from './tampering.ts';
import { getsObject, headsObject, putsObject, readsObject } from './which.ts';

/** Objects that are stored with other properties than those sent. */
function storing(change: (object: NewObject) => Partial<NewObject>): Tampering {
  return onBuckets(putsObject, (bucket) => ({
    put: (object) => bucket.put({ ...object, ...change(object) }),
  }));
}

function without(name: string): Tampering {
  return storing(({ contentHeaders }) => ({
    contentHeaders: contentHeaders.filter(([one]) => one.toLowerCase() !== name),
  }));
}

function values(headers: HeaderList, change: (value: string) => string): HeaderList {
  return headers.map(([name, value]) => [name, change(value)]);
}

const OVERRIDES = {
  'response-content-type': 'override-of-type-ignored',
  'response-content-language': 'override-of-language-ignored',
  'response-expires': 'override-of-expires-ignored',
  'response-cache-control': 'override-of-cache-control-ignored',
  'response-content-disposition': 'override-of-disposition-ignored',
  'response-content-encoding': 'override-of-encoding-ignored',
} as const;

/** User metadata and content headers. */
export const metadataFaults = faults('metadata', {
  'metadata-lost': { says: 'User metadata is not kept.', ...storing(() => ({ metadata: [] })) },
  'metadata-only-first': {
    says: 'Only the first entry of user metadata is kept.',
    ...storing(({ metadata }) => ({ metadata: metadata.slice(0, 1) })),
  },
  'metadata-values-in-lower-case': {
    says: 'Values of user metadata are folded to lower case.',
    ...storing(({ metadata }) => ({ metadata: values(metadata, (value) => value.toLowerCase()) })),
  },
  'metadata-blanks-folded': {
    says: 'Runs of blanks in user metadata become one.',
    ...storing(({ metadata }) => ({ metadata: values(metadata, (value) => value.replace(/\s+/g, ' ')) })),
  },
  'metadata-over-1k-dropped': {
    says: 'User metadata is dropped when it is more than 1 KB.',
    ...storing(({ metadata }) => {
      const size = metadata.reduce((sum, [name, value]) => sum + name.length + value.length, 0);
      return size > 1024 ? { metadata: [] } : {};
    }),
  },
  'metadata-over-1k-refused': {
    says: 'User metadata of more than 1 KB is refused.',
    ...inContext(putsObject, ({ limits }) => ({ limits: { ...limits, metadataBytes: 1024 } })),
  },
  'metadata-unbounded': {
    says: 'User metadata of any size is accepted.',
    ...inContext(putsObject, ({ limits }) => ({
      limits: { ...limits, metadataBytes: Number.MAX_SAFE_INTEGER },
    })),
  },
  'metadata-cut': {
    says: 'Values of user metadata are cut after 255 bytes.',
    ...storing(({ metadata }) => ({ metadata: values(metadata, (value) => value.slice(0, 255)) })),
  },
  'metadata-of-former-object': {
    says: 'Overwriting an object adds to the metadata it had.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => {
        const own = new Set(object.metadata.map(([name]) => name));
        const before = bucket.current(object.key)?.metadata.filter(([name]) => !own.has(name)) ?? [];
        return bucket.put({ ...object, metadata: [...before, ...object.metadata] });
      },
    })),
  },
  'headers-of-former-object': {
    says: 'Overwriting an object keeps the content headers that are not sent again.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => {
        const own = new Set(object.contentHeaders.map(([name]) => name));
        const before = bucket.current(object.key)?.contentHeaders.filter(([name]) => !own.has(name)) ?? [];
        return bucket.put({ ...object, contentHeaders: [...before, ...object.contentHeaders] });
      },
    })),
  },
  'metadata-not-on-get': {
    says: 'GET does not give user metadata, HEAD does.',
    ...answering(getsObject, losing(/-meta-/)),
  },
  'metadata-not-on-head': {
    says: 'HEAD does not give user metadata, GET does.',
    ...answering(headsObject, losing(/-meta-/)),
  },
  'cache-control-lost': { says: 'Cache-Control is not kept.', ...without('cache-control') },
  'content-disposition-lost': { says: 'Content-Disposition is not kept.', ...without('content-disposition') },
  'content-encoding-lost': { says: 'Content-Encoding is not kept.', ...without('content-encoding') },
  'expires-lost': { says: 'Expires is not kept.', ...without('expires') },
  'content-type-lost': {
    says: 'Content-Type is always application/octet-stream.',
    ...storing(({ contentHeaders }) => ({
      contentHeaders: contentHeaders.map(([name, value]) => [
        name,
        name === 'Content-Type' ? 'application/octet-stream' : value,
      ]),
    })),
  },
  'charset-added': {
    says: 'A proxy adds a charset to the types of texts.',
    ...answering(
      readsObject,
      rewriting(/^content-type$/, (type) => (/^text\/[^;]*$/.test(type) ? `${type}; charset=utf-8` : type)),
    ),
  },
  'type-parameters-dropped': {
    says: 'Parameters of Content-Type are dropped.',
    ...storing(({ contentHeaders }) => ({
      contentHeaders: contentHeaders.map(([name, value]) => [
        name,
        name === 'Content-Type' ? value.replace(/;.*/, '') : value,
      ]),
    })),
  },
  'default-type-missing': {
    says: 'An object without Content-Type comes back without one.',
    ...answering(readsObject, (response) => ({
      ...response,
      headers: response.headers.filter(
        ([name, value]) => name !== 'Content-Type' || value !== 'application/octet-stream',
      ),
    })),
  },
  'overrides-stored': {
    says: 'Overrides of a read become properties of the object.',
    ...on(getsObject, async (prepared, next) => {
      const { context, request } = prepared;
      const bucket = context.store.bucket(context.bucket);
      const response = await next(prepared);
      const object = bucket?.current(context.key);
      const headers = Object.keys(OVERRIDES).flatMap((parameter): HeaderList => {
        const value = request.query(parameter);
        const name = parameter
          .replace('response-', '')
          .replace(/(^|-)[a-z]/g, (first) => first.toUpperCase());
        return value ? [[name, value]] : [];
      });
      if (object && headers.length > 0) bucket?.update(object, { contentHeaders: headers });
      return response;
    }),
  },
  ...Object.fromEntries(
    Object.entries(OVERRIDES).map(([parameter, id]) => [
      id,
      { says: `${parameter} is ignored.`, ...deafToQuery(getsObject, parameter) },
    ]),
  ),
  'overrides-refused': {
    says: 'Overrides are refused even when the request is signed.',
    ...on(getsObject, (prepared, next) =>
      Object.keys(OVERRIDES).some((parameter) => prepared.request.query(parameter))
        ? refuse('anonymous-override')
        : next(prepared),
    ),
  },
  'anonymous-overrides-accepted': {
    says: 'Whoever makes up a link to a public object can say what type it has.',
    ...on(getsObject, (prepared, next) =>
      forgiving(
        ['anonymous-override'],
        () => next(prepared),
        () => {
          const caller = { account: '', ownerId: '', userId: '' };
          return next({ ...prepared, context: { ...prepared.context, caller } });
        },
      ),
    ),
  },
  'storage-class-lost': {
    says: 'Every object is of the default storage class.',
    ...storing(() => ({ storageClass: 'STANDARD' })),
  },
  'storage-class-not-shown': {
    says: 'The storage class is not shown when an object is read.',
    ...answering(readsObject, losing(/-storage-class$/)),
  },
  'object-type-missing': {
    says: 'The type of an object is not shown.',
    ...answering(readsObject, losing(/-object-type$/)),
  },
  'unknown-classes-accepted': {
    says: 'Any storage class is accepted, and means the default one.',
    understand: ({ operation, incoming }) =>
      putsObject(operation)
        ? {
            incoming: {
              ...incoming,
              headers: incoming.headers.filter(
                ([name, value]) =>
                  !name.toLowerCase().endsWith('-storage-class') ||
                  /^[A-Z_]*(STANDARD|NEARLINE|ARCHIVE)[A-Z_]*$/i.test(value),
              ),
            },
          }
        : {},
  },
});

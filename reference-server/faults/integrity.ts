import { headerValue } from '../../dialects/core/headers.ts';
import { blobBody } from '../http/blob-body.ts';
import { BodyProblem } from '../http/exchange.ts';
import { releaseBody } from '../http/response.ts';
import { refuse } from '../operations/refuse.ts';
import type { StoredBlob } from '../store/blob.ts';
import type { ObjectStore } from '../store/object-store.ts';
import { refusalOf } from './catching.ts';
import { asIf, deafTo, deafToHeader, inContext, on } from './edit-request.ts';
import { answering, rewriting } from './edit-response.ts';
import { faults } from './fault.ts';
import { overlay } from './overlay.ts';
import { putEmpty } from './put-empty.ts';
import type { Tampering } from './tampering.ts';
import { getsObject, putsObject, putsPart, readsObject } from './which.ts';

type Receive = ObjectStore['blobs']['receive'];

/** Bodies that are taken in another way. */
function receiving(make: (next: Receive) => Receive): Tampering {
  return {
    keep: (store) =>
      overlay(store, {
        blobs: overlay(store.blobs, { receive: make((...asked) => store.blobs.receive(...asked)) }),
      }),
  };
}

/** Bytes that are changed on their way in. */
function mangling(change: (chunk: Uint8Array, received: number) => Uint8Array): Tampering {
  return receiving((next) => (source, hashes) => next(changed(source, change), hashes));
}

async function* changed(
  source: AsyncIterable<Uint8Array>,
  change: (chunk: Uint8Array, received: number) => Uint8Array,
): AsyncGenerator<Uint8Array> {
  let received = 0;
  for await (const chunk of source) {
    yield change(chunk, received);
    received += chunk.length;
  }
}

/** What came in, as if it were all. */
async function* asComplete(source: AsyncIterable<Uint8Array>): AsyncGenerator<Uint8Array> {
  try {
    yield* source;
  } catch (error) {
    if (!(error instanceof BodyProblem)) throw error;
  }
}

/** Stores what is refused all the same. */
function storingRefused(...refusals: readonly string[]): Tampering {
  return {
    operate: async (prepared, next) => {
      if (!putsObject(prepared.operation)) return next(prepared);
      const { context } = prepared;
      const taken: StoredBlob[] = [];
      const { blobs } = context.store;
      const store = overlay(context.store, {
        blobs: overlay(blobs, {
          receive: async (...asked) => {
            const blob = await blobs.receive(...asked);
            taken.push(blob.retain());
            return blob;
          },
        }),
      });
      try {
        return await next({ ...prepared, context: { ...context, store } });
      } catch (error) {
        const [blob] = taken;
        const bucket = context.store.bucket(context.bucket);
        if (blob && bucket && refusals.includes(refusalOf(error) ?? '')) {
          putEmpty(context.store, bucket, context.key, blob.retain());
        }
        throw error;
      } finally {
        for (const blob of taken) blob.release();
      }
    },
  };
}

/** Whether what is declared for a body is compared with it, and what is kept of one that is wrong. */
export const integrityFaults = faults('integrity', {
  'content-md5-not-checked': {
    says: 'Content-MD5 is not compared with the body of an upload.',
    ...asIf(
      (operation) => putsObject(operation) || putsPart(operation),
      () => ({ contentMd5: undefined }),
    ),
  },
  'document-md5-not-checked': {
    says: 'Content-MD5 is not compared with the document in a body.',
    understand: ({ operation, incoming }) =>
      operation.body.kind === 'xml' && headerValue(incoming.headers, 'content-md5')?.length === 24
        ? {
            incoming: {
              ...incoming,
              headers: incoming.headers.filter(([name]) => name.toLowerCase() !== 'content-md5'),
            },
            operation: { ...operation, body: { ...operation.body, md5: 'optional' } },
          }
        : {},
  },
  'missing-md5-accepted': {
    says: 'Content-MD5 is not asked for where it is mandatory.',
    understand: ({ operation }) =>
      operation.body.kind === 'xml'
        ? { operation: { ...operation, body: { ...operation.body, md5: 'optional' } } }
        : {},
  },
  'broken-md5-ignored': {
    says: 'A Content-MD5 that is none is ignored.',
    understand: ({ incoming }) => ({
      incoming: {
        ...incoming,
        headers: incoming.headers.filter(
          ([name, value]) => name.toLowerCase() !== 'content-md5' || /^[A-Za-z0-9+/]{22}==$/.test(value),
        ),
      },
    }),
  },
  'refused-body-stored': {
    says: 'A body whose MD5 is wrong is refused after it was stored.',
    ...storingRefused('bad-digest'),
  },
  'sha1-not-checked': {
    says: 'The SHA-1 declared for a body is not compared.',
    ...deafTo(putsObject, 'content-sha1'),
  },
  'cut-body-stored': {
    says: 'A body that breaks off is stored as far as it came.',
    ...receiving((next) => (source, hashes) => next(asComplete(source), hashes)),
  },
  'cut-body-visible': {
    says: 'A body that breaks off leaves an empty object.',
    ...on(putsObject, async (prepared, next) => {
      try {
        return await next(prepared);
      } catch (error) {
        const { context } = prepared;
        const bucket = context.store.bucket(context.bucket);
        if (refusalOf(error) === 'incomplete-body' && bucket) {
          putEmpty(context.store, bucket, context.key);
        }
        throw error;
      }
    }),
  },
  'line-ends-changed': {
    says: 'Bodies are stored as text: CR LF becomes LF.',
    ...mangling((chunk) =>
      Buffer.from(Buffer.from(chunk).toString('latin1').replaceAll('\r\n', '\n'), 'latin1'),
    ),
  },
  'bytes-read-as-text': {
    says: 'Bodies are read as UTF-8, and what is none is replaced.',
    ...mangling((chunk) => Buffer.from(Buffer.from(chunk).toString('utf8'))),
  },
  'zero-byte-lost': {
    says: 'Bodies end at the first zero byte.',
    ...mangling((chunk) => {
      const end = chunk.indexOf(0);
      return end === -1 ? chunk : chunk.subarray(0, end);
    }),
  },
  'body-over-64k-lost': {
    says: 'Bodies end after 64 KB, the size of a buffer.',
    ...mangling((chunk, received) => chunk.subarray(0, Math.max(0, 65_536 - received))),
  },
  'empty-objects-refused': {
    says: 'Objects without bytes are refused.',
    ...on(putsObject, (prepared, next) =>
      prepared.request.body.declaredLength === 0 ? refuse('missing-body') : next(prepared),
    ),
  },
  'chunked-refused': {
    says: 'Bodies of unknown length are refused.',
    ...on(putsObject, (prepared, next) =>
      prepared.request.body.chunked ? refuse('missing-content-length') : next(prepared),
    ),
  },
  'missing-length-is-empty': {
    says: 'An upload without Content-Length makes an empty object.',
    understand: ({ operation, incoming }) =>
      (putsObject(operation) || putsPart(operation)) && !incoming.body.present
        ? { incoming: { ...incoming, body: overlay(incoming.body, { declaredLength: 0 }) } }
        : {},
  },
  'uploads-bounded-to-1m': {
    says: 'A proxy takes bodies of up to 1 MB.',
    ...inContext(putsObject, ({ limits }) => ({ limits: { ...limits, uploadBytes: 1_000_000 } })),
  },
  'overwriting-refused': {
    says: 'An object that exists cannot be overwritten.',
    ...on(putsObject, (prepared, next) => {
      const { context } = prepared;
      return context.store.bucket(context.bucket)?.current(context.key)
        ? refuse('precondition-failed')
        : next(prepared);
    }),
  },
  'overwriting-ignored': {
    says: 'Writing to a key that exists answers success and keeps the old bytes.',
    ...inContext(putsObject, ({ store }) => ({
      store: overlay(store, {
        bucket: (name) => {
          const bucket = store.bucket(name);
          return (
            bucket &&
            overlay(bucket, {
              put: (object) => {
                const before = bucket.current(object.key);
                if (before === undefined) return bucket.put(object);
                object.blob.release();
                return { ...before, etag: object.etag };
              },
            })
          );
        },
      }),
    })),
  },
  'reads-from-stale-cache': {
    says: 'A cache gives the first content it saw of a key, whatever is written later.',
    fresh: staleCache,
  },
  'crc64-wrong': {
    says: 'The CRC-64 is computed with the polynomial of another standard.',
    ...answering(
      (operation) => readsObject(operation) || putsObject(operation),
      rewriting(/-hash-crc64ecma$/, (crc) => String(BigInt.asUintN(64, ~BigInt(crc)))),
    ),
  },
  'crc64-as-hex': {
    says: 'The CRC-64 is written in hexadecimal.',
    ...answering(
      (operation) => readsObject(operation) || putsObject(operation),
      rewriting(/-hash-crc64ecma$/, (crc) => BigInt(crc).toString(16)),
    ),
  },
  'encoded-content-decoded': {
    says: 'A proxy takes Content-Encoding of an upload for its own affair and drops it.',
    ...deafToHeader(putsObject, 'Content-Encoding'),
  },
});

/** The first blob that was read of every key is read for ever. */
function staleCache(): Tampering {
  const caches = new WeakMap<object, Map<string, StoredBlob>>();
  return on(getsObject, async (prepared, next) => {
    const { context } = prepared;
    const response = await next(prepared);
    const { body } = response;
    const bucket = context.store.bucket(context.bucket);
    if (body.kind !== 'blob' || body.span || !bucket) return response;
    const cache = caches.get(bucket) ?? new Map<string, StoredBlob>();
    caches.set(bucket, cache);
    const cached = cache.get(context.key);
    if (cached === undefined) {
      cache.set(context.key, body.blob.retain());
      return response;
    }
    const stale = blobBody(cached);
    releaseBody(body);
    return { ...response, body: stale };
  });
}

import { textAt } from '../../dialects/core/document-access.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { appendedTag } from '../operations/content-digest.ts';
import { refuse } from '../operations/refuse.ts';
import { Attributes } from '../store/attributes.ts';
import type { StoredBlob } from '../store/blob.ts';
import type { Bucket } from '../store/bucket.ts';
import type { Part, Upload } from '../store/upload.ts';
import { forgiving } from './catching.ts';
import { readingList } from './edit-document.ts';
import { asIf, inContext, on, onBuckets } from './edit-request.ts';
import { answering, losingElements, rewritingElement } from './edit-response.ts';
import { faults } from './fault.ts';
import { overlay, withBuckets } from './overlay.ts';
import { abortsUpload, answers, beginsUpload, completesUpload, copiesPart, putsPart } from './which.ts';

/** What a proxy takes for a document, in bytes. */
const PROXY_BYTES = 65_536;

const DONE = { status: 204, headers: [], body: { kind: 'none' } } as const;

function uploadOf(bucket: Bucket | undefined, key: string, id: string): Upload | undefined {
  return bucket?.upload(key, id);
}

function numbersOf(upload: Upload): number[] {
  return [...upload.parts.from()].map(([number]) => number);
}

/** Uploads in parts: what they are made of, and when they end. */
export const multipartFaults = faults('multipart', {
  'part-order-not-checked': {
    says: 'The list of a completion is sorted instead of refused.',
    ...readingList(completesUpload, 'Part', (parts) =>
      parts.toSorted((a, b) => Number(textAt(a, 'PartNumber')) - Number(textAt(b, 'PartNumber'))),
    ),
  },
  'listed-twice-counts-once': {
    says: 'A part that is listed twice counts once.',
    ...readingList(completesUpload, 'Part', (parts) =>
      parts.filter((part, at) => textAt(part, 'PartNumber') !== textAt(parts[at - 1] ?? '', 'PartNumber')),
    ),
  },
  'small-parts-accepted': {
    says: 'Parts in the middle may be of any size.',
    ...inContext(completesUpload, ({ limits }) => ({ limits: { ...limits, minPartBytes: 0 } })),
  },
  'last-part-too-small': {
    says: 'The last part has to have the least size, too.',
    ...on(completesUpload, (prepared, next) => {
      const { context, request } = prepared;
      const upload = uploadOf(
        context.store.bucket(context.bucket),
        context.key,
        request.query('uploadId') ?? '',
      );
      const small =
        upload && [...upload.parts.from()].some(([, { size }]) => size < context.limits.minPartBytes);
      return small ? refuse('entity-too-small') : next(prepared);
    }),
  },
  'small-parts-refused-at-once': {
    says: 'A part below the least size is refused when it is uploaded.',
    ...on(putsPart, (prepared, next) =>
      (prepared.request.body.declaredLength ?? 0) < prepared.context.limits.minPartBytes
        ? refuse('entity-too-small')
        : next(prepared),
    ),
  },
  'part-etags-not-checked': {
    says: 'The entity tags of a completion are not compared.',
    ...readingList(completesUpload, 'Part', (parts, { context, request }) => {
      const upload = uploadOf(
        context.store.bucket(context.bucket),
        context.key,
        request.query('uploadId') ?? '',
      );
      return parts.map((part) => {
        const etag = upload?.parts.get(Number(textAt(part, 'PartNumber')))?.etag;
        return etag === undefined ? part : { ...part, ETag: etag };
      });
    }),
  },
  'missing-parts-skipped': {
    says: 'Parts that are listed and were never uploaded are passed over.',
    ...readingList(completesUpload, 'Part', (parts, { context, request }) => {
      const upload = uploadOf(
        context.store.bucket(context.bucket),
        context.key,
        request.query('uploadId') ?? '',
      );
      const found = parts.filter(
        (part) => upload?.parts.get(Number(textAt(part, 'PartNumber'))) !== undefined,
      );
      return found.length > 0 ? found : parts;
    }),
  },
  'unlisted-parts-kept': {
    says: 'The object is made of all uploaded parts, listed or not.',
    ...onBuckets(completesUpload, (bucket) => ({
      completeUpload: (key, id, numbers, etag) => {
        const upload = bucket.upload(key, id);
        return bucket.completeUpload(key, id, upload ? numbersOf(upload) : numbers, etag);
      },
    })),
  },
  'parts-in-order-of-arrival': {
    says: 'Parts are put together in the order they arrived.',
    keep: (store) => {
      const arrivals = new WeakMap<StoredBlob, number>();
      let count = 0;
      return withBuckets(store, (bucket) => ({
        putPart: (key, id, part) => {
          count += 1;
          arrivals.set(part.blob, count);
          return bucket.putPart(key, id, part);
        },
        completeUpload: (key, id, numbers, etag) => {
          const upload = bucket.upload(key, id);
          const arrival = (number: number): number => {
            const blob = upload?.parts.get(number)?.blob;
            return (blob && arrivals.get(blob)) ?? 0;
          };
          return bucket.completeUpload(
            key,
            id,
            numbers.toSorted((a, b) => arrival(a) - arrival(b)),
            etag,
          );
        },
      }));
    },
  },
  'first-part-lost': {
    says: 'The object lacks its first part when there is more than one.',
    ...onBuckets(completesUpload, (bucket) => ({
      completeUpload: (key, id, numbers, etag) =>
        bucket.completeUpload(key, id, numbers.length > 1 ? numbers.slice(1) : numbers, etag),
    })),
  },
  'old-part-kept': {
    says: 'A part that is uploaded again does not replace the first one.',
    ...onBuckets(putsPart, (bucket) => ({
      putPart: (key, id, part) => {
        const before = bucket.upload(key, id)?.parts.get(part.number);
        if (before === undefined) return bucket.putPart(key, id, part);
        part.blob.release();
        return { ...before, etag: part.etag } satisfies Part;
      },
    })),
  },
  'part-numbers-up-to-1000': {
    says: 'Part numbers above 1000 are refused.',
    ...inContext(putsPart, ({ limits }) => ({ limits: { ...limits, maxPartNumber: 1000 } })),
  },
  'part-numbers-unbounded': {
    says: 'Part numbers above the greatest one are accepted.',
    understand: ({ operation }) =>
      putsPart(operation) ? { operation: untyped(operation, 'partNumber') } : {},
    ...inContext(putsPart, ({ limits }) => ({
      limits: { ...limits, maxPartNumber: Number.MAX_SAFE_INTEGER },
    })),
  },
  'part-number-zero-accepted': {
    says: 'Part number 0 is accepted, and means the first part.',
    understand: ({ operation, query }) =>
      putsPart(operation)
        ? {
            query: query.map(([name, value]) => [name, name === 'partNumber' && value === '0' ? '1' : value]),
          }
        : {},
  },
  'part-number-missing-is-one': {
    says: 'A part without partNumber is the first one.',
    understand: ({ operation, query }) =>
      putsPart(operation) && !query.some(([name]) => name === 'partNumber')
        ? { query: [...query, ['partNumber', '1']] }
        : {},
  },
  'parts-only-in-order': {
    says: 'A part is refused before those of lower numbers are there.',
    ...on(putsPart, (prepared, next) => {
      const { context, request } = prepared;
      const upload = uploadOf(
        context.store.bucket(context.bucket),
        context.key,
        request.query('uploadId') ?? '',
      );
      const number = Number(request.query('partNumber'));
      const later = upload && [...upload.parts.from()].some(([other]) => other > number);
      return later ? refuse('invalid-part-number') : next(prepared);
    }),
  },
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
  'refused-completion-ends-upload': {
    says: 'A completion that is refused ends the upload.',
    ...on(completesUpload, async (prepared, next) => {
      try {
        return await next(prepared);
      } catch (error) {
        const { context, request } = prepared;
        const id = request.query('uploadId') ?? '';
        const bucket = context.store.bucket(context.bucket);
        if (bucket?.upload(context.key, id)) bucket.abortUpload(context.key, id);
        throw error;
      }
    }),
  },
  'completion-keeps-old-object': {
    says: 'A completion over an existing object answers success and leaves the old one.',
    ...onBuckets(completesUpload, (bucket) => ({
      completeUpload: (key, id, numbers, etag) => {
        const before = bucket.current(key);
        const kept = before?.blob.retain();
        const object = bucket.completeUpload(key, id, numbers, etag);
        if (before === undefined || kept === undefined) return object;
        bucket.put({ ...before, blob: kept });
        return object;
      },
    })),
  },
  'completion-etags-want-quotes': {
    says: 'Entity tags without quotes are not known in a completion.',
    ...readingList(completesUpload, 'Part', (parts) =>
      parts.map((part) =>
        textAt(part, 'ETag')?.trim().startsWith('"') ? part : { ...part, ETag: 'unknown' },
      ),
    ),
  },
  'completion-etags-want-no-quotes': {
    says: 'Entity tags with quotes are not known in a completion.',
    ...readingList(completesUpload, 'Part', (parts) =>
      parts.map((part) =>
        textAt(part, 'ETag')?.trim().startsWith('"') ? { ...part, ETag: 'unknown' } : part,
      ),
    ),
  },
  'completion-without-location': {
    says: 'The answer to a completion has no Location.',
    ...answering(answers('CompleteMultipartUploadResult'), losingElements('Location')),
  },
  'completion-location-of-backend': {
    says: 'Location names a host that only the backend knows.',
    ...answering(
      answers('CompleteMultipartUploadResult'),
      rewritingElement('Location', () => 'storage-node-7.internal/object'),
    ),
  },
  'initiation-without-key': {
    says: 'The answer to the beginning of an upload does not repeat the key.',
    ...answering(answers('InitiateMultipartUploadResult'), losingElements('Key')),
  },
  'large-completions-refused': {
    says: 'A proxy takes bodies of completions up to 64 KB only.',
    receive: (incoming) =>
      incoming.method === 'POST' && (incoming.body.declaredLength ?? 0) > PROXY_BYTES
        ? { ...incoming, body: overlay(incoming.body, { readAll: () => refuse('body-too-large') }) }
        : incoming,
  },
  'part-copy-range-ignored': {
    says: 'A part is always a copy of the whole source.',
    ...asIf(copiesPart, ({ own }) => ({
      own: (name) => (name === 'copy-source-range' ? undefined : own(name)),
    })),
  },
  'part-copy-range-exclusive': {
    says: 'The last position of a copied range is taken for the one behind it.',
    ...asIf(copiesPart, ({ own }) => ({
      own: (name) => {
        const value = own(name);
        const [, first, last] =
          name === 'copy-source-range' ? (/^bytes=(\d+)-(\d+)$/.exec(value ?? '') ?? []) : [];
        return last === undefined || Number(last) <= Number(first)
          ? value
          : `bytes=${first}-${Number(last) - 1}`;
      },
    })),
  },
  'part-copy-range-of-any-form': {
    says: 'A copied range of another form is ignored, as in Range.',
    understand: ({ operation, incoming }) => ({
      incoming: copiesPart(operation)
        ? {
            ...incoming,
            headers: incoming.headers.filter(
              ([name, value]) => !/copy-source-range$/i.test(name) || /^bytes=\d+-\d+$/.test(value),
            ),
          }
        : incoming,
    }),
  },
  'part-copy-range-cut': {
    says: 'A copied range beyond the source copies all of it.',
    ...on(copiesPart, (prepared, next) =>
      forgiving(
        ['copy-range-not-satisfiable'],
        () => next(prepared),
        () => {
          const { request } = prepared;
          const own = (name: string) => (name === 'copy-source-range' ? undefined : request.own(name));
          return next({ ...prepared, request: { ...request, own } });
        },
      ),
    ),
  },
  'part-copy-result-without-time': {
    says: 'The answer to a copied part has no LastModified.',
    ...answering(copiesPart, losingElements('LastModified')),
  },
});

function anyUpload(bucket: Bucket, id: string): Upload | undefined {
  return [...bucket.uploads.from()].map(([, upload]) => upload).find((upload) => upload.id === id);
}

/** An operation that does not look at what a parameter may be. */
function untyped(operation: Operation, name: string): Operation {
  return { ...operation, parameters: operation.parameters.filter((parameter) => parameter.name !== name) };
}

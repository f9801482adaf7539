import { textAt } from '../../dialects/core/document-access.ts';
import { refuse } from '../operations/refuse.ts';
import type { Upload } from '../store/upload.ts';
import { readingList } from './edit-document.ts';
import { inContext, on, onBuckets } from './edit-request.ts';
import { answering, losingElements, rewritingElement } from './edit-response.ts';
import { faults } from './fault.ts';
import { overlay } from './overlay.ts';
import { uploadAskedFor } from './upload-asked-for.ts';
import { answers, completesUpload, putsPart } from './which.ts';

/** What a proxy takes for a document, in bytes. */
const PROXY_BYTES = 65_536;

function numbersOf(upload: Upload): number[] {
  return [...upload.parts.from()].map(([number]) => number);
}

/** Uploads in parts: what completing them takes and makes. */
export const completionFaults = faults('multipart', {
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
      const upload = uploadAskedFor({ context, request });
      const small =
        upload && [...upload.parts.from()].some(([, { size }]) => size < context.limits.minPartBytes);
      return small ? refuse('entity-too-small') : next(prepared);
    }),
  },
  'part-etags-not-checked': {
    says: 'The entity tags of a completion are not compared.',
    ...readingList(completesUpload, 'Part', (parts, { context, request }) => {
      const upload = uploadAskedFor({ context, request });
      return parts.map((part) => {
        const etag = upload?.parts.get(Number(textAt(part, 'PartNumber')))?.etag;
        return etag === undefined ? part : { ...part, ETag: etag };
      });
    }),
  },
  'missing-parts-skipped': {
    says: 'Parts that are listed and were never uploaded are passed over.',
    ...readingList(completesUpload, 'Part', (parts, { context, request }) => {
      const upload = uploadAskedFor({ context, request });
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
  'part-numbers-up-to-1000': {
    says: 'Part numbers above 1000 are refused.',
    ...inContext(putsPart, ({ limits }) => ({ limits: { ...limits, maxPartNumber: 1000 } })),
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
  'large-completions-refused': {
    says: 'A proxy takes bodies of completions up to 64 KB only.',
    receive: (incoming) =>
      incoming.method === 'POST' && (incoming.body.declaredLength ?? 0) > PROXY_BYTES
        ? { ...incoming, body: overlay(incoming.body, { readAll: () => refuse('body-too-large') }) }
        : incoming,
  },
});

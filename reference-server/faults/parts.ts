import type { Operation } from '../../dialects/core/operation.ts';
import { refuse } from '../operations/refuse.ts';
import type { StoredBlob } from '../store/blob.ts';
import type { Part } from '../store/upload.ts';
import { forgiving } from './catching.ts';
import { asIf, inContext, on, onBuckets } from './edit-request.ts';
import { answering, losingElements } from './edit-response.ts';
import { faults } from './fault.ts';
import { withBuckets } from './overlay.ts';
import { uploadAskedFor } from './upload-asked-for.ts';
import { completesUpload, copiesPart, putsPart } from './which.ts';

/** An operation that does not look at what a parameter may be. */
function untyped(operation: Operation, name: string): Operation {
  return { ...operation, parameters: operation.parameters.filter((parameter) => parameter.name !== name) };
}

/** Uploads in parts: the parts, and what they are made of. */
export const partFaults = faults('multipart', {
  'small-parts-refused-at-once': {
    says: 'A part below the least size is refused when it is uploaded.',
    ...on(putsPart, (prepared, next) =>
      (prepared.request.body.declaredLength ?? 0) < prepared.context.limits.minPartBytes
        ? refuse('entity-too-small')
        : next(prepared),
    ),
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
      const upload = uploadAskedFor({ context, request });
      const number = Number(request.query('partNumber'));
      const later = upload && [...upload.parts.from()].some(([other]) => other > number);
      return later ? refuse('invalid-part-number') : next(prepared);
    }),
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

import type { Bucket } from '../store/bucket.ts';
import type { Listings, PartPage, PartQuery, UploadPage, UploadQuery } from '../store/listing.ts';
import type { Upload } from '../store/upload.ts';
import { deafToQuery, inContext } from './edit-request.ts';
import { answering, losingElements, rewritingBody } from './edit-response.ts';
import { faults } from './fault.ts';
import type { Tampering } from './tampering.ts';
import { answers } from './which.ts';

const listsUploads = answers('ListMultipartUploadsResult');
const listsParts = answers('ListPartsResult');

function uploads(
  make: (bucket: Bucket, query: UploadQuery, next: Listings['uploads']) => UploadPage,
): Tampering {
  return inContext(listsUploads, ({ listings }) => ({
    listings: { ...listings, uploads: (bucket, query) => make(bucket, query, listings.uploads) },
  }));
}

function parts(make: (upload: Upload, query: PartQuery, next: Listings['parts']) => PartPage): Tampering {
  return inContext(listsParts, ({ listings }) => ({
    listings: { ...listings, parts: (upload, query) => make(upload, query, listings.parts) },
  }));
}

/** Listings of unfinished uploads and of their parts. */
export const uploadListingFaults = faults('upload listings', {
  'uploads-prefix-ignored': {
    says: 'prefix does not restrict the listing of uploads.',
    ...uploads((bucket, query, next) => next(bucket, { ...query, prefix: '' })),
  },
  'uploads-delimiter-ignored': {
    says: 'delimiter does not group uploads.',
    ...uploads((bucket, query, next) => next(bucket, { ...query, delimiter: '' })),
  },
  'uploads-key-marker-ignored': {
    says: 'key-marker is ignored in the listing of uploads.',
    ...uploads((bucket, query, next) =>
      next(bucket, { ...query, keyMarker: undefined, idMarker: undefined }),
    ),
  },
  'uploads-key-marker-inclusive': {
    says: 'Without upload-id-marker, uploads of the key-marker itself are listed.',
    ...uploads((bucket, query, next) =>
      next(bucket, {
        ...query,
        idMarker: query.keyMarker === undefined ? undefined : (query.idMarker ?? ' '),
      }),
    ),
  },
  'uploads-id-marker-ignored': {
    says: 'upload-id-marker is ignored.',
    ...uploads((bucket, query, next) => next(bucket, { ...query, idMarker: undefined })),
  },
  'uploads-id-marker-alone-counts': {
    says: 'upload-id-marker counts without key-marker.',
    ...uploads((bucket, query, next) => {
      const page = next(bucket, query);
      const { idMarker, keyMarker } = query;
      if (idMarker === undefined || keyMarker !== undefined) return page;
      return {
        ...page,
        entries: page.entries.filter((entry) => entry.type === 'prefix' || entry.item.id > idMarker),
      };
    }),
  },
  'max-uploads-ignored': {
    says: 'max-uploads is ignored.',
    ...uploads((bucket, query, next) => next(bucket, { ...query, limit: 1000 })),
  },
  'max-uploads-wraps': {
    says: 'max-uploads above 1000 gives an empty page.',
    ...inContext(listsUploads, ({ listings }, { request }) => ({
      listings: {
        ...listings,
        uploads: (bucket, query) => {
          const page = listings.uploads(bucket, query);
          return Number(request.query('max-uploads') ?? 0) > 1000
            ? { ...page, entries: [], truncated: true }
            : page;
        },
      },
    })),
  },
  'uploads-never-truncated': {
    says: 'IsTruncated of uploads is always false.',
    ...uploads((bucket, query, next) => ({
      ...next(bucket, query),
      truncated: false,
      nextKeyMarker: undefined,
      nextIdMarker: undefined,
    })),
  },
  'uploads-next-id-missing': {
    says: 'A truncated listing of uploads names only the key to go on from.',
    ...answering(listsUploads, losingElements('NextUploadIdMarker')),
  },
  'uploads-next-key-missing': {
    says: 'A truncated listing of uploads does not name the key to go on from.',
    ...answering(listsUploads, losingElements('NextKeyMarker')),
  },
  'one-upload-per-key': {
    says: 'Of several uploads of a key only the last one is listed.',
    ...uploads((bucket, query, next) => {
      const page = next(bucket, query);
      return {
        ...page,
        entries: page.entries.filter(
          (entry, index, all) =>
            entry.type === 'prefix' ||
            !all.slice(index + 1).some((later) => later.type === 'item' && later.item.key === entry.item.key),
        ),
      };
    }),
  },
  'uploads-in-order-of-time': {
    says: 'Uploads are listed in the order they were begun.',
    ...uploads((bucket, query, next) => {
      const page = next(bucket, query);
      const id = (entry: (typeof page.entries)[number]): string =>
        entry.type === 'item' ? entry.item.id : '';
      return { ...page, entries: page.entries.toSorted((a, b) => (id(a) < id(b) ? -1 : 1)) };
    }),
  },
  'uploads-without-parts-hidden': {
    says: 'Uploads without parts are not listed.',
    ...uploads((bucket, query, next) => {
      const page = next(bucket, query);
      return {
        ...page,
        entries: page.entries.filter(
          (entry) => entry.type === 'prefix' || entry.item.parts.after(undefined) !== undefined,
        ),
      };
    }),
  },
  'uploads-encoding-ignored': {
    says: 'encoding-type is ignored for uploads.',
    ...deafToQuery(listsUploads, 'encoding-type'),
  },
  'uploads-without-initiator': {
    says: 'Upload has no Initiator.',
    ...answering(listsUploads, losingElements('Initiator')),
  },
  'uploads-without-time': {
    says: 'Upload has no Initiated.',
    ...answering(listsUploads, losingElements('Initiated')),
  },
  'uploads-without-class': {
    says: 'Upload has no StorageClass.',
    ...answering(listsUploads, losingElements('StorageClass')),
  },
  'uploads-markers-not-echoed': {
    says: 'A listing of uploads does not repeat its markers.',
    ...answering(listsUploads, losingElements('KeyMarker', 'UploadIdMarker')),
  },
  'part-marker-inclusive': {
    says: 'The listing of parts begins with the marker itself.',
    ...parts((upload, query, next) =>
      next(upload, { ...query, marker: query.marker ? query.marker - 1 : query.marker }),
    ),
  },
  'part-marker-ignored': {
    says: 'part-number-marker is ignored.',
    ...parts((upload, query, next) => next(upload, { ...query, marker: 0 })),
  },
  'max-parts-ignored': {
    says: 'max-parts is ignored.',
    ...parts((upload, query, next) => next(upload, { ...query, limit: 1000 })),
  },
  'parts-in-order-of-time': {
    says: 'Parts are listed in descending order.',
    ...parts((upload, query, next) => {
      const page = next(upload, query);
      return { ...page, parts: page.parts.toReversed() };
    }),
  },
  'parts-never-truncated': {
    says: 'IsTruncated of parts is always false.',
    ...parts((upload, query, next) => ({ ...next(upload, query), truncated: false, nextMarker: undefined })),
  },
  'parts-next-marker-missing': {
    says: 'A truncated listing of parts has no NextPartNumberMarker.',
    ...parts((upload, query, next) => ({ ...next(upload, query), nextMarker: undefined })),
  },
  'parts-next-marker-too-far': {
    says: 'NextPartNumberMarker is the number of the next part, which is then skipped.',
    ...parts((upload, query, next) => {
      const page = next(upload, query);
      const found = page.nextMarker === undefined ? undefined : upload.parts.after(page.nextMarker);
      return found ? { ...page, nextMarker: found[0] } : page;
    }),
  },
  'parts-encoding-ignored': {
    says: 'encoding-type is ignored for parts.',
    ...deafToQuery(listsParts, 'encoding-type'),
  },
  'parts-without-size': { says: 'Part has no Size.', ...answering(listsParts, losingElements('Size')) },
  'parts-without-initiator': {
    says: 'A listing of parts has no Initiator.',
    ...answering(listsParts, losingElements('Initiator')),
  },
  'parts-without-class': {
    says: 'A listing of parts has no StorageClass.',
    ...answering(listsParts, losingElements('StorageClass')),
  },
  'parts-of-unknown-key': {
    says: 'A listing of parts names an empty key.',
    ...answering(
      listsParts,
      rewritingBody((text) => text.replace(/<Key>.*?<\/Key>/, '<Key></Key>')),
    ),
  },
});

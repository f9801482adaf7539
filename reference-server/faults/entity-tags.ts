import { createHash } from 'node:crypto';
import { onBuckets } from './edit-request.ts';
import { always, answering, losing, rewriting, rewritingElement } from './edit-response.ts';
import { faults } from './fault.ts';
import { answers, copiesObject, putsAcl, putsObject, putsPart, readsObject } from './which.ts';

const ETAG = /^etag$/;

/** Another tag that looks like one. */
function other(tag: string): string {
  return createHash('md5').update(`another ${tag}`).digest('hex');
}

function unquoted(text: string): string {
  return text.replaceAll('&quot;', '').replaceAll('"', '');
}

/** Entity tags in another form, or of something else. */
export const entityTagFaults = faults('entity tags', {
  'etag-not-quoted': { says: 'ETag has no quotes.', ...always(rewriting(ETAG, unquoted)) },
  'etag-not-quoted-on-reading': {
    says: 'ETag has no quotes on GET and HEAD.',
    ...answering(readsObject, rewriting(ETAG, unquoted)),
  },
  'etag-weakened': {
    says: 'A proxy that compresses makes every entity tag weak.',
    ...always(rewriting(ETAG, (tag) => `W/${tag}`)),
  },
  'etag-in-upper-case': {
    says: 'Entity tags are in upper case.',
    ...always(rewriting(ETAG, (tag) => tag.toUpperCase())),
  },
  'etag-not-md5': {
    says: 'The entity tag of a simple upload is some digest, not the MD5.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => bucket.put({ ...object, etag: other(object.etag) }),
    })),
  },
  'etag-of-response-only': {
    says: 'PUT answers the MD5, reading gives another tag.',
    ...answering(
      readsObject,
      rewriting(ETAG, (tag) => `"${other(tag)}"`),
    ),
  },
  'upload-without-etag': {
    says: 'PUT of an object answers without ETag.',
    ...answering(putsObject, losing(ETAG)),
  },
  'object-without-etag': { says: 'Objects come without ETag.', ...answering(readsObject, losing(ETAG)) },
  'part-without-etag': {
    says: 'Uploading a part answers without ETag.',
    ...answering(putsPart, losing(ETAG)),
  },
  'part-etag-not-md5': {
    says: 'The entity tag of a part is not its MD5.',
    ...onBuckets(putsPart, (bucket) => ({
      putPart: (key, id, part) => bucket.putPart(key, id, { ...part, etag: other(part.etag) }),
    })),
  },
  'copy-result-without-etag': {
    says: 'The answer to a copy names no entity tag.',
    ...answering(
      copiesObject,
      rewritingElement('ETag', () => ''),
    ),
  },
  'copy-result-etag-differs': {
    says: 'The answer to a copy names an entity tag the copy does not have.',
    ...answering(
      copiesObject,
      rewritingElement('ETag', (tag) => `&quot;${other(tag)}&quot;`),
    ),
  },
  'completion-etag-differs': {
    says: 'The answer to a completion names an entity tag the object does not have.',
    ...answering(
      answers('CompleteMultipartUploadResult'),
      rewritingElement('ETag', (tag) => `&quot;${other(tag)}&quot;`),
    ),
  },
  'listed-etag-differs': {
    says: 'Listings give another entity tag than reading.',
    ...answering(
      answers('ListBucketResult'),
      rewritingElement('ETag', (tag) => `&quot;${other(tag)}&quot;`),
    ),
  },
  'listed-part-etag-differs': {
    says: 'Listings of parts give other entity tags than uploading them.',
    ...answering(
      answers('ListPartsResult'),
      rewritingElement('ETag', (tag) => `&quot;${other(tag)}&quot;`),
    ),
  },
  'acl-changes-etag': {
    says: 'Setting the access control list of an object gives it a new entity tag.',
    ...onBuckets(putsAcl, (bucket) => ({
      update: (version, changes) => {
        bucket.update(version, changes);
        const { key, blob, etag, contentHeaders, metadata, storageClass, tags, owner } = version;
        const attributes = changes.attributes ?? version.attributes;
        const properties = { contentHeaders, metadata, storageClass, tags, owner, attributes };
        return bucket.put({ ...properties, key, blob: blob.retain(), etag: other(etag) });
      },
    })),
  },
  'acl-changes-metadata': {
    says: 'Setting the access control list of an object drops its metadata.',
    ...onBuckets(putsAcl, (bucket) => ({
      update: (version, changes) => bucket.update(version, { ...changes, metadata: [] }),
    })),
  },
});

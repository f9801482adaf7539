import { textAt, textsAt } from '../../dialects/core/document-access.ts';
import { refuse } from '../operations/refuse.ts';
import { readingList } from './edit-document.ts';
import { asIf, inContext, on, onBuckets } from './edit-request.ts';
import { answering, losingElements, rewritingBody } from './edit-response.ts';
import { faults } from './fault.ts';
import { overlay } from './overlay.ts';
import { lenient } from './read-leniently.ts';
import type { Which } from './which.ts';
import { deletesBucket, deletesMany, deletesObject } from './which.ts';

const deletes: Which = (operation) => deletesObject(operation) || deletesMany(operation);

/** Deleting objects and buckets. */
export const deletionFaults = faults('deletion', {
  'deletion-does-nothing': {
    says: 'Deleting an object answers success and leaves it there.',
    ...onBuckets(deletesObject, () => ({ remove: () => ({ removed: undefined, marker: undefined }) })),
  },
  'deletion-of-neighbours': {
    says: 'Deleting a key deletes every key that begins with it.',
    ...onBuckets(deletes, (bucket) => ({
      remove: (key, owner) => {
        const all = [...bucket.objects.from(key)]
          .map(([one]) => one)
          .filter((one) => one.startsWith(`${key}`));
        for (const one of all) if (one !== key) bucket.remove(one, owner);
        return bucket.remove(key, owner);
      },
    })),
  },
  'deletion-of-folder-contents': {
    says: 'Deleting a key that ends with a slash deletes what lies below it.',
    ...onBuckets(deletes, (bucket) => ({
      remove: (key, owner) => {
        if (key.endsWith('/')) {
          const below = [...bucket.objects.from(key)]
            .map(([one]) => one)
            .filter((one) => one.startsWith(key));
          for (const one of below) if (one !== key) bucket.remove(one, owner);
        }
        return bucket.remove(key, owner);
      },
    })),
  },
  'deletion-of-missing-key-404': {
    says: 'Deleting a key that does not exist is an error.',
    ...on(deletesObject, (prepared, next) => {
      const { context } = prepared;
      const bucket = context.store.bucket(context.bucket);
      return bucket && bucket.newest(context.key) === undefined ? refuse('missing-key') : next(prepared);
    }),
  },
  'many-reports-missing-keys': {
    says: 'Deleting many objects reports keys that do not exist as errors.',
    ...onBuckets(deletesMany, (bucket) => ({
      remove: (key, owner) =>
        bucket.newest(key) === undefined ? refuse('missing-key') : bucket.remove(key, owner),
    })),
  },
  'many-reports-no-failures': {
    says: 'Deleting many objects reports every key as deleted.',
    ...answering(
      deletesMany,
      rewritingBody((text) =>
        text.replace(/<Error><Key>(.*?)<\/Key>[\s\S]*?<\/Error>/g, '<Deleted><Key>$1</Key></Deleted>'),
      ),
    ),
  },
  'many-failures-without-code': {
    says: 'Failures of deleting many objects have no code.',
    ...answering(deletesMany, losingElements('Code')),
  },
  'many-failures-without-key': {
    says: 'Failures of deleting many objects do not name the key.',
    ...answering(
      deletesMany,
      rewritingBody((text) => text.replace(/<Error><Key>.*?<\/Key>/g, '<Error>')),
    ),
  },
  'many-deletes-nothing': {
    says: 'Deleting many objects answers success and leaves them there.',
    ...onBuckets(deletesMany, () => ({ remove: () => ({ removed: undefined, marker: undefined }) })),
  },
  'many-loses-last-key': {
    says: 'The last of many keys is not deleted, and not reported.',
    ...readingList(deletesMany, 'Object', (objects) => (objects.length > 1 ? objects.slice(0, -1) : objects)),
  },
  'many-stops-at-first-failure': {
    says: 'Deleting many objects stops at the first one that fails.',
    ...readingList(deletesMany, 'Object', (objects) => {
      const failing = objects.findIndex((object) => Buffer.byteLength(textAt(object, 'Key') ?? '') > 850);
      return failing === -1 ? objects : objects.slice(0, failing + 1);
    }),
  },
  'quiet-ignored': {
    says: 'Quiet is ignored: every key is reported.',
    ...asIf(deletesMany, ({ document }) =>
      document === undefined || typeof document === 'string'
        ? {}
        : { document: { ...document, Quiet: 'false' } },
    ),
  },
  'always-quiet': {
    says: 'Deleted keys are never reported.',
    ...asIf(deletesMany, ({ document }) =>
      document === undefined || typeof document === 'string'
        ? {}
        : { document: { ...document, Quiet: 'true' } },
    ),
  },
  'quiet-by-presence': {
    says: 'Quiet counts by being there, even as false.',
    ...asIf(deletesMany, ({ document }) =>
      document === undefined || typeof document === 'string' || textsAt(document, 'Quiet').length === 0
        ? {}
        : { document: { ...document, Quiet: 'true' } },
    ),
  },
  'many-cut-off': {
    says: 'Of too many keys to be deleted at once the first thousand are deleted.',
    ...lenient(deletesMany, (text) => {
      let seen = 0;
      return text.replace(/<Object>[\s\S]*?<\/Object>/g, (object) => (seen++ < 1000 ? object : ''));
    }),
  },
  'many-bounded-to-500': {
    says: 'At most 500 keys can be deleted at once.',
    ...inContext(deletesMany, ({ limits }) => ({ limits: { ...limits, deleteKeys: 500 } })),
  },
  'many-strips-leading-slash': {
    says: 'A slash at the beginning of a key to be deleted is dropped.',
    ...readingList(deletesMany, 'Object', (objects) =>
      objects.map((object) => ({ ...object, Key: (textAt(object, 'Key') ?? '').replace(/^\/(?=.)/, '') })),
    ),
  },
  'many-trims-keys': {
    says: 'Blanks around keys to be deleted are dropped.',
    ...readingList(deletesMany, 'Object', (objects) =>
      objects.map((object) => ({ ...object, Key: (textAt(object, 'Key') ?? '').trim() })),
    ),
  },
  'many-keeps-entities': {
    says: 'Escaped characters in keys to be deleted are taken as they are written.',
    ...readingList(deletesMany, 'Object', (objects) =>
      objects.map((object) => ({
        ...object,
        Key: (textAt(object, 'Key') ?? '').replaceAll('&', '&amp;').replaceAll('<', '&lt;'),
      })),
    ),
  },
  'many-duplicates-fail': {
    says: 'A key listed twice is an error the second time.',
    ...answering(
      deletesMany,
      rewritingBody((text) => {
        const seen = new Set<string>();
        return text.replace(/<Deleted><Key>(.*?)<\/Key><\/Deleted>/g, (deleted, key: string) => {
          if (!seen.has(key)) {
            seen.add(key);
            return deleted;
          }
          return `<Error><Key>${key}</Key><Code>NoSuchKey</Code><Message>gone</Message></Error>`;
        });
      }),
    ),
  },
  'nonempty-bucket-deleted': {
    says: 'A bucket is deleted with all it holds.',
    ...on(deletesBucket, (prepared, next) => {
      const bucket = prepared.context.store.bucket(prepared.context.bucket);
      for (const [key, versions] of [...(bucket?.history.from() ?? [])]) {
        for (const { versionId } of [...versions]) bucket?.removeVersion(key, versionId);
      }
      return next(prepared);
    }),
  },
  'bucket-deleted-with-uploads': {
    says: 'A bucket is deleted with its unfinished uploads.',
    ...inContext(deletesBucket, ({ rules }) => ({ rules: { ...rules, pendingUploads: 'abort' } })),
  },
  'refused-bucket-deletion-empties': {
    says: 'Deleting a bucket that is not empty is refused, and empties it.',
    ...on(deletesBucket, async (prepared, next) => {
      try {
        return await next(prepared);
      } catch (error) {
        const bucket = prepared.context.store.bucket(prepared.context.bucket);
        for (const [key] of [...(bucket?.objects.from() ?? [])]) bucket?.remove(key, bucket.owner);
        throw error;
      }
    }),
  },
  'nonempty-bucket-as-403': {
    says: 'Deleting a bucket that is not empty is refused as a lack of permission.',
    ...on(deletesBucket, (prepared, next) => {
      const { usage } = prepared.context.store.bucket(prepared.context.bucket) ?? {};
      return usage && usage.versions + usage.uploads > 0 ? refuse('access-denied') : next(prepared);
    }),
  },
  'bucket-deletion-does-nothing': {
    says: 'Deleting a bucket answers success, and it stays.',
    ...inContext(deletesBucket, ({ store }) => ({
      store: overlay(store, { removeBucket: () => undefined }),
    })),
  },
});

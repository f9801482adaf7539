import { forgiving } from './catching.ts';
import { inContext, on, onBuckets } from './edit-request.ts';
import { answering, losingElements, status } from './edit-response.ts';
import { faults } from './fault.ts';
import { lenient } from './read-leniently.ts';
import { answers, configures, type Which } from './which.ts';

const readsTags = answers('Tagging');
const putsBucketTags = configures('Tagging');
const putsObjectTags: Which = ({ effect, method, body }) =>
  effect === 'changes-object' && method === 'PUT' && body.kind === 'xml' && body.document === 'Tagging';

/** Tags of buckets and objects. */
export const tagFaults = faults('tags', {
  'tag-values-lost': {
    says: 'Tags come back without their values.',
    ...answering(readsTags, losingElements('Value')),
  },
  'bucket-tags-not-stored': {
    says: 'Putting the tags of a bucket answers success and changes nothing.',
    ...onBuckets(putsBucketTags, () => ({ setAttribute: () => undefined })),
  },
  'object-tags-not-stored': {
    says: 'Putting the tags of an object answers success and changes nothing.',
    ...onBuckets(putsObjectTags, () => ({ update: (version) => version })),
  },
  'object-tags-added': {
    says: 'Putting the tags of an object adds to those it has.',
    ...onBuckets(putsObjectTags, (bucket) => ({
      update: (version, changes) => {
        const own = new Set((changes.tags ?? []).map(({ key }) => key));
        const before = version.tags.filter(({ key }) => !own.has(key));
        return bucket.update(version, { ...changes, tags: [...before, ...(changes.tags ?? [])] });
      },
    })),
  },
  'object-tags-unbounded': {
    says: 'An object may have any number of tags.',
    ...inContext(putsObjectTags, ({ limits }) => ({
      limits: { ...limits, objectTags: Number.MAX_SAFE_INTEGER },
    })),
  },
  'object-tags-bounded-to-5': {
    says: 'An object may have five tags.',
    ...inContext(putsObjectTags, ({ limits }) => ({ limits: { ...limits, objectTags: 5 } })),
  },
  'tags-unchecked': {
    says: 'Signs that tags may not have become underscores.',
    ...lenient(
      (operation) => putsBucketTags(operation) || putsObjectTags(operation),
      (text) =>
        text.replace(/<(Key|Value)>([^<]*)<\/\1>/g, (_, name: string, value: string) => {
          const fitting = value.replace(/[^\p{L}\p{N} +\-_=.:/@&;]/gu, '_').replace(/^cos:/i, 'cos_');
          return `<${name}>${fitting.slice(0, name === 'Key' ? 128 : 256)}</${name}>`;
        }),
    ),
  },
  'bucket-tags-answer-200': {
    says: 'Putting the tags of a bucket answers 200.',
    ...answering(putsBucketTags, status(200)),
  },
  'absent-tags-are-empty': {
    says: 'A bucket without tags has an empty set of them.',
    ...on(readsTags, (prepared, next) =>
      forgiving(
        ['no-tags'],
        () => next(prepared),
        () => ({
          status: 200,
          headers: [['Content-Type', 'application/xml']],
          body: { kind: 'bytes', bytes: Buffer.from('<Tagging><TagSet/></Tagging>') },
        }),
      ),
    ),
  },
  'tags-of-missing-object': {
    says: 'Tagging a key that does not exist succeeds.',
    ...on(putsObjectTags, (prepared, next) =>
      forgiving(
        ['missing-key'],
        () => next(prepared),
        () => ({ status: 200, headers: [], body: { kind: 'none' } }),
      ),
    ),
  },
});

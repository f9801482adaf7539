import { Attributes } from '../store/attributes.ts';
import { deafToQuery, onBuckets } from './edit-request.ts';
import { answering, losing, losingElements, rewriting, status } from './edit-response.ts';
import { faults } from './fault.ts';
import { listingVersions } from './listings-made-otherwise.ts';
import {
  answers,
  configures,
  copiesObject,
  deletesObject,
  headsObject,
  putsObject,
  readsObject,
} from './which.ts';

const VERSION = /-version-id$/;

/** Versions of objects. */
export const versionFaults = faults('versions', {
  'version-id-not-told': {
    says: 'Writing does not tell the version id.',
    ...answering((operation) => putsObject(operation) || copiesObject(operation), losing(VERSION)),
  },
  'version-id-not-told-on-reading': {
    says: 'Reading does not tell the version id.',
    ...answering(readsObject, losing(VERSION)),
  },
  'version-id-constant': {
    says: 'Every version has the same id.',
    ...answering(
      putsObject,
      rewriting(VERSION, (id) => (id === 'null' ? id : 'MTg0NDUxNTc1NjIzMTQ1MDAwODg')),
    ),
  },
  'version-id-ignored-on-reading': {
    says: 'versionId is ignored when an object is read.',
    ...deafToQuery(readsObject, 'versionId'),
  },
  'version-id-ignored-on-head': {
    says: 'versionId is ignored by HEAD.',
    ...deafToQuery(headsObject, 'versionId'),
  },
  'version-id-ignored-on-deletion': {
    says: 'versionId is ignored when an object is deleted.',
    ...deafToQuery(deletesObject, 'versionId'),
  },
  'deletion-without-marker': {
    says: 'Deleting an object of a versioned bucket deletes its newest version.',
    ...onBuckets(deletesObject, (bucket) => ({
      remove: (key, owner) => {
        const current = bucket.current(key);
        return current && bucket.versioning !== 'unset'
          ? bucket.removeVersion(key, current.versionId)
          : bucket.remove(key, owner);
      },
    })),
  },
  'deletion-of-version-adds-marker': {
    says: 'Deleting a version adds a delete marker, and keeps the version.',
    ...onBuckets(deletesObject, (bucket) => ({
      removeVersion: (key) => {
        const removal = bucket.remove(key, bucket.owner);
        return { removed: removal.marker, marker: removal.marker };
      },
    })),
  },
  'old-versions-lost': {
    says: 'Writing to a versioned bucket keeps only the newest version.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => {
        for (const { versionId } of [...(bucket.history.get(object.key) ?? [])])
          bucket.removeVersion(object.key, versionId);
        return bucket.put(object);
      },
    })),
  },
  'suspended-keeps-numbering': {
    says: 'Writing to a bucket whose versioning is suspended goes on making versions.',
    ...answering(
      putsObject,
      rewriting(VERSION, (id) => (id === 'null' ? 'MTg0NDUxNTc1NjIzMTQ1MDAwODg' : id)),
    ),
  },
  'versioning-never-enabled': {
    says: 'Enabling versioning answers success and changes nothing.',
    ...onBuckets(configures('VersioningConfigurationRequest'), () => ({ setVersioning: () => undefined })),
  },
  'versioning-status-lost': {
    says: 'The versioning of a bucket is not shown.',
    ...answering(answers('VersioningConfiguration'), losingElements('Status')),
  },
  'versioning-off-by-default': {
    says: 'A bucket whose versioning was never set says that it is suspended.',
    ...answering(answers('VersioningConfiguration'), (response) =>
      response.body.kind === 'bytes' && !Buffer.from(response.body.bytes).includes('Status')
        ? {
            ...response,
            body: {
              kind: 'bytes',
              bytes: Buffer.from(
                '<VersioningConfiguration><Status>Suspended</Status></VersioningConfiguration>',
              ),
            },
          }
        : response,
    ),
  },
  'delete-markers-not-listed': {
    says: 'Delete markers are not listed among versions.',
    ...listingVersions((items) => items.filter(({ version }) => version.type === 'object')),
  },
  'only-latest-versions-listed': {
    says: 'Only the newest version of a key is listed.',
    ...listingVersions((items) => items.filter(({ latest }) => latest)),
  },
  'latest-marked-wrong': {
    says: 'IsLatest is true for the oldest version.',
    ...listingVersions((items) => items.map((item) => ({ ...item, latest: !item.latest }))),
  },
  'unknown-version-as-current': {
    says: 'An unknown version id gives the current version.',
    ...onBuckets(readsObject, (bucket) => ({
      version: (key, id) => bucket.version(key, id) ?? bucket.current(key),
    })),
  },
  'unknown-version-as-500': {
    says: 'An unknown version id makes the server fail.',
    respond: (response, about) =>
      response.status === 404 &&
      response.body.kind === 'bytes' &&
      Buffer.from(response.body.bytes).includes('NoSuchVersion')
        ? status(500)(response, about)
        : response,
  },
  'version-loses-metadata': {
    says: 'Versions that are not the newest lose their metadata.',
    ...onBuckets(putsObject, (bucket) => ({
      put: (object) => {
        const before = bucket.current(object.key);
        if (before) bucket.update(before, { metadata: [], attributes: Attributes.empty });
        return bucket.put(object);
      },
    })),
  },
});

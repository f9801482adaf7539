import { type HeaderList, withHeader } from '../../../dialects/core/headers.ts';
import { asIf, onBuckets } from '../../faults/edit-request.ts';
import { answering, status } from '../../faults/edit-response.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { refuse } from '../../operations/refuse.ts';
import { changesObject, claimed, operations } from './claimed.ts';
import { overlooking, withFields } from './edit-fields.ts';

const writes = operations(
  'PutObject',
  'UpdateObjectMetadata',
  'ReplaceObjectMetadata',
  'CreateContainer',
  'UpdateContainerMetadata',
  'UpdateAccountMetadata',
);
const META = /^x-(?:object|container|account)-meta-/;

/** Attributes of a request otherwise. */
function attributes(change: (fields: HeaderList) => HeaderList): Pick<Tampering, 'operate'> {
  return withFields(writes, (fields) => [
    ...fields.filter(([name]) => !META.test(name.toLowerCase())),
    ...change(fields.filter(([name]) => META.test(name.toLowerCase()))),
  ]);
}

/** Length of the name of an attribute. */
function nameLength(header: string): number {
  return header.toLowerCase().replace(META, '').length;
}

/** Attributes of objects, and how long and many they may be. */
export const attributeFaults = claimed('attributes', {
  'object-post-200': {
    says: 'POST of an object answers 200.',
    claims: ['S-POSTOBJ-05'],
    ...answering(changesObject, status(200)),
  },
  'object-post-replaces': {
    says: 'POST of an object drops the attributes that are not named.',
    claims: ['S-POSTOBJ-16'],
    ...onBuckets(operations('UpdateObjectMetadata'), (bucket, { request }) => ({
      update: (version, changed) => {
        const named = new Set(request.headers.map(([name]) => name.toLowerCase()));
        const metadata = changed.metadata?.filter(([name]) =>
          named.has(`x-object-meta-${name.toLowerCase()}`),
        );
        return bucket.update(version, metadata === undefined ? changed : { ...changed, metadata });
      },
    })),
  },
  'object-post-merges': {
    says: 'POST of an object keeps the attributes that are not named.',
    claims: ['S-POSTOBJ-17'],
    ...onBuckets(operations('ReplaceObjectMetadata'), (bucket) => ({
      update: (version, changed) => {
        const metadata = (changed.metadata ?? []).reduce(
          (kept: HeaderList, [name, value]) => withHeader(kept, name, value),
          version.metadata,
        );
        return bucket.update(version, { ...changed, metadata });
      },
    })),
  },
  'empty-attribute-of-object-kept': {
    says: 'An empty value does not take an attribute of an object away.',
    claims: ['S-POSTOBJ-11'],
    ...overlooking(
      operations('UpdateObjectMetadata'),
      (name, value) => name.startsWith('x-object-meta-') && value === '',
    ),
  },
  'empty-attribute-of-object-dropped': {
    says: 'An attribute that is sent with an empty value is dropped.',
    claims: ['S-POSTOBJ-18'],
    ...overlooking(
      operations('ReplaceObjectMetadata'),
      (name, value) => name.startsWith('x-object-meta-') && value === '',
    ),
  },
  'removal-from-object-ignored': {
    says: 'X-Remove-Object-Meta- is ignored.',
    claims: ['S-POSTOBJ-12'],
    ...overlooking(changesObject, (name) => name.startsWith('x-remove-object-meta-')),
  },
  'post-keeps-headers': {
    says: 'POST of an object keeps stored headers that are not sent again.',
    claims: ['S-POSTOBJ-19'],
    ...onBuckets(operations('ReplaceObjectMetadata'), (bucket) => ({
      update: (version, { contentHeaders: _, ...changed }) => bucket.update(version, changed),
    })),
  },
  'post-resets-type': {
    says: 'POST of an object without Content-Type makes it application/octet-stream.',
    claims: ['S-POSTOBJ-19'],
    ...asIf(operations('ReplaceObjectMetadata'), ({ header }) => ({
      header: (name) =>
        header(name) ?? (name.toLowerCase() === 'content-type' ? 'application/octet-stream' : undefined),
    })),
  },
  'post-leaves-time': {
    says: 'POST of an object does not advance its time of change.',
    claims: ['S-POSTOBJ-20'],
    ...onBuckets(changesObject, (bucket) => ({
      update: (version, { lastModified: _, ...changed }) => bucket.update(version, changed),
    })),
  },
  'post-makes-object': {
    says: 'POST of an object that is not there answers as if it were.',
    claims: ['S-POSTOBJ-21', 'S-POSTOBJ-09'],
    respond: (response, { routed }) =>
      response.status === 404 && routed && changesObject(routed.operation)
        ? { ...response, status: 202, body: { kind: 'none' } }
        : response,
  },
  'names-of-attributes-in-lower-case': {
    says: 'Names of attributes come back in lower case.',
    claims: ['S-META-06'],
    respond: (response) => ({
      ...response,
      headers: response.headers.map(([name, value]) => [
        META.test(name.toLowerCase()) ? name.toLowerCase() : name,
        value,
      ]),
    }),
  },
  'underscores-kept': {
    says: 'An underscore in the name of an attribute stays one.',
    claims: ['S-META-06'],
    ...attributes((fields) => fields.map(([name, value]) => [name.replaceAll('_', ''), value])),
  },
  'long-attribute-names-dropped': {
    says: 'An attribute whose name is too long is dropped.',
    claims: ['S-META-01'],
    ...attributes((fields) => fields.filter(([name]) => nameLength(name) <= 128)),
  },
  'attribute-names-bounded-to-64': {
    says: 'Names of attributes have at most 64 characters.',
    claims: ['S-META-01'],
    ...attributes((fields) =>
      fields.some(([name]) => nameLength(name) > 64) ? refuse('metadata-too-large') : fields,
    ),
  },
  'long-attribute-values-cut': {
    says: 'Values of attributes are cut after 256 bytes.',
    claims: ['S-META-02'],
    ...attributes((fields) => fields.map(([name, value]) => [name, value.slice(0, 256)])),
  },
  'attributes-beyond-90-dropped': {
    says: 'Of too many attributes the first 90 are kept.',
    claims: ['S-META-03'],
    ...attributes((fields) => fields.slice(0, 90)),
  },
  'attributes-beyond-4096-dropped': {
    says: 'Attributes are kept as long as they come to 4096 bytes.',
    claims: ['S-META-04'],
    ...attributes((fields) => {
      let total = 0;
      return fields.filter(([name, value]) => {
        total += nameLength(name) + value.length;
        return total <= 4096;
      });
    }),
  },
  'attributes-without-name-dropped': {
    says: 'An attribute without a name is dropped.',
    claims: ['S-META-05'],
    ...attributes((fields) => fields.filter(([name]) => nameLength(name) > 0)),
  },
  'repeated-attribute-last': {
    says: 'Of an attribute that is sent twice the last one is kept.',
    claims: ['S-META-07'],
    ...attributes((fields) =>
      fields.reduce<HeaderList>((kept, [name, value]) => withHeader(kept, name, value), []),
    ),
  },
  'undecodable-attributes-dropped': {
    says: 'An attribute of a container or an account that is no UTF-8 is dropped.',
    claims: ['S-META-08'],
    ...overlooking(
      writes,
      (name, value) =>
        /^x-(?:container|account)-meta-/.test(name) &&
        Buffer.from(value, 'latin1').toString().includes('\ufffd'),
    ),
  },
});

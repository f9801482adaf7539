import type { HeaderList } from '../../../dialects/core/headers.ts';
import { type MetadataOwner, removeAttributeHeader } from '../../../dialects/swift/metadata-names.ts';
import { on } from '../../faults/edit-request.ts';
import {
  all,
  always,
  answering,
  failing,
  losing,
  rewriting,
  rewritingBody,
  status,
} from '../../faults/edit-response.ts';
import type { Tampering } from '../../faults/tampering.ts';
import type { Which } from '../../faults/which.ts';
import { refuse } from '../../operations/refuse.ts';
import { CONTAINER_METADATA } from '../container/container-headers.ts';
import { attributeHeaders } from '../metadata.ts';
import { changes, claimed, operations } from './claimed.ts';
import { overlooking, readingPath, withFields } from './edit-fields.ts';

const createsContainer = operations('CreateContainer');
const deletesContainer = operations('DeleteContainer');
const headsContainer = operations('HeadContainer');
const showsAccount = operations('HeadAccount', 'ListContainers');
const showsContainer = operations('HeadContainer', 'ListObjects');

/** Drops whatever attributes a container has that a request does not name. */
function replacing(which: Which): Pick<Tampering, 'operate'> {
  return on(which, (prepared, next) => {
    const { context, request } = prepared;
    const stored = context.store.bucket(context.bucket)?.attributes.get(CONTAINER_METADATA);
    const removed: HeaderList = [...(stored ?? [])].map(([name]) => [
      removeAttributeHeader('Container', name),
      'x',
    ]);
    return next({ ...prepared, request: { ...request, headers: [...removed, ...request.headers] } });
  });
}

/** Drops whatever attributes an account had that a request does not name; it remembers them. */
function replacingAccount(): Pick<Tampering, 'operate'> {
  const owner: MetadataOwner = 'Account';
  const names = new Set<string>();
  return withFields(operations('UpdateAccountMetadata'), (fields) => {
    const prefix = attributeHeaders(owner, new Map([['', '']]))[0]?.[0].toLowerCase() ?? '';
    const removed: HeaderList = [...names].map((name) => [removeAttributeHeader(owner, name), 'x']);
    for (const [name] of fields)
      if (name.toLowerCase().startsWith(prefix)) names.add(name.slice(prefix.length));
    return [...removed, ...fields];
  });
}

/** Accounts and containers, made, changed, counted and removed otherwise. */
export const containerFaults = claimed('containers', {
  'containers-not-counted': {
    says: 'X-Account-Container-Count is always 0.',
    claims: ['S-HEADACCT-08', 'S-HEADACCT-12'],
    ...answering(
      showsAccount,
      rewriting(/^x-account-container-count$/, () => '0'),
    ),
  },
  'objects-of-account-not-counted': {
    says: 'X-Account-Object-Count is always 0.',
    claims: ['S-HEADACCT-09'],
    ...answering(
      showsAccount,
      rewriting(/^x-account-object-count$/, () => '0'),
    ),
  },
  'bytes-of-account-not-counted': {
    says: 'X-Account-Bytes-Used is always 0.',
    claims: ['S-HEADACCT-10'],
    ...answering(
      showsAccount,
      rewriting(/^x-account-bytes-used$/, () => '0'),
    ),
  },
  'account-never-learns': {
    says: 'The account knows of no object: its counts add up to nothing.',
    claims: ['S-HEADACCT-09', 'S-HEADACCT-10'],
    ...answering(
      showsAccount,
      all(
        rewriting(/^x-account-(?:object-count|bytes-used)$/, () => '0'),
        rewritingBody((text) =>
          text
            .replace(/("(?:count|bytes)":\s*)\d+/g, '$10')
            .replace(/<(count|bytes)>\d+/g, (_, name: string) => `<${name}>0`),
        ),
      ),
    ),
  },
  'objects-not-counted': {
    says: 'X-Container-Object-Count is always 0.',
    claims: ['S-HEADCONT-09'],
    ...answering(
      showsContainer,
      rewriting(/^x-container-object-count$/, () => '0'),
    ),
  },
  'bytes-not-counted': {
    says: 'X-Container-Bytes-Used is always 0.',
    claims: ['S-HEADCONT-10'],
    ...answering(
      showsContainer,
      rewriting(/^x-container-bytes-used$/, () => '0'),
    ),
  },
  'listing-without-counts': {
    says: 'The listing of a container does not tell its counts.',
    claims: ['S-LISTOBJ-28'],
    ...answering(operations('ListObjects'), losing(/^x-container-(?:object-count|bytes-used)$/)),
  },
  'account-listing-without-counts': {
    says: 'The listing of an account does not tell its counts.',
    claims: ['S-LISTCONT-23'],
    ...answering(operations('ListContainers'), losing(/^x-account-/)),
  },
  'container-without-times': {
    says: 'HEAD of a container tells no times.',
    claims: ['S-HEADCONT-14'],
    ...answering(headsContainer, losing(/^(?:x-timestamp|last-modified)$/)),
  },
  'container-head-200': {
    says: 'HEAD of a container answers 200.',
    claims: ['S-HEADCONT-12'],
    ...answering(headsContainer, status(200)),
  },
  'existing-container-created': {
    says: 'Creating a container that is there answers 201.',
    claims: ['S-PUTCONT-10'],
    ...answering(createsContainer, status(201)),
  },
  'existing-container-conflicts': {
    says: 'Creating a container that is there is a conflict, as in another kind of API.',
    claims: ['S-PUTCONT-10'],
    ...answering(createsContainer, (response) =>
      response.status === 202 ? { ...response, status: 409 } : response,
    ),
  },
  'new-container-accepted': {
    says: 'Creating a container answers 202 whether it was there or not.',
    claims: ['S-PUTCONT-09'],
    ...answering(createsContainer, status(202)),
  },
  'container-put-replaces': {
    says: 'Creating a container that is there drops the attributes that are not sent again.',
    claims: ['S-PUTCONT-15'],
    ...replacing(createsContainer),
  },
  'container-post-replaces': {
    says: 'POST of a container drops the attributes that are not named, as that of an object.',
    claims: ['S-POSTCONT-15'],
    ...replacing(operations('UpdateContainerMetadata')),
  },
  'account-post-replaces': {
    says: 'POST of an account drops the attributes that are not named.',
    claims: ['S-POSTACCT-14'],
    fresh: replacingAccount,
  },
  'container-post-202': {
    says: 'POST of a container answers 202.',
    claims: ['S-POSTCONT-05', 'S-ACL-07'],
    ...answering(operations('UpdateContainerMetadata', 'UpdateContainerAcl'), status(202)),
  },
  'account-post-200': {
    says: 'POST of an account answers 200.',
    claims: ['S-POSTACCT-04'],
    ...answering(operations('UpdateAccountMetadata'), status(200)),
  },
  'container-attributes-not-stored': {
    says: 'Attributes of a container are not kept.',
    claims: ['S-POSTCONT-01', 'S-HEADCONT-11'],
    ...overlooking(changes, (name) => name.startsWith('x-container-meta-')),
  },
  'account-attributes-not-stored': {
    says: 'Attributes of an account are not kept.',
    claims: ['S-POSTACCT-01', 'S-HEADACCT-11'],
    ...overlooking(changes, (name) => name.startsWith('x-account-meta-')),
  },
  'attributes-of-new-container-ignored': {
    says: 'Attributes sent when a container is made are ignored.',
    claims: ['S-PUTCONT-08'],
    ...overlooking(createsContainer, (name) => name.startsWith('x-container-meta-')),
  },
  'lists-of-new-container-ignored': {
    says: 'Access control lists sent when a container is made are ignored.',
    claims: ['S-PUTCONT-06', 'S-PUTCONT-07'],
    ...overlooking(createsContainer, (name) => /^x-container-(?:read|write)$/.test(name)),
  },
  'empty-attribute-kept': {
    says: 'An empty value does not take an attribute of a container or an account away.',
    claims: ['S-POSTCONT-11', 'S-POSTACCT-10'],
    ...overlooking(changes, (name, value) => /^x-(?:container|account)-meta-/.test(name) && value === ''),
  },
  'removal-of-attribute-ignored': {
    says: 'X-Remove-Container-Meta- and X-Remove-Account-Meta- are ignored.',
    claims: ['S-POSTCONT-12', 'S-POSTACCT-11'],
    ...overlooking(changes, (name) => /^x-remove-(?:container|account)-meta-/.test(name)),
  },
  'removal-wins': {
    says: 'An attribute that is set and removed in one request is removed.',
    claims: ['S-POSTCONT-17'],
    ...withFields(changes, (fields) => {
      const removed = new Set(fields.map(([name]) => name.toLowerCase().replace(/^x-remove-/, 'x-')));
      return fields.filter(([name]) => {
        const folded = name.toLowerCase();
        return (
          !removed.has(folded) ||
          !fields.some(([one]) => one.toLowerCase() === folded.replace(/^x-/, 'x-remove-'))
        );
      });
    }),
  },
  'missing-container-deleted': {
    says: 'Deleting a container that is not there answers 204.',
    claims: ['S-DELCONT-11'],
    respond: (response, { routed }) =>
      response.status === 404 && routed && deletesContainer(routed.operation)
        ? { ...response, status: 204, body: { kind: 'none' } }
        : response,
  },
  'missing-container-listed-empty': {
    says: 'A container that is not there is listed as empty.',
    claims: ['S-LISTOBJ-27', 'S-GEN-06'],
    respond: (response, { routed }) =>
      response.status === 404 && routed?.operation.id === 'ListObjects'
        ? { ...response, status: 204, body: { kind: 'none' } }
        : response,
  },
  'missing-container-made-by-upload': {
    says: 'An upload makes the container it lacks.',
    claims: ['S-PUTOBJ-24'],
    respond: (response, { routed }) =>
      response.status === 404 && routed?.operation.id === 'PutObject'
        ? { ...response, status: 201, body: { kind: 'none' } }
        : response,
  },
  'long-container-names-cut': {
    says: 'Names of containers are cut after 256 characters.',
    claims: ['S-PUTCONT-16'],
    ...readingPath((path) => path.replace(/^(\/v1\/[^/]*\/[^/]{256})[^/]+/, '$1')),
  },
  'long-container-names-refused': {
    says: 'Names of containers have at most 64 characters.',
    claims: ['S-PUTCONT-04'],
    ...on(createsContainer, (prepared, next) =>
      prepared.context.bucket.split('/').slice(1).join().length > 64
        ? refuse('invalid-bucket-name')
        : next(prepared),
    ),
  },
  'slash-in-container-dropped': {
    says: 'An encoded slash in the name of a container is dropped.',
    claims: ['S-PUTCONT-03'],
    ...readingPath((path) => path.replace(/^(\/v1\/[^/]*\/[^/]*?)%2f([^/]*)$/i, '$1$2')),
  },
  'method-without-allow': {
    says: '405 does not say which methods there are.',
    claims: ['S-GEN-13'],
    ...failing(losing(/^allow$/), 405),
  },
  'old-version-unknown': {
    says: 'The version v1.0 in a path is unknown.',
    claims: ['S-GEN-15'],
    ...readingPath((path) => path.replace(/^\/v1\.0\//, '/v0/')),
  },
  'any-version-served': {
    says: 'Whatever the version in a path is, it means v1.',
    claims: ['S-GEN-15'],
    ...readingPath((path) => path.replace(/^\/v\d[^/]*\/(?=AUTH_)/, '/v1/')),
  },
  'undecodable-path-as-404': {
    says: 'A path that is no UTF-8 is not found.',
    claims: ['S-GEN-14'],
    ...always((response, { routed }) =>
      response.status === 412 && routed === undefined ? { ...response, status: 404 } : response,
    ),
  },
  'unknown-parameters-refused': {
    says: 'A query parameter an operation does not know is refused.',
    claims: ['S-GEN-16'],
    understand: ({ query, operation }) => {
      const known = new Set(operation.parameters.map(({ name }) => name));
      return query.every(([name]) => known.has(name)) ? {} : refuse('invalid-argument');
    },
  },
});

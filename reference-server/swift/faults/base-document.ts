import { withHeader } from '../../../dialects/core/headers.ts';
import { inContext } from '../../faults/edit-request.ts';
import { answering, emptied, status } from '../../faults/edit-response.ts';
import { readsObject } from '../../faults/which.ts';
import { claimed, operations } from './claimed.ts';
import { readingPath } from './edit-fields.ts';

/** Where a server that does as OpenStack does, or as HTTP servers often do, is not as the base document has it. */
export const baseDocumentFaults = claimed('base document', {
  'nothing-listed-as-document': {
    says: 'Nothing to list is an empty document with 200 where one was asked for.',
    claims: ['S-LISTOBJ-16'],
    ...answering(operations('ListObjects'), (response) => {
      const json = response.headers.some(
        ([name, value]) => /^content-type$/i.test(name) && /json/.test(value),
      );
      return response.status === 204 && json
        ? { ...response, status: 200, body: { kind: 'bytes', bytes: Buffer.from('[]') } }
        : response;
    }),
  },
  'delimiter-folds-objects': {
    says: 'A delimiter puts entries in the place of the objects it leaves out.',
    claims: ['S-LISTOBJ-11'],
    ...inContext(operations('ListObjects'), ({ listings }) => ({
      listings: {
        ...listings,
        objects: (bucket, query) =>
          listings.objects(bucket, query.rolledUp === 'nothing' ? { ...query, rolledUp: 'entry' } : query),
      },
    })),
  },
  'delimiter-folds-containers': {
    says: 'A delimiter puts entries in the place of the containers it leaves out.',
    claims: ['S-LISTCONT-10'],
    ...inContext(operations('ListContainers'), ({ listings }) => ({
      listings: {
        ...listings,
        buckets: (store, query) => listings.buckets(store, { ...query, rolledUp: 'entry' }),
      },
    })),
  },
  'encoded-slash-separates': {
    says: 'An encoded slash in the name of a container begins the name of an object.',
    claims: ['S-PUTCONT-03'],
    ...readingPath((path) => path.replace(/^(\/v1\/[^/]*\/[^/%]+)%2f(.+)$/i, '$1/$2')),
  },
  'names-counted-decoded': {
    says: 'Names of containers are counted in characters, not as they stand in the URL.',
    claims: ['S-PUTCONT-04'],
    ...readingPath((path) =>
      path.replace(/^\/v1\/[^/]*\/[^/]+$/, (found) => found.replaceAll('%C3%A9', 'e')),
    ),
  },
  'invalid-container-as-412': {
    says: 'A path with a name no container can have is answered 412.',
    claims: ['S-PUTCONT-11'],
    respond: (response, { routed }) =>
      response.status === 400 && routed === undefined ? { ...response, status: 412 } : response,
  },
  'invalid-container-not-found': {
    says: 'A path with a name no container can have is not found.',
    claims: ['S-DELCONT-06', 'S-PUTCONT-03'],
    respond: (response, { routed }) =>
      response.status === 400 && routed === undefined ? { ...response, status: 404 } : response,
  },
  'growing-objects-hidden': {
    says: 'An object is not found until all of it is there.',
    claims: ['S-GETOBJ-06'],
    ...answering(readsObject, (response, about) =>
      response.headers.some(([name]) => /^x-object-is-dynamic$/i.test(name))
        ? status(404)(emptied(response, about), about)
        : response,
    ),
  },
  'host-not-needed': {
    says: 'A request without Host is served.',
    claims: ['S-HTTP-02'],
    receive: (incoming) =>
      incoming.headers.some(([name]) => name.toLowerCase() === 'host')
        ? incoming
        : { ...incoming, headers: withHeader(incoming.headers, 'Host', 'localhost') },
  },
});

import fc from 'fast-check';
import { bodyBytes, withBytes, withField } from '../structured-request.ts';
import { type MutationClass, mutation, settled } from './mutation.ts';

/** Methods that are not the operation's. */
export const methodMutations: readonly MutationClass[] = [
  mutation<string>({
    slug: 'se-method-on-subresource',
    group: 'method',
    title: 'another method',
    order: 'before-signing',
    // What deletes or creates buckets is left to operations that do so: a bucket of the run is not to vanish unseen.
    slots: (_, { operation }) =>
      operation.resource === 'object' || operation.subresources.length > 0 ? ['method'] : [],
    args: () => fc.constantFrom('GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'),
    apply: (request, _, method) => (request.method === method ? undefined : { ...request, method }),
  }),
  mutation<string>({
    slug: 'fr-method-odd',
    group: 'method',
    title: 'methods nobody knows',
    slots: (_, { operation }) => (operation.resource === 'service' ? [] : ['method']),
    args: () => fc.constantFrom('get', 'GETX', 'G', 'PROPFIND', 'BUCKETPROOF', 'Put', 'TRACE'),
    apply: (request, _, method) => ({ ...request, method }),
    raw: true,
    settles: (method) =>
      method === 'TRACE' ? undefined : settled('refused', 'RFC 9110 section 9.1', 'should'),
  }),
  mutation<string>({
    slug: 'se-get-with-body',
    group: 'method',
    title: 'a body where none is expected',
    order: 'before-signing',
    slots: (request) => (bodyBytes(request).length === 0 && request.method !== 'HEAD' ? ['body'] : []),
    args: () => fc.constantFrom('x', '<a/>', '{"a":1}'),
    apply: (request, _, text) =>
      withField(withBytes(request, Buffer.from(text)), 'Content-Length', String(Buffer.byteLength(text))),
  }),
];

import { bodyBytes, withBytes, withField } from '../structured-request.ts';
import { type MutationClass, settled } from './mutation.ts';
import { variants } from './variants.ts';

/** Methods that are not the operation's. */
export const methodMutations: readonly MutationClass[] = [
  variants({
    slug: 'se-method-on-subresource',
    group: 'method',
    title: 'another method',
    order: 'before-signing',
    // What deletes or creates buckets is left to operations that do so: a bucket of the run is not to vanish unseen.
    slots: (_, { operation }) =>
      operation.resource === 'object' || operation.subresources.length > 0 ? ['method'] : [],
    values: ['GET', 'HEAD', 'PUT', 'POST', 'DELETE', 'PATCH', 'OPTIONS'],
    change: (request, method) => ({ ...request, method }),
  }),
  variants({
    slug: 'se-head-mirrors-get',
    group: 'method',
    title: 'HEAD for what is read with GET',
    order: 'before-signing',
    slots: (request) => (request.method === 'GET' ? ['method'] : []),
    values: ['HEAD'],
    change: (request, method) => ({ ...request, method }),
  }),
  variants({
    slug: 'fr-method-odd',
    group: 'method',
    title: 'methods nobody knows',
    raw: true,
    slots: (_, { operation }) => (operation.resource === 'service' ? [] : ['method']),
    values: [
      'get',
      'Put',
      'GETX',
      'G',
      'PROPFIND',
      'BUCKETPROOF',
      'TRACE',
      'G(T',
      '',
      'A'.repeat(1024),
      'GET\u0000',
    ],
    change: (request, method) => ({ ...request, method }),
    settles: (method) =>
      method === 'TRACE' ? undefined : settled('refused', 'RFC 9110 section 9.1', 'should'),
  }),
  variants({
    slug: 'se-get-with-body',
    group: 'method',
    title: 'a body where none is expected',
    order: 'before-signing',
    slots: (request) => (bodyBytes(request).length === 0 ? ['body'] : []),
    values: ['x', '<a/>', '{"a":1}', 'x'.repeat(70_000)],
    change: (request, text) =>
      withField(withBytes(request, Buffer.from(text)), 'Content-Length', String(Buffer.byteLength(text))),
  }),
];

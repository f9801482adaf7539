import { storesObject } from '../applies.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { append, inKey, keepsBucket, prepend, replace } from './key-variants.ts';

const DOTS = ['./', '../', 'a/../', '../../'];

/** Segments, slashes, dots and lengths of keys. */
export const keyStructureMutations: readonly MutationClass[] = [
  inKey('ur-slash-encoded', 'an encoded slash', ['%2F', '%2Fa', '%2fa'], append),
  inKey('ur-dot-segment', 'dot segments', DOTS, prepend, { raw: true, when: keepsBucket }),
  inKey(
    'ur-dot-encoded',
    'dot segments, encoded',
    ['%2e/', '%2e%2e/', 'a/%2e%2e/', '.%2E/', '..%2f'],
    prepend,
    {
      when: keepsBucket,
    },
  ),
  inKey('ur-key-is-dot', 'a key of dots', ['.', '..', '...', '%2e', '%2e%2e'], replace, {
    raw: true,
    when: keepsBucket,
  }),
  inKey('ur-empty-segment', 'empty segments', ['a//', 'a///b/', '//'], prepend),
  inKey('ur-trailing-slash', 'a slash at the end', ['/', '//', '/a/'], append),
  inKey('ur-key-leading-slash', 'a key that begins with a slash', ['/', '%2F', '%2f%2f'], prepend),
  inKey('ur-fragment-raw', 'a hash as it is', ['#a', '#', '#?acl'], append, { raw: true }),
  inKey(
    'ur-key-length',
    'long keys',
    ['849', '850', '851', '1023', '1024', '1025', '2000'],
    (segment, size) =>
      `${segment}${'k'.repeat(Math.max(0, Math.min(2000, Number(size) || 0) - segment.length))}`,
  ),
  inKey(
    'ur-key-length-multibyte',
    'long keys of several bytes a character',
    ['283', '284', '341', '342'],
    (segment, count) => `${segment}${'%E2%82%AC'.repeat(Math.min(400, Number(count) || 1))}`,
  ),
  inKey(
    'ur-key-subresource-name',
    'keys called like parameters',
    ['acl', '%3Facl', 'uploads', 'cors', 'policy', '%3Fuploads'],
    replace,
    { when: keepsBucket },
  ),
  variants({
    slug: 'se-put-key-empty',
    group: 'uri',
    title: 'an upload to no key',
    slots: (request, about) => (storesObject(about, request) ? ['path'] : []),
    values: ['', '/'],
    change: (request, key) => ({ ...request, path: request.path.replace(/[^/]+$/, () => key) }),
  }),
  inKey('se-delete-missing', 'another key, which is not there', ['-absent', '-absent/'], append),
];

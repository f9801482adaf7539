import type { StructuredRequest } from '../../structured-request.ts';
import { withField } from '../../structured-request.ts';
import type { About, MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { movedToQuery, signed } from './credentials-text.ts';

/** A class about addresses that carry their signature: the credentials are moved to the query and then changed. */
function presigned(
  slug: string,
  title: string,
  forms: Readonly<
    Record<string, (moved: StructuredRequest, request: StructuredRequest, about: About) => StructuredRequest>
  >,
): MutationClass {
  return variants({
    slug,
    group: 'signature',
    title,
    order: 'after-signing',
    slots: signed,
    values: Object.keys(forms),
    change: (request, form, _, about) => {
      const moved = movedToQuery(request, about);
      return moved && forms[form]?.(moved, request, about);
    },
  });
}

/** Addresses that carry their signature. */
export const presignedMutations: readonly MutationClass[] = [
  presigned('si-presign-method', 'an address that carries its signature under another method', {
    HEAD: (moved) => ({ ...moved, method: moved.method === 'HEAD' ? 'GET' : 'HEAD' }),
    POST: (moved) => ({ ...moved, method: moved.method === 'POST' ? 'PUT' : 'POST' }),
  }),
  presigned('si-presign-case', 'parameters of the signature in other letter case', {
    UPPER: (moved, { query }) => ({
      ...moved,
      query: moved.query.map(([name, value], at) => [at < query.length ? name : name.toUpperCase(), value]),
    }),
    last: (moved) => ({
      ...moved,
      query: moved.query.map(([name, value], at) => [
        at < moved.query.length - 1 ? name : name.toUpperCase(),
        value,
      ]),
    }),
  }),
  presigned('si-presign-dup', 'parameters of the signature twice', {
    same: (moved) => ({ ...moved, query: [...moved.query, ...moved.query.slice(-1)] }),
    other: (moved) => ({ ...moved, query: [...moved.query, [moved.query.at(-1)?.[0] ?? '', 'x']] }),
    'other first': (moved) => ({ ...moved, query: [[moved.query.at(-1)?.[0] ?? '', 'x'], ...moved.query] }),
  }),
  presigned('si-presign-extra-header', 'fields that an address with a signature does not cover', {
    meta: (moved, _, { dialect }) => withField(moved, `${dialect.headerPrefix}meta-late`, '1'),
    acl: (moved, _, { dialect }) => withField(moved, `${dialect.headerPrefix}acl`, 'private'),
    'cache-control': (moved) => withField(moved, 'Cache-Control', 'no-cache'),
  }),
  presigned(
    'si-presign-range',
    'a range or other parameters that an address with a signature does not cover',
    {
      range: (moved) => withField(moved, 'Range', 'bytes=0-1'),
      override: (moved) => ({ ...moved, query: [...moved.query, ['response-content-type', 'text/html']] }),
      before: (moved) => ({ ...moved, query: [['bucketproof', '1'], ...moved.query] }),
    },
  ),
  variants({
    slug: 'si-semicolon-decoded',
    group: 'signature',
    title: 'semicolons in the query as they are, and encoded',
    order: 'after-signing',
    slots: signed,
    values: ['raw', 'escaped', 'lower'],
    change: (request, form, _, about) =>
      movedToQuery(request, about, (value) => {
        const encoded = encodeURIComponent(value);
        if (form === 'raw') return encoded.replaceAll('%3B', ';');
        return form === 'lower' ? encoded.replaceAll('%3B', '%3b') : encoded;
      }),
  }),
];

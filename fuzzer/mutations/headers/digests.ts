import { createHash } from 'node:crypto';
import {
  bodyBytes,
  fieldOf,
  type StructuredRequest,
  withField,
  withFurtherField,
  withoutField,
} from '../../structured-request.ts';
import { at, both, hasBody, storesObject, takesDigest } from '../applies.ts';
import type { About, MutationClass } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';

const withDigest: Slots = (request, about) =>
  takesDigest(about, request) && hasBody(about, request)
    ? [`header:${about.dialect.bodyDigest.header.toLowerCase()}`]
    : [];

function digestOf(request: StructuredRequest, { dialect }: About): string {
  return createHash('md5').update(bodyBytes(request)).digest(dialect.bodyDigest.encoding);
}

/** The digest of the body in another form; `d` is the right one. */
const WRONG: Readonly<Record<string, (digest: string) => string>> = {
  other: (digest) => digest.replace(/[0-8]|[A-Ya-y]/, (char) => (char === '1' ? '2' : '1')),
  nothing: () => '',
  cut: (digest) => digest.slice(0, -4),
  short: () => 'AAAA',
  word: () => 'x',
  hex: (digest) =>
    /^[0-9a-f]{32}$/.test(digest) ? digest.toUpperCase() : Buffer.from(digest, 'base64').toString('hex'),
  zeros: () => '00000000000000000000000000000000',
  url: (digest) => digest.replaceAll('+', '-').replaceAll('/', '_').replaceAll('=', '~'),
  unpadded: (digest) => digest.replaceAll('=', ''),
  base64: (digest) =>
    /^[0-9a-f]{32}$/.test(digest) ? Buffer.from(digest, 'hex').toString('base64') : `${digest}${digest}`,
};

const TRAILING: Readonly<Record<string, (digest: string) => string>> = {
  blank: (digest) => `${digest} `,
  padding: (digest) => `${digest}==`,
  quoted: (digest) => `"${digest}"`,
  list: (digest) => `${digest}, ${digest}`,
  comment: (digest) => `${digest};x`,
};

/** Digests of the body. */
export const digestMutations: readonly MutationClass[] = [
  variants({
    slug: 'se-md5-bad',
    group: 'headers',
    title: 'digests that are wrong or none',
    order: 'before-signing',
    slots: withDigest,
    // The digest of other content is what a server that checks has to notice; the rest it may refuse for its form.
    values: [...Object.keys(WRONG), 'other', 'other', 'other', 'other', 'other'],
    change: (request, form, _, about) => {
      const written = WRONG[form]?.(digestOf(request, about));
      return written === undefined ? undefined : withField(request, about.dialect.bodyDigest.header, written);
    },
  }),
  variants({
    slug: 'se-md5-trailing',
    group: 'headers',
    title: 'the right digest with something around it',
    order: 'before-signing',
    slots: withDigest,
    values: Object.keys(TRAILING),
    change: (request, form, _, about) => {
      const written = TRAILING[form]?.(digestOf(request, about));
      return written === undefined ? undefined : withField(request, about.dialect.bodyDigest.header, written);
    },
  }),
  variants({
    slug: 'se-md5-required',
    group: 'headers',
    title: 'no digest',
    order: 'before-signing',
    slots: (request, { dialect, operation }) =>
      'md5' in operation.body && fieldOf(request, dialect.bodyDigest.header)
        ? [`header:${dialect.bodyDigest.header.toLowerCase()}`]
        : [],
    values: ['field'],
    change: (request, _, __, { dialect }) => withoutField(request, dialect.bodyDigest.header),
  }),
  variants({
    slug: 'se-md5-dup',
    group: 'headers',
    title: 'two digests, one of them wrong',
    order: 'before-signing',
    slots: withDigest,
    values: ['right-first', 'wrong-first'],
    change: (request, order, _, about) => {
      const name = about.dialect.bodyDigest.header;
      const right = digestOf(request, about);
      const wrong = WRONG.other?.(right) ?? '';
      const [first, value] = order === 'right-first' ? [right, wrong] : [wrong, right];
      return withFurtherField(withField(request, name, first), { name, value });
    },
  }),
  variants({
    slug: 'se-etag-header-put',
    group: 'headers',
    title: 'the digest of the body as its entity tag',
    order: 'before-signing',
    slots: at('header:etag', both(storesObject, hasBody)),
    values: ['right', 'quoted', 'upper', 'wrong', 'weak', 'empty'],
    change: (request, form) => {
      const hex = createHash('md5').update(bodyBytes(request)).digest('hex');
      const forms: Readonly<Record<string, string>> = {
        right: hex,
        quoted: `"${hex}"`,
        upper: hex.toUpperCase(),
        wrong: '0'.repeat(32),
        weak: `W/"${hex}"`,
        empty: '',
      };
      const value = forms[form];
      return value === undefined ? undefined : withField(request, 'ETag', value);
    },
  }),
  variants({
    slug: 'se-checksum-two',
    group: 'headers',
    title: 'a digest in another field, right or wrong, beside the usual one',
    order: 'before-signing',
    slots: withDigest,
    values: ['sha1-right', 'sha1-wrong', 'digest-right', 'digest-wrong', 'content-digest-wrong'],
    change: (request, form, _, { dialect }) => {
      const body = bodyBytes(request);
      const isRight = form.endsWith('-right');
      const of = (algorithm: string, encoding: 'hex' | 'base64'): string =>
        createHash(algorithm)
          .update(isRight ? body : 'bucketproof')
          .digest(encoding);
      if (form.startsWith('sha1')) {
        return withField(request, `${dialect.headerPrefix}content-sha1`, of('sha1', 'hex'));
      }
      return form.startsWith('digest')
        ? withField(request, 'Digest', `SHA-256=${of('sha256', 'base64')}`)
        : withField(request, 'Content-Digest', `sha-256=:${of('sha256', 'base64')}:`);
    },
  }),
  variants({
    slug: 'se-sha256-header',
    group: 'headers',
    title: 'the hash of the content in a field of its own',
    order: 'before-signing',
    slots: withDigest,
    values: ['right', 'upper', 'wrong', 'UNSIGNED-PAYLOAD', 'STREAMING-UNKNOWN', ''],
    change: (request, form, _, { dialect }) => {
      const hex = createHash('sha256').update(bodyBytes(request)).digest('hex');
      const value =
        form === 'right'
          ? hex
          : form === 'upper'
            ? hex.toUpperCase()
            : form === 'wrong'
              ? '0'.repeat(64)
              : form;
      return withField(request, `${dialect.headerPrefix}content-sha256`, value);
    },
  }),
];

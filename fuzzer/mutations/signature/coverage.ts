import {
  fieldOf,
  type StructuredRequest,
  withField,
  withFieldChanged,
  withFurtherField,
  withoutField,
} from '../../structured-request.ts';
import { addressesObject, both, isSigned } from '../applies.ts';
import { ownFields } from '../headers/field-variants.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';
import { signed } from './credentials-text.ts';

/** Where the dialect signs what it sends; a token covers nothing. */
const covered: Slots = (request, about) => (about.dialect.login === undefined ? signed(request, about) : []);
const signedObject: Slots = (request, about) =>
  both(isSigned, addressesObject)(about, request) ? ['signature'] : [];
const OTHER_METHOD: Readonly<Record<string, string>> = {
  GET: 'HEAD',
  HEAD: 'GET',
  PUT: 'POST',
  POST: 'PUT',
  DELETE: 'GET',
};
/** The request with other fields signed than the dialect's own choice. */
const signing = (request: StructuredRequest, signedHeaders: readonly string[]): StructuredRequest => ({
  ...request,
  signing: { ...request.signing, signedHeaders },
});
const names = (request: StructuredRequest): string[] => ['host', ...ownFields(request)];

/** What the signature covers: changed behind its back, or left out of it. */
export const signatureCoverageMutations: readonly MutationClass[] = [
  variants({
    slug: 'si-method-mismatch',
    group: 'signature',
    title: 'signed for another method',
    order: 'after-signing',
    slots: signed,
    values: ['other'],
    change: (request) => {
      const method = OTHER_METHOD[request.method];
      return method === undefined ? undefined : { ...request, method };
    },
  }),
  variants({
    slug: 'si-path-mismatch',
    group: 'signature',
    title: 'signed for another object',
    order: 'after-signing',
    slots: signedObject,
    values: ['longer', 'shorter', 'upper', 'slash'],
    change: (request, form) => {
      const { path } = request;
      const changed: Readonly<Record<string, string>> = {
        longer: `${path}x`,
        shorter: path.slice(0, -1),
        upper: path.replace(/[a-z](?=[^a-z]*$)/, (char) => char.toUpperCase()),
        slash: `${path}/`,
      };
      return { ...request, path: changed[form] ?? path };
    },
  }),
  variants({
    slug: 'si-host-unsigned',
    group: 'signature',
    title: 'Host not signed',
    order: 'before-signing',
    slots: covered,
    values: ['host'],
    change: (request, unsigned) =>
      signing(
        request,
        names(request).filter((name) => name !== unsigned),
      ),
  }),
  variants({
    slug: 'si-header-unsigned',
    group: 'signature',
    title: 'a field added behind the back of the signature',
    order: 'after-signing',
    slots: signed,
    // `~` stands for the prefix of the dialect's own fields
    values: ['~acl', '~meta-late', 'Cache-Control', '~fuzz'],
    change: (request, name, _, { dialect }) =>
      withFurtherField(request, { name: name.replace('~', dialect.headerPrefix), value: 'private' }),
  }),
  variants({
    slug: 'si-header-removed',
    group: 'signature',
    title: 'a signed field taken away',
    order: 'after-signing',
    slots: (request, about) =>
      isSigned(about, request) ? ownFields(request).map((name) => `header:${name}`) : [],
    values: ['field'],
    change: (request, _, slot) => withoutField(request, slot.slice('header:'.length)),
  }),
  variants({
    slug: 'si-header-changed',
    group: 'signature',
    title: 'a signed field changed',
    order: 'after-signing',
    slots: (request, about) =>
      isSigned(about, request) ? ownFields(request).map((name) => `header:${name}`) : [],
    values: ['longer', 'upper'],
    change: (request, form, slot) =>
      withFieldChanged(request, slot.slice('header:'.length), (field) => ({
        ...field,
        value: form === 'upper' ? field.value.toUpperCase() : `${field.value}x`,
      })),
  }),
  variants({
    slug: 'si-header-list-ghost',
    group: 'signature',
    title: 'a field signed that is not there',
    order: 'before-signing',
    slots: covered,
    values: ['x-bucketproof-ghost', 'range', 'content-md5'],
    change: (request, ghost) =>
      fieldOf(request, ghost) ? undefined : signing(request, [...names(request), ghost]),
  }),
  variants({
    slug: 'si-cos-list-empty',
    group: 'signature',
    title: 'nothing signed but method and path',
    order: 'before-signing',
    slots: covered,
    values: (_, request) => (request.query.length > 0 ? ['headers', 'query', 'both'] : ['headers']),
    change: (request, which) => ({
      ...request,
      signing: {
        ...request.signing,
        ...(which === 'query' ? {} : { signedHeaders: [] }),
        ...(which === 'headers' ? {} : { signedQuery: [] }),
      },
    }),
  }),
  variants({
    slug: 'si-cos-list-encode',
    group: 'signature',
    title: 'names in the lists that need encoding, or differ in letter case alone',
    order: 'before-signing',
    slots: signed,
    values: ['a%20b', 'A', "a'b", 'a%3Bb', '%C3%A9', 'a+b'],
    change: (request, name) => ({ ...request, query: [...request.query, [name, '1'], ['a', '2']] }),
  }),
  variants({
    slug: 'si-header-value-ws',
    group: 'signature',
    title: 'white space around a signed value',
    order: 'after-signing',
    raw: true,
    slots: (request, about) =>
      isSigned(about, request) ? ['host', ...ownFields(request)].map((name) => `header:${name}`) : [],
    values: ['v  ', '  v', '\tv\t'],
    change: (request, form, slot) =>
      withFieldChanged(request, slot.slice('header:'.length), (field) => ({
        ...field,
        value: form.replace('v', () => field.value),
      })),
    settles: settled('as-unmutated', 'RFC 9110 section 5.5'),
  }),
  variants({
    slug: 'si-header-value-inner',
    group: 'signature',
    title: 'white space inside a signed value',
    slots: signed,
    values: ['a  b', 'a\tb', 'a b'],
    raw: true,
    change: (request, value, _, { dialect }) =>
      withField(request, `${dialect.headerPrefix}meta-signed`, value),
  }),
  variants({
    slug: 'si-header-value-dup',
    group: 'signature',
    title: 'a signed field twice',
    slots: signed,
    values: ['b', 'a', ''],
    change: (request, value, _, { dialect }) => {
      const name = `${dialect.headerPrefix}meta-signed`;
      return withFurtherField(withField(request, name, 'a'), { name, value });
    },
  }),
  variants({
    slug: 'si-header-nonascii',
    group: 'signature',
    title: 'a signed value beyond ASCII',
    slots: signed,
    values: ['\u00c3\u00a9', '\u00e9', '%C3%A9'],
    change: (request, value, _, { dialect }) =>
      withField(request, `${dialect.headerPrefix}meta-signed`, value),
  }),
  variants({
    slug: 'si-content-md5-signed',
    group: 'signature',
    title: 'a digest that is signed and then taken away, or comes behind the back of the signature',
    order: 'after-signing',
    slots: signed,
    values: ['removed', 'added'],
    change: (request, form, _, { dialect }) => {
      const name = dialect.bodyDigest.header;
      const has = fieldOf(request, name) !== undefined;
      if (form === 'removed') return has ? withoutField(request, name) : undefined;
      return has ? undefined : withField(request, name, '1B2M2Y8AsgTpgAmY7PhCfg==');
    },
  }),
  variants({
    slug: 'si-ctype-signed',
    group: 'signature',
    title: 'a type that is changed or added by the way',
    order: 'after-signing',
    slots: signed,
    values: ['application/x-www-form-urlencoded', 'charset', ''],
    change: (request, type) => {
      const known = fieldOf(request, 'content-type')?.value;
      if (type === 'charset')
        return known === undefined
          ? undefined
          : withField(request, 'Content-Type', `${known}; charset=utf-8`);
      return withField(request, 'Content-Type', type);
    },
  }),
];

import {
  type Field,
  type StructuredRequest,
  withBytes,
  withField,
  withFieldChanged,
  withFurtherField,
  withoutField,
} from '../../structured-request.ts';
import { copies, parameterSlots } from '../applies.ts';
import type { MutationClass } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';
import { fieldVariants } from './field-variants.ts';

/** The field that names the other end of a copy. */
function copyField({ headers }: StructuredRequest): Field | undefined {
  return headers.find(({ name }) => /(copy-source|copy-from)$|^destination$/i.test(name));
}

const copySlot: Slots = (request, about) => {
  const field = copies(about, request) ? copyField(request) : undefined;
  return field ? [`header:${field.name.toLowerCase()}`] : [];
};

/** A class that writes the field that names the other end of a copy otherwise. */
function otherEnd(
  slug: string,
  title: string,
  forms: Readonly<Record<string, (value: string) => string | undefined>>,
): MutationClass {
  return variants({
    slug,
    group: 'headers',
    title,
    order: 'before-signing',
    slots: copySlot,
    values: Object.keys(forms),
    change: (request, form) => {
      const field = copyField(request);
      const value = field && forms[form]?.(field.value);
      return value === undefined
        ? undefined
        : withFieldChanged(request, field?.name ?? '', (found) => ({ ...found, value }));
    },
  });
}

const lastOf = (value: string): string => value.slice(value.lastIndexOf('/') + 1);
const withLast = (value: string, change: (last: string) => string): string =>
  `${value.slice(0, value.lastIndexOf('/') + 1)}${change(lastOf(value))}`;
const hexOf = (char: string): string => `%${char.charCodeAt(0).toString(16)}`;

/** Copies. */
export const copyMutations: readonly MutationClass[] = [
  variants({
    slug: 'se-copy-self',
    group: 'headers',
    title: 'a copy onto itself',
    order: 'before-signing',
    slots: copySlot,
    values: ['plain'],
    change: (request) => {
      const field = copyField(request);
      return field && { ...request, path: withLast(request.path, () => lastOf(field.value)) };
    },
  }),
  otherEnd('se-copy-source-encoding', 'the name of the other object encoded otherwise', {
    escaped: (value) => withLast(value, (last) => last.replace(/[a-z]/, hexOf)),
    'escaped-twice': (value) =>
      withLast(value, (last) => last.replace(/[a-z]/, (char) => `%25${hexOf(char).slice(1)}`)),
    'escaped-slash': (value) => value.replace(/\/(?=[^/]*$)/, '%2F'),
    'leading-slash': (value) => (value.startsWith('/') ? value.slice(1) : `/${value}`),
    'two-slashes': (value) => `//${value.replace(/^\//, '')}`,
    plus: (value) => `${value}+`,
    blank: (value) => `${value}%20`,
    'invalid-escape': (value) => `${value}%zz`,
    'not-utf8': (value) => `${value}%ff`,
    nul: (value) => `${value}%00`,
    url: (value) => `http://${value.replace(/^\//, '')}`,
    query: (value) => `${value}?a=b`,
    'no-key': (value) => value.slice(0, value.lastIndexOf('/')),
    'empty-key': (value) => value.slice(0, value.lastIndexOf('/') + 1),
    empty: () => '',
    slash: () => '/',
    dots: (value) => withLast(value, (last) => `../${last}`),
  }),
  otherEnd('se-copy-source-version', 'a version of the source', {
    empty: (value) => `${value}?versionId=`,
    null: (value) => `${value}?versionId=null`,
    unknown: (value) => `${value}?versionId=bucketproof`,
    twice: (value) => `${value}?versionId=null&versionId=null`,
    'other-case': (value) => `${value}?versionid=null`,
  }),
  variants({
    slug: 'se-copy-source-dup',
    group: 'headers',
    title: 'two names of the other object',
    order: 'before-signing',
    slots: copySlot,
    values: ['same', 'other', 'empty'],
    change: (request, form) => {
      const field = copyField(request);
      const value = form === 'same' ? field?.value : form === 'other' ? `${field?.value}-other` : '';
      return field && withFurtherField(request, { name: field.name, value: value ?? '' });
    },
  }),
  fieldVariants({
    slug: 'se-copy-directive-odd',
    title: 'odd directives for the metadata of a copy',
    slots: parameterSlots('header', /directive$|fresh-metadata$/i),
    values: ['copy', 'COPY', 'replaced', 'REPLACE', 'Move', '', 'Copy,Replaced', ' Copy', 'true', 'yes', '1'],
  }),
  variants({
    slug: 'se-copy-with-body',
    group: 'headers',
    title: 'a copy with a body',
    order: 'before-signing',
    slots: copySlot,
    values: ['x', '<a/>'],
    change: (request, text) =>
      withField(withBytes(request, Buffer.from(text)), 'Content-Length', String(Buffer.byteLength(text))),
  }),
  variants({
    slug: 'se-copy-missing-dest',
    group: 'headers',
    title: 'a copy that does not say of what or to where',
    order: 'before-signing',
    slots: copySlot,
    values: ['missing', 'word', 'absolute'],
    change: (request, form) => {
      const field = copyField(request);
      if (!field) return undefined;
      if (form === 'missing') {
        // another PUT would be a plain upload
        return request.method === 'COPY' ? withoutField(request, field.name) : undefined;
      }
      return withField(
        request,
        field.name,
        form === 'word'
          ? 'bucketproof'
          : `http://localhost${field.value.startsWith('/') ? '' : '/'}${field.value}`,
      );
    },
  }),
];

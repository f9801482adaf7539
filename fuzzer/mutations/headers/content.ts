import { fieldOf, withField, withFurtherField, withoutField } from '../../structured-request.ts';
import { at, both, storesObject, takes, writes } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { variants } from '../variants.ts';
import { fieldVariants } from './field-variants.ts';

const hasType = at(
  'header:content-type',
  both(writes, (_, request) => fieldOf(request, 'content-type') !== undefined),
);
const takesField = (name: string): ReturnType<typeof at> =>
  at(`header:${name}`, takes('header', new RegExp(`^${name}$`, 'i')));

/** What describes content, and what is asked of its form. */
export const contentFieldMutations: readonly MutationClass[] = [
  variants({
    slug: 'se-ctype-missing',
    group: 'headers',
    title: 'no Content-Type',
    order: 'before-signing',
    slots: hasType,
    values: ['field'],
    change: (request) => withoutField(request, 'content-type'),
  }),
  fieldVariants({
    slug: 'se-ctype-odd',
    title: 'odd content types',
    slots: at('header:content-type', storesObject),
    values: [
      '',
      'x',
      'text/plain; charset="utf-8"',
      'text/plain;charset=utf-8;charset=x',
      'TEXT/Plain',
      'text / plain',
      'text/plain;',
      `text/${'x'.repeat(1000)}`,
      'text/plain, text/html',
    ],
  }),
  variants({
    slug: 'se-ctype-dup',
    group: 'headers',
    title: 'two content types',
    order: 'before-signing',
    slots: at('header:content-type', storesObject),
    values: ['text/html', 'text/plain', ''],
    change: (request, value) =>
      withFurtherField(withField(request, 'Content-Type', 'text/plain'), { name: 'Content-Type', value }),
  }),
  fieldVariants({
    slug: 'se-cenc-stored',
    title: 'content encodings to be stored',
    slots: takesField('content-encoding'),
    values: ['gzip', 'gzip, br', 'x-unknown', 'GZIP', 'identity', '', ','],
  }),
  fieldVariants({
    slug: 'se-aws-chunked-strip',
    title: 'a content encoding that is one of transfer',
    slots: takesField('content-encoding'),
    values: ['aws-chunked', 'gzip,aws-chunked', 'aws-chunked, gzip'],
  }),
  fieldVariants({
    slug: 'se-cdisp-utf8',
    title: 'odd content dispositions',
    slots: takesField('content-disposition'),
    values: [
      'attachment; filename="\u00c3\u00a9.txt"',
      "attachment; filename*=UTF-8''%c3%a9.txt",
      'attachment; filename="a\\"b"',
      'attachment; filename="a',
      'attachment; filename=a b',
      '\u00e9',
      ';',
    ],
  }),
  fieldVariants({
    slug: 'se-cache-control-echo',
    title: 'cache directives to be stored as they are',
    slots: takesField('cache-control'),
    values: ['MAX-AGE=1', 'max-age=-1', 'x', 'no-cache="a,b", private', 'max-age=1,,no-store', ''],
  }),
  fieldVariants({
    slug: 'se-expires-echo',
    title: 'times of expiry to be stored as they are',
    slots: takesField('expires'),
    values: ['0', '-1', 'never', 'Thu, 01 Jan 1970 00:00:00 GMT', '2037-10-21T07:28:00Z', ''],
  }),
  fieldVariants({
    slug: 'se-accept-encoding',
    title: 'encodings of the answer',
    slots: at('header:accept-encoding'),
    values: ['gzip', 'br, gzip;q=0.5', '*', 'identity;q=0', '', 'gzip;q=2', 'x'],
    settles: (value) =>
      value === 'identity;q=0' ? undefined : settled('as-unmutated', 'RFC 9110 section 12.5.3', 'should'),
  }),
  fieldVariants({
    slug: 'se-accept-odd',
    title: 'media types of the answer',
    slots: at('header:accept'),
    values: [
      'application/json',
      'text/xml',
      'image/png',
      '*/*;q=0',
      'application/xml;q=0, */*',
      'x',
      '',
      'text/*;q=abc',
      'application/json, application/xml;q=0.9',
    ],
  }),
];

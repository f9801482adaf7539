import { slotName, withBytes, withField, withItem } from '../../structured-request.ts';
import { parameterSlots } from '../applies.ts';
import { parameterVariants } from '../listing/parameter-variants.ts';
import type { MutationClass } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';

const NUMBER = /^partNumber$/i;
const UPLOAD_ID = /^uploadId$/i;
const numbers = (slug: string, title: string, ...values: readonly string[]): MutationClass =>
  parameterVariants(slug, title, NUMBER, values, { group: 'multipart' });

/** Ids of uploads are documented by the operations they belong to, not as parameters. */
const uploadIds: Slots = (request) =>
  request.query.filter(([name]) => UPLOAD_ID.test(name)).map(([name]) => `query:${name}`);

/** A class that writes the id of an upload otherwise. */
function ids(
  slug: string,
  title: string,
  forms: Readonly<Record<string, (id: string) => string>>,
): MutationClass {
  return variants({
    slug,
    group: 'multipart',
    title,
    order: 'before-signing',
    slots: uploadIds,
    values: Object.keys(forms),
    change: (request, form, slot) => {
      const name = slotName(slot);
      const id = request.query.find(([written]) => written === name)?.[1];
      const value = typeof id === 'string' ? forms[form]?.(id) : undefined;
      return value === undefined ? undefined : withItem(request, name, value);
    },
  });
}

/** Numbers of parts, ids of uploads, and parts that are copied. */
export const partMutations: readonly MutationClass[] = [
  numbers('mp-part-zero', 'part 0', '0', '-1'),
  numbers('mp-part-max', 'the last number of a part', '10000', '9999'),
  numbers(
    'mp-part-max1',
    'numbers beyond the last',
    '10001',
    '65536',
    '2147483648',
    '4294967297',
    '18446744073709551617',
  ),
  numbers(
    'mp-part-number-forms',
    'the number of a part in other forms',
    '01',
    '%2B1',
    '+1',
    '1.0',
    '1e0',
    '%201',
    '1%20',
    '',
    'x',
    '0x1',
    '%EF%BC%91',
    '1;2',
  ),
  variants({
    slug: 'mp-part-number-dup',
    group: 'multipart',
    title: 'two numbers of one part',
    order: 'before-signing',
    slots: parameterSlots('query', NUMBER),
    values: ['1', '2', '0', ''],
    change: (request, value, slot) => ({ ...request, query: [...request.query, [slotName(slot), value]] }),
  }),
  ids('mp-uploadid-odd', 'ids of uploads that nobody gave out', {
    empty: () => '',
    other: (id) => `${id}x`,
    cut: (id) => id.slice(0, -1),
    long: (id) => id.repeat(100),
    zero: () => '0',
    nul: (id) => `${id}%00`,
    slash: () => '..%2F..%2Fa',
    quote: (id) => `%22${id}%22`,
    'not-utf8': () => '%ff',
  }),
  variants({
    slug: 'mp-uploadid-dup',
    group: 'multipart',
    title: 'two ids of uploads',
    order: 'before-signing',
    slots: uploadIds,
    values: ['', 'x', 'first'],
    change: (request, form, slot) => ({
      ...request,
      query:
        form === 'first'
          ? [[slotName(slot), 'x'], ...request.query]
          : [...request.query, [slotName(slot), form]],
    }),
  }),
  ids('mp-uploadid-case', 'the id of an upload in other letter case', {
    lower: (id) => id.toLowerCase(),
    UPPER: (id) => id.toUpperCase(),
  }),
  variants({
    slug: 'mp-uploadid-other-key',
    group: 'multipart',
    title: 'the id of an upload of another object',
    order: 'before-signing',
    slots: (request) => (request.query.some(([name]) => UPLOAD_ID.test(name)) ? ['path'] : []),
    values: ['-other', '/other'],
    change: (request, ending) => ({ ...request, path: `${request.path}${ending}` }),
  }),
  variants({
    slug: 'mp-init-query-value',
    group: 'multipart',
    title: 'the beginning of an upload with more in its query',
    order: 'before-signing',
    slots: (request, { operation }) =>
      operation.effect === 'creates-upload' && request.query.length > 0 ? ['query'] : [],
    values: ['=', '=1', '&uploadId=x', '&partNumber=1'],
    change: (request, form) => {
      const [[name] = [''], ...rest] = request.query;
      if (form.startsWith('=')) return { ...request, query: [[name, form.slice(1)], ...rest] };
      const [more = '', value = ''] = form.slice(1).split('=');
      return withItem(request, more, value);
    },
  }),
  variants({
    slug: 'mp-copy-part-range',
    group: 'multipart',
    title: 'ranges of a part that is copied',
    order: 'before-signing',
    slots: parameterSlots('header', /copy-source-range$/i),
    values: [
      'bytes=0-0',
      'bytes=0-',
      'bytes=-3',
      'bytes=3-1',
      'bytes=0-9999',
      'bytes=9999-10000',
      '0-3',
      'bytes=0-1,2-3',
      '',
      'items=0-3',
      'bytes=00-03',
      'bytes=+0-3',
      'Bytes=0-3',
      'bytes= 0-3',
      'bytes=0-18446744073709551616',
    ],
    change: (request, value, slot) => withField(request, slotName(slot), value),
  }),
  variants({
    slug: 'mp-copy-part-conditional',
    group: 'multipart',
    title: 'a condition on the source of a part, with a range',
    order: 'before-signing',
    slots: (request, about) =>
      parameterSlots('header', /copy-source-range$/i)(request, about).length > 0
        ? parameterSlots('header', /copy-source-if-(none-)?match$/i)(request, about)
        : [],
    values: ['*', '"0"'],
    change: (request, value, slot, about) => {
      const [range] = parameterSlots('header', /copy-source-range$/i)(request, about);
      return withField(withField(request, slotName(slot), value), slotName(range ?? ''), 'bytes=0-1');
    },
  }),
  variants({
    slug: 'mp-part-empty',
    group: 'multipart',
    title: 'a part without content',
    order: 'before-signing',
    slots: (request, about) =>
      about.operation.body.kind === 'bytes' && parameterSlots('query', NUMBER)(request, about).length > 0
        ? ['body']
        : [],
    values: ['empty'],
    change: (request) => withBytes(request, new Uint8Array()),
  }),
  parameterVariants(
    'mp-list-parts-page',
    'pages of parts',
    /^part-number-marker$/,
    ['0', '1', '10000', '-1', 'x', '', '99999999999'],
    { group: 'multipart' },
  ),
  variants({
    slug: 'mp-list-uploads-page',
    group: 'multipart',
    title: 'a marker of uploads without the other',
    order: 'before-signing',
    slots: parameterSlots('query', /^upload-?id-?marker$/i),
    values: ['x', '0', ''],
    change: (request, value, slot) => withItem(request, slotName(slot), value),
  }),
];

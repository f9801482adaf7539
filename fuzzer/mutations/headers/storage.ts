import { withField, withFurtherField } from '../../structured-request.ts';
import { at, parameterSlots, storesObject, takes } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { variants } from '../variants.ts';
import { fieldVariants } from './field-variants.ts';

/** How objects are stored. */
export const storageMutations: readonly MutationClass[] = [
  fieldVariants({
    slug: 'se-storage-class-odd',
    title: 'storage classes nobody knows',
    slots: parameterSlots('header', /storage-class$/i),
    values: [
      'standard',
      'Standard_IA',
      'GLACIER',
      'REDUCED_REDUNDANCY',
      '',
      'STANDARD,STANDARD_IA',
      'x',
      ' STANDARD',
    ],
  }),
  variants<Record<string, string>>({
    slug: 'se-sse-conflict',
    group: 'headers',
    title: "the service's key and one's own together",
    order: 'before-signing',
    slots: at('header:encryption', takes('header', /server-side-encryption$/i)),
    values: [
      { 'server-side-encryption': 'AES256', 'server-side-encryption-customer-algorithm': 'AES256' },
      { 'server-side-encryption': 'kms', 'server-side-encryption-customer-key': 'AAAA' },
    ],
    change: (request, fields, _, { dialect }) =>
      Object.entries(fields).reduce(
        (changed, [name, value]) => withField(changed, `${dialect.headerPrefix}${name}`, value),
        request,
      ),
  }),
  variants<Record<string, string>>({
    slug: 'se-sse-c-bad',
    group: 'headers',
    title: 'keys of one\u2019s own that are none',
    order: 'before-signing',
    slots: at('header:encryption', takes('header', /server-side-encryption$/i)),
    values: [
      { algorithm: 'AES256' },
      { algorithm: 'AES256', key: 'AAAA' },
      { algorithm: 'AES256', key: 'A'.repeat(43).concat('='), 'key-MD5': 'AAAAAAAAAAAAAAAAAAAAAA==' },
      { key: 'A'.repeat(43).concat('=') },
      { algorithm: 'DES', key: 'A'.repeat(43).concat('=') },
    ],
    change: (request, fields, _, { dialect }) =>
      Object.entries(fields).reduce(
        (changed, [name, value]) =>
          withField(changed, `${dialect.headerPrefix}server-side-encryption-customer-${name}`, value),
        request,
      ),
  }),
  fieldVariants({
    slug: 'se-sse-odd',
    title: 'odd encryptions',
    slots: parameterSlots('header', /server-side-encryption$/i),
    values: ['aes256', 'AES128', '', 'AES256, AES256', 'x', 'kms', 'cos/kms'],
  }),
  variants({
    slug: 'ra-content-range-request',
    group: 'range',
    title: 'Content-Range on an upload',
    order: 'before-signing',
    slots: at('header:content-range', storesObject),
    values: ['bytes 0-3/10', 'bytes */10', 'bytes 0-10/11', 'x'],
    change: (request, value) => withFurtherField(request, { name: 'Content-Range', value }),
    settles: (_, __, { operation }) =>
      operation.method === 'PUT' ? settled('refused', 'RFC 9110 section 14.5', 'should') : undefined,
  }),
];

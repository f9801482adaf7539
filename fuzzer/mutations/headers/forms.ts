import {
  fieldOf,
  type StructuredRequest,
  slotName,
  withField,
  withFieldChanged,
  withFurtherField,
  withoutField,
} from '../../structured-request.ts';
import { at } from '../applies.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { variants } from '../variants.ts';
import { ownFields } from './field-variants.ts';

const fieldSlots = (request: StructuredRequest): string[] =>
  ownFields(request).map((name) => `header:${name}`);

/** How fields of any name can be written otherwise. */
export const fieldFormMutations: readonly MutationClass[] = [
  variants({
    slug: 'he-name-case',
    group: 'headers',
    title: 'a field name in other letter case',
    slots: fieldSlots,
    values: ['lower', 'UPPER'],
    change: (request, form, slot) =>
      withFieldChanged(request, slotName(slot), (field) => ({
        ...field,
        name: form === 'lower' ? field.name.toLowerCase() : field.name.toUpperCase(),
      })),
    settles: settled('as-unmutated', 'RFC 9110 section 5.1'),
  }),
  variants({
    slug: 'he-dup',
    group: 'headers',
    title: 'a field twice',
    order: 'before-signing',
    slots: fieldSlots,
    values: ['same', 'x', ''],
    change: (request, form, slot) => {
      const found = fieldOf(request, slotName(slot));
      const value = form === 'same' ? found?.value : form;
      return found && withFurtherField(request, { name: found.name, value: value ?? '' });
    },
  }),
  variants({
    slug: 'he-empty',
    group: 'headers',
    title: 'a field without a value',
    order: 'before-signing',
    slots: fieldSlots,
    values: [''],
    change: (request, value, slot) =>
      withFieldChanged(request, slotName(slot), (field) => ({ ...field, value })),
  }),
  variants({
    slug: 'he-missing',
    group: 'headers',
    title: 'a field left out',
    order: 'before-signing',
    slots: fieldSlots,
    values: ['field'],
    change: (request, _, slot) => withoutField(request, slotName(slot)),
  }),
  variants({
    slug: 'he-parameter-odd',
    group: 'headers',
    title: 'a documented parameter with a value outside its type',
    order: 'before-signing',
    slots: (_, { operation }) =>
      operation.parameters
        .filter(({ in: where, type }) => where === 'header' && type !== undefined)
        .map(({ name }) => `header:${name.toLowerCase()}`),
    values: ['bucketproof', '', ' ', '1', '-1', 'a,b', 'TRUE', '"'],
    change: (request, value, slot) => withField(request, slotName(slot), value),
  }),
  variants({
    slug: 'se-unknown-vendor-header',
    group: 'headers',
    title: 'a field of the dialect nobody knows',
    slots: at('header'),
    values: ['fuzz-unknown', 'x', 'meta', ''],
    change: (request, name, _, { dialect }) => withField(request, `${dialect.headerPrefix}${name}`, '1'),
  }),
  variants({
    slug: 'se-foreign-prefix',
    group: 'headers',
    title: 'a field of another API',
    slots: at('header'),
    values: ['x-amz-acl', 'x-amz-meta-a', 'x-amz-date', 'x-goog-meta-a', 'x-obs-acl', 'x-cos-meta-a'],
    change: (request, name, _, { dialect }) =>
      dialect.headerPrefix !== 'x-' && name.startsWith(dialect.headerPrefix)
        ? undefined
        : withField(request, name, 'private'),
    settles: settled('as-unmutated', 'RFC 9110 section 5.1', 'should'),
  }),
];

import { type Form, fieldPart, readForm, withFieldParts, withFormText, writeForm } from '../../form-parts.ts';
import { slotName } from '../../structured-request.ts';
import type { MutationClass } from '../mutation.ts';
import { type Slots, variants } from '../variants.ts';

/** The documented fields of a form, but for its file. */
const documentedFields: Slots = (_, { operation }) =>
  operation.parameters.flatMap(({ in: where, name }) =>
    where === 'form' && name !== 'file' ? [`form:${name}`] : [],
  );
/** Those of them that the request has. */
const givenFields: Slots = (request, about) => {
  const form = readForm(request);
  if (!form) return [];
  return documentedFields(request, about).filter((slot) => hasField(form, slotName(slot)));
};

function hasField(form: Form, name: string): boolean {
  return withFieldParts(form, name, () => []).parts.length < form.parts.length;
}

/** What stands in place of a field, given its part and its example. */
type FieldChange = (name: string, part: string, example: string) => readonly string[];

/** A class that writes a field of a form otherwise: before its policy is signed, or behind the back of it. */
function fields(
  slug: string,
  title: string,
  slots: Slots,
  changes: Readonly<Record<string, FieldChange>>,
): MutationClass {
  return variants({
    slug,
    group: 'multipart',
    title,
    slots,
    values: Object.keys(changes),
    change: (request, change, slot, { operation }) => {
      const name = slotName(slot);
      const form = readForm(request);
      const example = operation.parameters.find((one) => one.in === 'form' && one.name === name)?.example;
      if (!form || example === undefined) return undefined;
      const make = (part: string | undefined): readonly string[] =>
        changes[change]?.(name, part ?? fieldPart(name, example), example) ?? [];
      const text = writeForm(withFieldParts(form, name, make));
      return text === writeForm(form) ? undefined : withFormText(request, text);
    },
  });
}

/** The field with another value. */
const valued =
  (change: (example: string) => string): FieldChange =>
  (name, _, example) => [fieldPart(name, change(example))];

/** What stands for the name of the file in a field. */
const FILENAME = `$${'{filename}'}`;

const latin1 = (text: string): string => Buffer.from(text).toString('latin1');

/** Fields of forms by their names. */
export const formFieldMutations: readonly MutationClass[] = [
  fields('mp-form-field-odd', 'odd values of a field of a form', documentedFields, {
    empty: valued(() => ''),
    blanks: valued((example) => `  ${example}  `),
    lines: valued((example) => `${example}\r\nx: y`),
    'utf-8': valued((example) => `${example}${latin1('é~😀')}`),
    'latin-1': valued((example) => `${example}\xe9`),
    escapes: valued((example) => `${example}%C3%A9+%2B`),
    markup: valued((example) => `${example}<a>&"'`),
    long: valued((example) => example.repeat(Math.ceil(3000 / Math.max(1, example.length)))),
    nul: valued((example) => `${example}\0`),
  }),
  fields('mp-form-field-dup', 'a field of a form twice', documentedFields, {
    same: (_, part) => [part, part],
    'other behind': (name, part) => [part, fieldPart(name, 'x')],
    'other before': (name, part) => [fieldPart(name, 'x'), part],
    'empty before': (name, part) => [fieldPart(name, ''), part],
  }),
  fields('mp-form-field-case', 'the name of a field in other letter case', documentedFields, {
    upper: (name, part) => [part.replace(`"${name}"`, `"${name.toUpperCase()}"`)],
    lower: (name, part) => [part.replace(`"${name}"`, `"${name.toLowerCase()}"`)],
    capital: (name, part) => [
      part.replace(`"${name}"`, `"${name.slice(0, 1).toUpperCase()}${name.slice(1)}"`),
    ],
  }),
  fields('mp-form-field-missing', 'a field of a form left out', givenFields, {
    gone: () => [],
    'without a value': (name) => [`\r\nContent-Disposition: form-data; name="${name}"\r\n\r\n`],
  }),
  fields('mp-form-filename', 'the name of the file in the value of a field', documentedFields, {
    plain: valued(() => FILENAME),
    twice: valued(() => `${FILENAME}-${FILENAME}`),
    case: valued(() => FILENAME.toUpperCase()),
    open: valued(() => `a${FILENAME.slice(0, -1)}`),
    other: valued(() => FILENAME.replace('filename', 'bucket')),
  }),
];

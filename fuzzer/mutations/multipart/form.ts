import { type Form, fieldPart, isFile, readForm, withFormText, writeForm } from '../../form-parts.ts';
import { withField } from '../../structured-request.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';

type FormChange = (form: Form, text: string) => string | undefined;

/** A class that writes a signed form otherwise. */
function forms(slug: string, title: string, changes: Readonly<Record<string, FormChange>>): MutationClass {
  return variants({
    slug,
    group: 'multipart',
    title,
    order: 'after-signing',
    slots: (_, { operation }) => (operation.body.kind === 'form' ? ['body'] : []),
    values: Object.keys(changes),
    change: (request, name) => {
      const form = readForm(request);
      const text = form && changes[name]?.(form, writeForm(form));
      return text === undefined ? undefined : withFormText(request, text);
    },
  });
}

const again = (form: Form, parts: readonly string[]): string => writeForm({ ...form, parts });

/** Uploads from forms. */
export const formMutations: readonly MutationClass[] = [
  forms('mp-post-form', 'fields of a form that are missing, doubled or elsewhere', {
    'file-first': (form) =>
      again(
        form,
        form.parts.toSorted((a, b) => Number(isFile(b)) - Number(isFile(a))),
      ),
    'field-behind-file': (form) => again(form, [...form.parts, fieldPart('x-fuzz', '1')]),
    'no-file': (form) =>
      again(
        form,
        form.parts.filter((part) => !isFile(part)),
      ),
    'two-files': (form) => again(form, [...form.parts, ...form.parts.filter(isFile)]),
    'no-fields': (form) => again(form, form.parts.filter(isFile)),
    'field-twice': (form) => again(form, [...form.parts.slice(0, 1), ...form.parts]),
    'unknown-field': (form) => again(form, [fieldPart('x-fuzz', '1'), ...form.parts]),
    'bad-policy': (form) => again(form, [fieldPart('policy', 'e'), ...form.parts]),
    'empty-name': (form) => again(form, [fieldPart('', '1'), ...form.parts]),
    'many-fields': (form) =>
      again(form, [...Array.from({ length: 300 }, (_, n) => fieldPart(`x-fuzz-${n}`, '1')), ...form.parts]),
    'long-field': (form) => again(form, [fieldPart('x-fuzz', 'a'.repeat(30_000)), ...form.parts]),
  }),
  forms('mp-form-part-head', 'heads of the parts of a form', {
    unquoted: (form) =>
      again(
        form,
        form.parts.map((part) => part.replace(/name="([^"]*)"/, 'name=$1')),
      ),
    'single-quotes': (form) =>
      again(
        form,
        form.parts.map((part) => part.replace(/name="([^"]*)"/, "name='$1'")),
      ),
    lower: (form) =>
      again(
        form,
        form.parts.map((part) => part.replace('Content-Disposition', 'content-disposition')),
      ),
    'no-disposition': (form) =>
      again(
        form,
        form.parts.map((part) => part.replace(/Content-Disposition[^\r]*\r\n/, '')),
      ),
    'extended-name': (form) =>
      again(
        form,
        form.parts.map((part) => part.replace(/filename="([^"]*)"/, "filename*=UTF-8''$1")),
      ),
    'transfer-encoding': (form) =>
      again(
        form,
        form.parts.map((part) => part.replace(/\r\n\r\n/, '\r\nContent-Transfer-Encoding: base64\r\n\r\n')),
      ),
    'bare-lf': (form) =>
      again(
        form,
        form.parts.map((part) => part.replaceAll('\r\n', '\n')),
      ),
  }),
  forms('mp-form-boundary', 'delimiters of a form', {
    preamble: (_, text) => `preamble\r\n${text}`,
    epilogue: (_, text) => `${text}epilogue`,
    'no-end': (_, text) => text.replace(/--\r\n$/, '\r\n'),
    cut: (_, text) => text.slice(0, Math.floor(text.length / 2)),
    'blank-behind': (form, text) => text.replaceAll(`--${form.boundary}\r\n`, `--${form.boundary} \r\n`),
    other: (form, text) => text.replaceAll(form.boundary, `${form.boundary}x`),
    lf: (_, text) => text.replaceAll('\r\n', '\n'),
    empty: () => '',
  }),
  variants({
    slug: 'mp-form-type',
    group: 'multipart',
    title: 'the type of a form written otherwise',
    order: 'after-signing',
    slots: (_, { operation }) => (operation.body.kind === 'form' ? ['header:content-type'] : []),
    values: ['quoted', 'missing', 'empty', 'two', 'upper', 'other-type', 'long', 'single'],
    change: (request, form) => {
      const boundary = readForm(request)?.boundary;
      if (boundary === undefined) return undefined;
      const written: Readonly<Record<string, string>> = {
        quoted: `multipart/form-data; boundary="${boundary}"`,
        missing: 'multipart/form-data',
        empty: 'multipart/form-data; boundary=',
        two: `multipart/form-data; boundary=x; boundary=${boundary}`,
        upper: `MULTIPART/FORM-DATA; BOUNDARY=${boundary}`,
        'other-type': `multipart/mixed; boundary=${boundary}`,
        long: `multipart/form-data; boundary=${'x'.repeat(200)}`,
        single: `multipart/form-data; boundary='${boundary}'`,
      };
      const value = written[form];
      return value === undefined ? undefined : withField(request, 'Content-Type', value);
    },
  }),
];

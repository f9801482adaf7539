import { XMLBuilder } from 'fast-xml-parser';
import type { DocumentSpec, ElementSpec } from './document.ts';

/** What `renderDocument` takes: like `DocumentValue`, with numbers and booleans, and undefined for what is absent. */
export type RenderValue =
  | string
  | number
  | boolean
  | undefined
  | { readonly [name: string]: RenderValue | readonly RenderValue[] };

const builder = new XMLBuilder({
  ignoreAttributes: false,
  attributeNamePrefix: '@',
  suppressEmptyNode: true,
  suppressBooleanAttributes: false,
  processEntities: false,
});

/**
 * XML for `value` by its description: elements in documented order under their documented names, then names the
 * description does not have in the order given. Text is escaped; characters XML 1.0 forbids become U+FFFD.
 */
export function renderDocument(
  spec: DocumentSpec,
  value: RenderValue,
  options: { declaration?: boolean; namespace?: string } = {},
): string {
  const root = prepare(spec.root, value);
  const withNamespace =
    options.namespace === undefined || typeof root !== 'object'
      ? root
      : { '@xmlns': escapeAttribute(options.namespace), ...root };
  const body = builder.build({ [spec.root.name]: withNamespace });
  return options.declaration === false ? body : `<?xml version="1.0" encoding="UTF-8"?>\n${body}`;
}

type Prepared = string | { [name: string]: Prepared | Prepared[] };

function prepare(spec: ElementSpec | undefined, value: RenderValue): Prepared {
  if (typeof value !== 'object') return escapeXml(String(value ?? ''));
  const out: { [name: string]: Prepared | Prepared[] } = {};
  const known = (spec?.children ?? []).map(({ name }) => name);
  const given = Object.keys(value);
  const attributes = given.filter((name) => name.startsWith('@'));
  const names = [
    ...attributes,
    ...known,
    ...given.filter((name) => !known.includes(name) && !attributes.includes(name)),
  ];
  for (const name of names) {
    const child = value[name];
    if (child === undefined) continue;
    if (name.startsWith('@')) {
      out[name] = escapeAttribute(String(child));
      continue;
    }
    const childSpec = spec?.children?.find((candidate) => candidate.name === name);
    out[name] = isList(child) ? child.map((item) => prepare(childSpec, item)) : prepare(childSpec, child);
  }
  return out;
}

function isList(value: RenderValue | readonly RenderValue[]): value is readonly RenderValue[] {
  return Array.isArray(value);
}

const ESCAPES: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  '\r': '&#13;',
};

/** Text as XML 1.0 character data or attribute value. Characters XML 1.0 has no way to write become U+FFFD. */
export function escapeXml(value: string): string {
  return (
    value
      .toWellFormed()
      // biome-ignore lint/suspicious/noControlCharactersInRegex: these are the characters XML 1.0 section 2.2 forbids
      .replace(/[\u0000-\u0008\u000b\u000c\u000e-\u001f\ufffe\uffff]/g, '\ufffd')
      .replace(/[&<>"\r]/g, (char) => ESCAPES[char] ?? char)
  );
}

/** As `escapeXml`; tabs and line feeds, too, which a reader would turn into spaces. XML 1.0 section 3.3.3. */
export function escapeAttribute(value: string): string {
  return escapeXml(value).replace(/[\t\n]/g, (char) => (char === '\t' ? '&#9;' : '&#10;'));
}

import type { DocumentSpec, ElementSpec } from '../../../dialects/core/document.ts';
import type { DocumentValue } from '../../../dialects/core/document-read.ts';

/** A part of a document as plain data in which nothing is left that does not matter. */
type Plain = string | { readonly [name: string]: Plain | readonly Plain[] };

/**
 * A document as a text that is the same for two documents that say the same: elements its description does not know and
 * empty elements are left out; repeated elements are sorted; storage classes, booleans and times have one spelling.
 * @param without names of elements that do not matter either
 */
export function comparableDocument(
  { root }: DocumentSpec,
  value: DocumentValue | undefined,
  without: readonly string[] = [],
): string {
  return value === undefined ? 'no such document' : JSON.stringify(plain(root, value, without));
}

function plain(spec: ElementSpec, value: DocumentValue, without: readonly string[]): Plain {
  if (typeof value === 'string') return spelling(spec, value);
  const out: Record<string, Plain | Plain[]> = {};
  for (const child of spec.children ?? []) {
    const found = value[child.name];
    if (found === undefined || without.includes(child.name)) continue;
    const kept = isList(found)
      ? found
          .map((one) => plain(child, one, without))
          .toSorted((a, b) => order(JSON.stringify(a), JSON.stringify(b)))
      : plain(child, found, without);
    if (!isEmpty(kept)) out[child.name] = kept;
  }
  return out;
}

function spelling({ name, leaf }: ElementSpec, text: string): string {
  if (name === 'StorageClass') return text.toUpperCase();
  if (name === 'Date' && !Number.isNaN(Date.parse(text))) return new Date(text).toISOString();
  return leaf?.kind === 'boolean' ? text.toLowerCase() : text;
}

function isEmpty(value: Plain | readonly Plain[]): boolean {
  return Object.keys(value).length === 0;
}

function isList(value: DocumentValue | readonly DocumentValue[]): value is readonly DocumentValue[] {
  return Array.isArray(value);
}

function order(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

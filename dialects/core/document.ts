/**
 * XML documents described once. The reference server parses and renders by a description, responses are validated by
 * the JSON Schema made from it, generators draw from it, and the docs print it.
 */

/** What the character data of a leaf may be. `pattern` is an ECMAScript regular expression over the whole text. */
export type LeafType =
  | { readonly kind: 'text'; readonly maxBytes?: number }
  | { readonly kind: 'integer'; readonly min?: number; readonly max?: number }
  | { readonly kind: 'boolean' }
  | { readonly kind: 'enum'; readonly values: readonly string[] }
  | { readonly kind: 'pattern'; readonly pattern: string; readonly example: string };

/** How often an element may stand in its parent. */
export type Occurs = 'one' | 'optional' | 'many' | 'some';

/** One element: a leaf with text, or a branch with children. */
export interface ElementSpec {
  readonly name: string;
  readonly occurs: Occurs;
  /** Spellings the documentation itself uses for the same element; accepted on input, never emitted. */
  readonly aliases: readonly string[];
  readonly leaf?: LeafType;
  readonly children?: readonly ElementSpec[];
  /** Attributes that may be present, by local name. */
  readonly attributes: readonly string[];
  /** At most this many repetitions, for `many` and `some`. */
  readonly max?: number;
}

/** A document: its root element and what a reader needs to know of it. */
export interface DocumentSpec {
  readonly root: ElementSpec;
  /** `closed` documents refuse elements they do not know; `open` ones ignore them. */
  readonly unknown: 'open' | 'closed';
}

/** What may differ from the defaults when an element is described. */
export interface ElementOptions {
  readonly aliases?: readonly string[];
  readonly attributes?: readonly string[];
  readonly max?: number;
}

type Content = LeafType | readonly ElementSpec[];

function element(name: string, occurs: Occurs, content: Content, options: ElementOptions = {}): ElementSpec {
  return {
    name,
    occurs,
    aliases: options.aliases ?? [],
    attributes: options.attributes ?? [],
    ...(options.max === undefined ? {} : { max: options.max }),
    ...(isLeaf(content) ? { leaf: content } : { children: content }),
  };
}

function isLeaf(content: Content): content is LeafType {
  return 'kind' in content;
}

/** Exactly once. */
export function one(name: string, content: Content, options?: ElementOptions): ElementSpec {
  return element(name, 'one', content, options);
}

/** At most once. */
export function optional(name: string, content: Content, options?: ElementOptions): ElementSpec {
  return element(name, 'optional', content, options);
}

/** Any number of times, none included. */
export function many(name: string, content: Content, options?: ElementOptions): ElementSpec {
  return element(name, 'many', content, options);
}

/** At least once. */
export function some(name: string, content: Content, options?: ElementOptions): ElementSpec {
  return element(name, 'some', content, options);
}

/** A document with the given root. */
export function document(
  name: string,
  content: Content,
  options: ElementOptions & { unknown?: 'open' | 'closed' } = {},
): DocumentSpec {
  return { root: element(name, 'one', content, options), unknown: options.unknown ?? 'open' };
}

/** Any text. */
export const text: LeafType = { kind: 'text' };
/** A whole number, optionally bounded. */
export function integer(min?: number, max?: number): LeafType {
  return { kind: 'integer', ...(min === undefined ? {} : { min }), ...(max === undefined ? {} : { max }) };
}
/** `true` or `false` in any letter case. */
export const boolean: LeafType = { kind: 'boolean' };
/** One of the given words, compared with letter case. */
export function oneOf(...values: string[]): LeafType {
  return { kind: 'enum', values };
}
/** Text that a regular expression matches as a whole; `example` is a text it matches. */
export function matching(pattern: RegExp, example: string): LeafType {
  return { kind: 'pattern', pattern: pattern.source, example };
}

/** True when `text` is what `leaf` asks for. */
export function leafAccepts(leaf: LeafType, value: string): boolean {
  switch (leaf.kind) {
    case 'text':
      return leaf.maxBytes === undefined || Buffer.byteLength(value) <= leaf.maxBytes;
    case 'integer':
      return (
        (leaf.min !== undefined && leaf.min >= 0 ? UNSIGNED : SIGNED).test(value) &&
        Number(value) >= (leaf.min ?? -Infinity) &&
        Number(value) <= (leaf.max ?? Infinity)
      );
    case 'boolean':
      return /^(true|false)$/i.test(value);
    case 'enum':
      return leaf.values.includes(value);
    case 'pattern':
      return wholePattern(leaf.pattern).test(value);
    default:
      return leaf satisfies never;
  }
}

const SIGNED = /^-?\d{1,16}$/;
/** What cannot be negative has no sign, not even before a zero: so says the schema of the document. */
const UNSIGNED = /^\d{1,16}$/;

/** Compiled once: leaves are part of a dialect's description, so there are few. */
const compiled = new Map<string, RegExp>();

function wholePattern(source: string): RegExp {
  const pattern = compiled.get(source) ?? new RegExp(`^(?:${source})$`, 'u');
  compiled.set(source, pattern);
  return pattern;
}

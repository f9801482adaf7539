import type { Volatile } from '../../dialects/core/dialect.ts';

/** Hosts that stand for the place of a server rather than for its behaviour, with the symbol that replaces each. */
export type Substitutions = readonly (readonly [text: string, symbol: string])[];

/**
 * Replaces what may differ between two servers by what must not: a date by its format, an id by the order in which it
 * was first seen. One symboliser serves one transcript, so that relations between its ids survive.
 */
export interface Symboliser {
  /** A header value, or undefined when the header takes no part in the comparison. Name in lower case. */
  readonly header: (name: string, value: string) => string | undefined;
  /** The text of an element. */
  readonly text: (element: string, text: string) => string;
}

/** A symboliser for one transcript. */
export function symboliser(volatile: Volatile, substitutions: Substitutions): Symboliser {
  const ids = new Map<string, string>();
  const fixed = new Set(volatile.fixedIds);
  const prefixes = Object.entries(volatile.headerPrefixes ?? {});
  const place = placing(substitutions);
  const idOf = (value: string): string => {
    const bare = value.replace(/^"(.*)"$/, '$1');
    const known = ids.get(bare) ?? `‹id-${ids.size + 1}›`;
    ids.set(bare, known);
    return value.replace(bare, () => known);
  };
  const apply = (kind: string | undefined, value: string): string => {
    switch (kind) {
      case 'date':
        return `‹${dateFormat(value)}›`;
      case 'id':
        return value === '' || fixed.has(value) ? value : idOf(value);
      case 'opaque':
        return value === '' ? '' : '‹value›';
      default:
        // An id that was handed out earlier keeps its symbol wherever it is quoted back.
        return ids.get(value) ?? place(value);
    }
  };
  return {
    header: (name, value) => {
      const kind = volatile.headers[name] ?? prefixes.find(([prefix]) => name.startsWith(prefix))?.[1];
      return kind === 'ignore' ? undefined : apply(kind, value);
    },
    text: (element, text) => apply(volatile.elements[element], text),
  };
}

/**
 * Replaces each host, with its port or without, where it stands alone or behind further labels (`bucket.host`) and not
 * inside another name: an endpoint called `cos` is no part of `cos.example.com` or of `x-cos-acl`. The longest wins.
 */
function placing(substitutions: Substitutions): (value: string) => string {
  const symbols = new Map(substitutions.filter(([text]) => text !== ''));
  if (symbols.size === 0) return (value) => value;
  const texts = [...symbols.keys()].toSorted((a, b) => b.length - a.length);
  // Nearly no value names a host, and looking for one is quick.
  const mayName = (value: string): boolean => texts.some((text) => value.includes(text));
  let pattern: RegExp | undefined;
  return (value) => {
    if (!mayName(value)) return value;
    pattern ??= hostPattern(texts);
    return value.replace(pattern, (text) => symbols.get(text) ?? text);
  };
}

function hostPattern(texts: readonly string[]): RegExp {
  const hosts = texts.map((text) => text.replace(/[.*+?^${}()|[\]\\]/g, '\\$&')).join('|');
  return new RegExp(`(?<![A-Za-z0-9-])(?:${hosts})(?![A-Za-z0-9-]|\\.[A-Za-z0-9])`, 'g');
}

const FORMATS: readonly (readonly [name: string, pattern: RegExp])[] = [
  ['imf-fixdate', /^(Mon|Tue|Wed|Thu|Fri|Sat|Sun), \d{2} [A-Z][a-z]{2} \d{4} \d{2}:\d{2}:\d{2} GMT$/],
  ['rfc850-date', /^[A-Z][a-z]+day, \d{2}-[A-Z][a-z]{2}-\d{2} \d{2}:\d{2}:\d{2} GMT$/],
  ['asctime-date', /^[A-Z][a-z]{2} [A-Z][a-z]{2} [ \d]\d \d{2}:\d{2}:\d{2} \d{4}$/],
  ['iso8601-ms-utc', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d{3}Z$/],
  ['iso8601-utc', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}Z$/],
  ['iso8601-fraction', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}\.\d+(Z|[+-]\d{2}:?\d{2})?$/],
  ['iso8601-offset', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}[+-]\d{2}:?\d{2}$/],
  ['iso8601-no-zone', /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}$/],
  ['date-space-time', /^\d{4}-\d{2}-\d{2} \d{2}:\d{2}:\d{2}$/],
  ['unix-seconds', /^\d{9,11}(\.\d+)?$/],
];

/** The name of the form a date is written in, `not a date` when it is none that is known. */
export function dateFormat(text: string): string {
  return FORMATS.find(([, pattern]) => pattern.test(text))?.[0] ?? 'not a date';
}

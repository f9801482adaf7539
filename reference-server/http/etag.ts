/** An entity tag: its opaque part without quotes, and whether it is a weak one. RFC 9110 section 8.8.3. */
export interface EntityTag {
  readonly value: string;
  readonly weak: boolean;
}

/** What If-Match or If-None-Match asks for. */
export type EntityTagCondition =
  | { readonly kind: 'any' }
  | { readonly kind: 'list'; readonly tags: readonly EntityTag[] };

/** How tags are read. */
export interface EntityTagOptions {
  /** Take a tag without quotes, as many clients of object stores send it. */
  readonly unquoted: boolean;
}

/** etagc of RFC 9110 section 8.8.3; characters above 0x7F are obs-text. */
const QUOTED = /(W\/)?"([\x21\x23-\x7e\x80-\uffff]*)"/y;
const UNQUOTED = /[\x21\x23-\x2b\x2d-\x7e\x80-\uffff]+/y;

/** `"value"` or `W/"value"`. */
export function formatEntityTag(tag: EntityTag): string {
  return `${tag.weak ? 'W/' : ''}"${tag.value}"`;
}

/** One entity tag and nothing else; undefined when `text` is none. */
export function parseEntityTag(text: string, options: EntityTagOptions): EntityTag | undefined {
  const found = readTag(text, 0, options);
  return found && found.end === text.length ? found.tag : undefined;
}

/**
 * The value of If-Match or If-None-Match (RFC 9110 sections 13.1.1 and 13.1.2). Empty list elements are passed over.
 * @returns undefined when `text` is neither `*` nor a list of tags; an empty value is a list of none
 */
export function parseEntityTagCondition(
  text: string,
  options: EntityTagOptions,
): EntityTagCondition | undefined {
  if (trim(text) === '*') return { kind: 'any' };
  const tags: EntityTag[] = [];
  let at = 0;
  for (;;) {
    at = skip(text, at, ' \t');
    const found = readTag(text, at, options);
    if (found) tags.push(found.tag);
    at = skip(text, found?.end ?? at, ' \t');
    if (at === text.length) return { kind: 'list', tags };
    if (text[at] !== ',') return undefined;
    at++;
  }
}

/** Strong comparison: equal and both strong. RFC 9110 section 8.8.3.2. */
export function strongMatch(a: EntityTag, b: EntityTag): boolean {
  return !a.weak && !b.weak && a.value === b.value;
}

/** Weak comparison: equal opaque parts. RFC 9110 section 8.8.3.2. */
export function weakMatch(a: EntityTag, b: EntityTag): boolean {
  return a.value === b.value;
}

function readTag(
  text: string,
  at: number,
  options: EntityTagOptions,
): { tag: EntityTag; end: number } | undefined {
  QUOTED.lastIndex = at;
  const quoted = QUOTED.exec(text);
  if (quoted) {
    return { tag: { value: quoted[2] ?? '', weak: quoted[1] !== undefined }, end: QUOTED.lastIndex };
  }
  if (!options.unquoted) return undefined;
  UNQUOTED.lastIndex = at;
  const bare = UNQUOTED.exec(text);
  return bare ? { tag: { value: bare[0], weak: false }, end: UNQUOTED.lastIndex } : undefined;
}

function skip(text: string, from: number, characters: string): number {
  let at = from;
  while (at < text.length && characters.includes(text.charAt(at))) at++;
  return at;
}

function trim(text: string): string {
  return text.replace(/^[ \t]+|[ \t]+$/g, '');
}

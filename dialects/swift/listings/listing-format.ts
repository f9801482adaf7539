/** How a listing is written. S-LISTCONT-11 to -13. */
export type ListingFormat = 'text' | 'json' | 'xml';

/** A format with the media type it is sent under, or why there is none. S-LISTCONT-22. */
export type FormatChoice =
  | { readonly kind: 'format'; readonly format: ListingFormat; readonly contentType: string }
  | { readonly kind: 'refused'; readonly refusal: 'not-acceptable' | 'malformed-accept' };

const MEDIA_TYPES: readonly (readonly [type: string, format: ListingFormat])[] = [
  ['text/plain', 'text'],
  ['application/json', 'json'],
  ['application/xml', 'xml'],
  ['text/xml', 'xml'],
];

/** Longer headers do not come through the HTTP layer, more ranges are not worth a look. */
const MAX_RANGES = 100;

/**
 * The format a client gets: what `format` names, in any letter case, an unknown word meaning text; without it what Accept
 * prefers, the first it names among equals, and of those `*` covers the first of the four. S-LISTCONT-22.
 * @param format value of the query parameter, undefined when it is absent
 * @param accept value of the Accept header, undefined when it is absent
 */
export function chooseFormat(format: string | undefined, accept: string | undefined): FormatChoice {
  if (format !== undefined) {
    const named = MEDIA_TYPES.find(([, candidate]) => candidate === format.toLowerCase());
    return chosen(named?.[0] ?? 'text/plain');
  }
  if (accept === undefined || accept.trim() === '') return chosen('text/plain');
  const ranges = accept.split(',', MAX_RANGES).map(readRange);
  if (ranges.includes(undefined)) return { kind: 'refused', refusal: 'malformed-accept' };
  const ranked = MEDIA_TYPES.map(([type]) => ({ type, ...standing(type, ranges) }));
  const best = ranked.reduce((a, b) =>
    b.quality > a.quality || (b.quality === a.quality && b.at < a.at) ? b : a,
  );
  return best.quality > 0 ? chosen(best.type) : { kind: 'refused', refusal: 'not-acceptable' };
}

function chosen(type: string): FormatChoice {
  const format = MEDIA_TYPES.find(([candidate]) => candidate === type)?.[1] ?? 'text';
  return { kind: 'format', format, contentType: `${type}; charset=utf-8` };
}

interface Range {
  readonly type: string;
  readonly quality: number;
}

const RANGE = /^[ \t]*([\w!#$&^.+-]+|\*)\/([\w!#$&^.+-]+|\*)[ \t]*((?:;[^;]*)*)$/;

function readRange(text: string): Range | undefined {
  const [, type, subtype, parameters = ''] = RANGE.exec(text) ?? [];
  if (type === undefined || subtype === undefined || (type === '*' && subtype !== '*')) return undefined;
  const q = /;[ \t]*[qQ]=([^;]*)/.exec(parameters)?.[1]?.trim() ?? '1';
  if (!/^(?:0(?:\.\d{0,3})?|1(?:\.0{0,3})?)$/.test(q)) return undefined;
  return { type: `${type}/${subtype}`.toLowerCase(), quality: Number(q) };
}

/** The most specific range a type falls under: its quality and its place in the list. RFC 9110 section 12.5.1. */
function standing(type: string, ranges: readonly (Range | undefined)[]): { quality: number; at: number } {
  const [major = ''] = type.split('/');
  for (const wanted of [type, `${major}/*`, '*/*']) {
    const at = ranges.findIndex((range) => range?.type === wanted);
    if (at !== -1) return { quality: ranges[at]?.quality ?? 0, at };
  }
  return { quality: 0, at: ranges.length };
}

import type { ListingEntry } from '../../dialects/swift/listings/entries.ts';
import { readJsonListing } from '../../dialects/swift/listings/json-listing.ts';
import { readTextListing } from '../../dialects/swift/listings/text-listing.ts';
import { type ListingOf, readXmlListing } from '../../dialects/swift/listings/xml-listing.ts';
import type { Expectation, ValueRule } from '../../harness/check/expectation.ts';

/** What is looked for in a listing. */
type Wanted = Readonly<Partial<Record<'names' | 'subdirs' | 'entries', ValueRule>>>;

/**
 * A listing in JSON: names of entries, folded names, and both as they come. Where nothing is listed there may be no
 * document: which status and content that has is for checks of their own. READINGS.md, `listing-status`.
 */
export function jsonListing(values: Wanted): Expectation {
  const read = (body: Uint8Array) => {
    if (body.length === 0) return byKind([]);
    const reading = readJsonListing(body);
    return reading.kind === 'listing' ? byKind(reading.entries) : undefined;
  };
  return { success: true, reading: { what: 'a JSON listing', read, values } };
}

/** A listing in XML. */
export function xmlListing(of: ListingOf, values: Wanted): Expectation {
  const read = (body: Uint8Array) => {
    const reading = readXmlListing(of, body);
    return reading.kind === 'listing' ? byKind(reading.entries) : undefined;
  };
  return { success: true, reading: { what: `an XML listing of ${of}`, read, values } };
}

/** A listing in text, where folded names look like others. */
export function textListing(entries: ValueRule): Expectation {
  const read = (body: Uint8Array) => {
    const names = body.length === 0 ? [] : readTextListing(body);
    return names && { entries: names };
  };
  return { success: true, reading: { what: 'names, each with a line feed', read, values: { entries } } };
}

function byKind(entries: readonly ListingEntry[]): Record<'names' | 'subdirs' | 'entries', string[]> {
  const names = (some: readonly ListingEntry[]) => some.map(({ name }) => name);
  return {
    names: names(entries.filter(({ kind }) => kind !== 'subdir')),
    subdirs: names(entries.filter(({ kind }) => kind === 'subdir')),
    entries: names(entries),
  };
}

import { textAt, textsAt } from '../../dialects/core/document-access.ts';
import { percentDecode } from '../../dialects/core/percent-encoding.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';

/** A listing by key, of whatever it lists: how it is asked for. */
interface AnyListing {
  readonly op: string;
  /** Query parameters by what they mean. */
  readonly parameters: {
    readonly prefix: string;
    readonly delimiter: string;
    /** Entries of greater keys. */
    readonly marker: string;
    readonly limit: string;
  };
  /** Query that asks for percent-encoded keys. */
  readonly encoded: Readonly<Record<string, string>>;
  /** Most entries of any page, and how many there are when none is asked for. */
  readonly maxEntries: number;
  /** Makes an entry of that key. @throws CheckInconclusive */
  readonly make: (t: CheckContext, key: string) => Promise<unknown>;
}

/** A listing that is a document, and where it says what. */
export interface DocumentListing extends AnyListing {
  readonly document: string;
  /** Element paths by what stands there. */
  readonly elements: Readonly<Record<ListingElement, string>>;
  /** Query parameter -> element path of its value for the next page. The first is a key, and always there. */
  readonly next: Readonly<Record<string, string>>;
}

/** A listing with nothing but its entries: the last of a page asks for the next one, until a page is empty. */
export interface PlainListing extends AnyListing {
  readonly what: string;
  /** Query that asks for the form `read` reads. */
  readonly query: Readonly<Record<string, string>>;
  /** The entries in their order, or undefined when the body is no such listing. Never throws. */
  readonly read: (body: Uint8Array) => readonly PlainEntry[] | undefined;
}

/** A key, or what stands for the keys that a delimiter groups. */
export interface PlainEntry {
  readonly name: string;
  readonly isGroup: boolean;
}

export type Listing = DocumentListing | PlainListing;

/** A listing as a document. @throws Error for one that is none: a check of documents was bound to it by mistake */
export function asDocument(listing: Listing): DocumentListing {
  if ('document' in listing) return listing;
  throw new Error(`${listing.op} lists without a document`);
}

/** What a page of a listing says. */
export type ListingElement =
  | 'keys'
  | 'groups'
  | 'truncated'
  | 'prefix'
  | 'delimiter'
  | 'marker'
  | 'limit'
  | 'encoding';

/** A page that is asked for; names are relative to the base of the view. */
export interface Asked {
  readonly prefix?: string;
  readonly delimiter?: string;
  readonly marker?: string;
  readonly limit?: number | string;
  readonly encoded?: boolean;
}

/** What a page has to show, as names relative to the base of the view. */
export interface Shown {
  readonly names?: readonly string[];
  readonly groups?: readonly string[];
  readonly truncated?: boolean;
}

/** A request for a page. */
export interface PageRequest extends RequestSpec {
  readonly query: Readonly<Record<string, string>>;
}

/** The part of a listing that a check has to itself. */
export interface View {
  readonly listing: Listing;
  readonly key: (name: string) => string;
  /** Makes entries, in this order. @throws CheckInconclusive */
  readonly make: (...names: string[]) => Promise<void>;
  readonly request: (asked: Asked) => PageRequest;
  /** Asks until the page shows exactly that, and judges it. */
  readonly expect: (asked: Asked, shown: Shown) => Promise<Exchange>;
}

/** The entries under `base`: the check's own keys, or the whole bucket where the base is empty. */
export function viewOf(t: CheckContext, listing: Listing, base: string = t.key('')): View {
  const key = (name: string): string => base + name;
  const request = (asked: Asked): PageRequest => ({
    op: listing.op,
    query: queryOf(listing, base, asked),
  });
  return {
    listing,
    key,
    request,
    make: async (...names) => {
      for (const name of names) await listing.make(t, key(name));
    },
    expect: (asked, shown) =>
      t.eventually(
        request(asked),
        pageExpectation(listing, {
          ...shown,
          names: (shown.names ?? []).map(key),
          groups: (shown.groups ?? []).map(key),
        }),
      ),
  };
}

function queryOf(listing: Listing, base: string, asked: Asked): Record<string, string> {
  const { parameters, encoded } = listing;
  const { prefix, delimiter, marker, limit } = asked;
  return {
    ...('query' in listing ? listing.query : {}),
    ...(asked.encoded ? encoded : {}),
    ...(base === '' && prefix === undefined ? {} : { [parameters.prefix]: base + (prefix ?? '') }),
    ...(delimiter === undefined ? {} : { [parameters.delimiter]: delimiter }),
    ...(marker === undefined ? {} : { [parameters.marker]: base + marker }),
    ...(limit === undefined ? {} : { [parameters.limit]: String(limit) }),
  };
}

/** Exactly these keys and groups, each in byte order. Names are whole keys here. */
export function pageExpectation(
  listing: Listing,
  { names = [], groups = [], truncated = false }: Shown,
): Expectation {
  if (!('document' in listing)) {
    return plainExpectation(listing, { keys: { list: names }, groups: { list: groups } });
  }
  const { document, elements } = listing;
  return {
    success: true,
    document,
    values: {
      [elements.keys]: { list: names },
      [elements.groups]: { list: groups },
      [elements.truncated]: truncated ? /true/i : /false/i,
    },
  };
}

/** A page without any entry. */
export function emptyPage(listing: Listing): Expectation {
  if (!('document' in listing)) {
    return plainExpectation(listing, { keys: { absent: true }, groups: { absent: true } });
  }
  const { document, elements } = listing;
  const values = { [elements.keys]: { absent: true }, [elements.groups]: { absent: true } } as const;
  return { success: true, document, values };
}

/** Any page, whatever is on it. */
export function somePage(listing: Listing): Expectation {
  return 'document' in listing
    ? { success: true, document: listing.document }
    : plainExpectation(listing, {});
}

function plainExpectation(
  { what, read }: PlainListing,
  values: NonNullable<Expectation['reading']>['values'],
): Expectation {
  const named = (body: Uint8Array) => {
    const entries = read(body);
    return entries && { keys: namesOf(entries, false), groups: namesOf(entries, true) };
  };
  return { success: true, reading: { what, read: named, values } };
}

function namesOf(entries: readonly PlainEntry[], groups: boolean): string[] {
  return entries.filter(({ isGroup }) => isGroup === groups).map(({ name }) => name);
}

/** Keys or groups of a page as they were stored. */
export function textsOf(
  t: CheckContext,
  listing: Listing,
  exchange: Exchange,
  element: ListingElement,
  encoded = false,
): string[] {
  if (!('document' in listing)) {
    const entries = listing.read(exchange.response?.body ?? new Uint8Array()) ?? [];
    return element === 'keys' || element === 'groups' ? namesOf(entries, element === 'groups') : [];
  }
  const { document, elements } = listing;
  const texts = textsAt(t.read(exchange, document), elements[element]);
  return encoded ? texts.map(decoded) : texts;
}

/** What a page says where it says it once; an empty element and none at all mean the same. */
export function echoOf(
  t: CheckContext,
  listing: DocumentListing,
  exchange: Exchange,
  element: ListingElement,
): string {
  return textAt(t.read(exchange, listing.document), listing.elements[element]) ?? '';
}

/** A text out of a percent-encoded page; some write a space as a plus sign. */
export function decoded(text: string): string {
  return percentDecode(text.replaceAll('+', ' ')) ?? text;
}

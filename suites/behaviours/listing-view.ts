import { textAt, textsAt } from '../../dialects/core/document-access.ts';
import { percentDecode } from '../../dialects/core/percent-encoding.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';

/** A listing by key, of whatever it lists: how it is asked for and where its answer says what. */
export interface Listing {
  readonly op: string;
  readonly document: string;
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
  /** Element paths by what stands there. */
  readonly elements: Readonly<Record<ListingElement, string>>;
  /** Query parameter -> element path of its value for the next page. The first is a key, and always there. */
  readonly next: Readonly<Record<string, string>>;
  /** Most entries of any page, and how many there are when none is asked for. */
  readonly maxEntries: number;
  /** Makes an entry of that key. @throws CheckInconclusive */
  readonly make: (t: CheckContext, key: string) => Promise<unknown>;
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

function queryOf({ parameters, encoded }: Listing, base: string, asked: Asked): Record<string, string> {
  const { prefix, delimiter, marker, limit } = asked;
  return {
    ...(asked.encoded ? encoded : {}),
    ...(base === '' && prefix === undefined ? {} : { [parameters.prefix]: base + (prefix ?? '') }),
    ...(delimiter === undefined ? {} : { [parameters.delimiter]: delimiter }),
    ...(marker === undefined ? {} : { [parameters.marker]: base + marker }),
    ...(limit === undefined ? {} : { [parameters.limit]: String(limit) }),
  };
}

/** Exactly these keys and groups, each in byte order. Names are whole keys here. */
export function pageExpectation(
  { document, elements }: Listing,
  { names = [], groups = [], truncated = false }: Shown,
): Expectation {
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

/** Keys or groups of a page as they were stored. */
export function textsOf(
  t: CheckContext,
  { document, elements }: Listing,
  exchange: Exchange,
  element: ListingElement,
  encoded = false,
): string[] {
  const texts = textsAt(t.read(exchange, document), elements[element]);
  return encoded ? texts.map(decoded) : texts;
}

/** What a page says where it says it once; an empty element and none at all mean the same. */
export function echoOf(
  t: CheckContext,
  listing: Listing,
  exchange: Exchange,
  element: ListingElement,
): string {
  return textAt(t.read(exchange, listing.document), listing.elements[element]) ?? '';
}

/** A text out of a percent-encoded page; some write a space as a plus sign. */
export function decoded(text: string): string {
  return percentDecode(text.replaceAll('+', ' ')) ?? text;
}

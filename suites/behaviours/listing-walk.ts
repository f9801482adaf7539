import { textAt } from '../../dialects/core/document-access.ts';
import type { CheckContext } from '../../harness/check/context.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { type Asked, decoded, echoOf, type Shown, somePage, textsOf, type View } from './listing-view.ts';

/** More pages than entries: such a listing does not come to an end. */
const SPARE_PAGES = 2;

/**
 * Reads a listing page by page and judges the whole: every entry once and in order, never more on a page than asked for,
 * a way on from each page but the last.
 * @param shown everything there is, as names relative to the base of the view
 */
export async function expectWalk(t: CheckContext, view: View, asked: Asked, shown: Shown): Promise<void> {
  const { limit: _limit, ...whole } = asked;
  const expected = { keys: (shown.names ?? []).map(view.key), groups: (shown.groups ?? []).map(view.key) };
  const found: { keys: string[]; groups: string[] } = { keys: [], groups: [] };
  const entries = expected.keys.length + expected.groups.length;
  // the whole on one page first: what a write has not brought into the listing yet is no fault of its pages
  if (!asked.encoded && entries <= view.listing.maxEntries) await view.expect(whole, shown);
  const most = entries + SPARE_PAGES;
  let next: Record<string, string> | undefined = {};
  for (let page = 0; next && page < most; page++) {
    const request = view.request(asked);
    const exchange: Exchange = await t.send({ ...request, query: { ...request.query, ...next } });
    if (!t.expect(exchange, somePage(view.listing))) return;
    const keys = textsOf(t, view.listing, exchange, 'keys', asked.encoded);
    t.compare(exchange, 'more keys than asked for', 0, Math.max(0, keys.length - limitOf(view, asked)));
    found.keys.push(...keys);
    found.groups.push(...textsOf(t, view.listing, exchange, 'groups', asked.encoded));
    next = nextPage(t, view, exchange, asked);
    if (!next || page === most - 1) {
      t.compare(exchange, 'entries of all pages', expected, found);
      t.compare(exchange, 'the last page is truncated', false, next !== undefined);
    }
  }
}

function limitOf({ listing }: View, { limit = listing.maxEntries }: Asked): number {
  return Number(limit);
}

/** The parameters of the next page; undefined after the last one, or when the page does not say how to go on. */
function nextPage(
  t: CheckContext,
  { listing }: View,
  exchange: Exchange,
  { encoded }: Asked,
): Record<string, string> | undefined {
  if (!('document' in listing)) {
    const entries = listing.read(exchange.response?.body ?? new Uint8Array()) ?? [];
    const last = entries.at(-1);
    return last && { [listing.parameters.marker]: last.name };
  }
  if (echoOf(t, listing, exchange, 'truncated').toLowerCase() !== 'true') return undefined;
  const page = t.read(exchange, listing.document);
  const [[keyParameter, keyPath] = ['', ''], ...rest] = Object.entries(listing.next);
  const key = textAt(page, keyPath) ?? '';
  if (!t.compare(exchange, 'a truncated page names the next', true, key !== '')) return undefined;
  return {
    [keyParameter]: encoded ? decoded(key) : key,
    ...Object.fromEntries(rest.map(([parameter, path]) => [parameter, textAt(page, path) ?? ''])),
  };
}

import type { Dialect } from '../../dialects/core/dialect.ts';
import { parseQuery } from '../../dialects/core/percent-encoding.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';

/** Negative where the first stands before the second. */
type Order = (one: string, other: string) => number;

/** The order that listings have: by the bytes of UTF-8. */
const byBytes: Order = (one, other) => Buffer.compare(Buffer.from(one), Buffer.from(other));

/** Orders that listings have by mistake. */
const MISTAKEN: readonly (readonly [name: string, order: Order])[] = [
  ['UTF-16 units', byUnits],
  ['letters without their case', (one, other) => byUnits(one.toLowerCase(), other.toLowerCase())],
];

function byUnits(one: string, other: string): number {
  return one === other ? 0 : one < other ? -1 : 1;
}

/** Two listings that were asked for with the same query. */
interface Listings {
  readonly ours: readonly string[];
  readonly theirs: readonly string[];
  /** Names that only theirs, and only ours has. */
  readonly missing: readonly string[];
  readonly extra: readonly string[];
  readonly query: ReturnType<typeof parseQuery>;
}

/** Names of a listing that are not there, should not be, or stand elsewhere: the same in every format. Pure. */
export function listingKeys(target: Exchange, reference: Exchange, dialect: Dialect): string[] {
  const [ours, theirs] = [namesIn(target, dialect), namesIn(reference, dialect)];
  if (!ours || !theirs) return [];
  const missing = theirs.filter((name) => !ours.includes(name));
  const extra = ours.filter((name) => !theirs.includes(name));
  const found = { ours, theirs, missing, extra, query: queryOf(reference) };
  const key = missing.length === 0 && extra.length === 0 ? orderKey(found) : namesKey(found);
  return key === undefined ? [] : [key];
}

/** The key of listings that have the same names. */
function orderKey({ ours, theirs }: Listings): string | undefined {
  if (ours.length !== theirs.length || ours.every((name, index) => name === theirs[index])) return undefined;
  const [order] = MISTAKEN.find(([, by]) => isOrdered(ours, by) && isOrdered(theirs, byBytes)) ?? [];
  return order === undefined ? 'lists in another order' : inOrderOf(order);
}

/** The key of listings that have other names: because of the prefix, of the order, or of something else. */
function namesKey({ missing, extra, query }: Listings): string {
  const prefix = query.find(([name]) => name === 'prefix')?.[1] || undefined;
  if (prefix !== undefined && missing.length === 0 && extra.every((name) => !name.startsWith(prefix)))
    return `lists names that ${howTheyHave(prefix, extra)}`;
  const asked = query.flatMap(([, value]) => (value === null ? [] : [value]));
  const [order] =
    MISTAKEN.find(
      ([, by]) =>
        missing.every((name) => isElsewhere(name, [...asked, ...extra], by)) &&
        extra.every((name) => isElsewhere(name, [...asked, ...missing], by)),
    ) ?? [];
  return order === undefined ? `lists|without ${told(missing)}|with ${told(extra)}` : inOrderOf(order);
}

function inOrderOf(order: string): string {
  return `lists in the order of ${order}`;
}

function queryOf({ request }: Exchange): ReturnType<typeof parseQuery> {
  const at = request.target.indexOf('?');
  return parseQuery(at === -1 ? undefined : request.target.slice(at + 1));
}

/** In which way names that do not begin with a prefix could still be taken to have it. */
function howTheyHave(prefix: string, names: readonly string[]): string {
  const folded = prefix.toLowerCase();
  if (names.every((name) => name.toLowerCase().startsWith(folded))) return 'begin in another letter case';
  return names.every((name) => name.includes(prefix)) ? 'have the prefix elsewhere' : 'have no prefix';
}

function isOrdered(names: readonly string[], by: Order): boolean {
  return names.every((name, index) => index === 0 || by(names[index - 1] ?? '', name) <= 0);
}

/** Whether a name stands on the other side of one of these when names are ordered otherwise. */
function isElsewhere(name: string, others: readonly string[], by: Order): boolean {
  return others.some((other) => Math.sign(by(name, other)) !== Math.sign(byBytes(name, other)));
}

function told(names: readonly string[]): string {
  return names.slice(0, 3).join('\n').slice(0, 200);
}

/** Longer listings are not read. */
const LONGEST_LISTING = 256 * 1024;

/** The names in a listing, whatever it is written in; undefined where it is none. */
function namesIn({ request, response }: Exchange, dialect: Dialect): readonly string[] | undefined {
  if (!response || ![200, 204].includes(response.status) || response.body.length > LONGEST_LISTING) return;
  return dialect.listedNames({ target: request.target, headers: response.headers, body: response.body });
}

import type { Dialect } from '../../dialects/core/dialect.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { Observation } from '../oracles/observation.ts';
import type { Trial } from '../world/trial.ts';
import { isFieldOfItsOwn, seenIn } from './traits.ts';

/** The keys of what successful answers say otherwise, in whatever form they say it. Pure. */
export function contentKeys(trial: Trial, observation: Observation, dialect: Dialect): string[] {
  const { target, reference } = seenIn(trial, observation);
  if (!reference?.response || !target.response) return [];
  const ids = requestIdKeys(reference, observation, dialect);
  // A field that has nothing to do with the content is not wrong because the content is.
  if (isFieldOfItsOwn(observation)) return ids;
  return [...ids, ...spanKeys(target, reference, observation), ...listingKeys(target, reference, dialect)];
}

/** A request may have its id in more fields than one: all are missing where there are no ids. */
function requestIdKeys({ response }: Exchange, { path }: Observation, dialect: Dialect): string[] {
  const [, name] = /header (\S+):missing$/.exec(path) ?? [];
  const id = headerValue(response?.headers ?? [], dialect.requestIdHeader);
  const isId = name !== undefined && id !== undefined && headerValue(response?.headers ?? [], name) === id;
  return isId ? ['no ids of requests'] : [];
}

/** A range that begins and ends by so many bytes elsewhere, whatever was asked for. RFC 9110 section 14.4. */
function spanKeys(target: Exchange, reference: Exchange, { path }: Observation): string[] {
  const [ours, theirs] = [spanOf(target), spanOf(reference)];
  if (!ours || !theirs || path.includes('status:')) return [];
  const [first, last] = [ours.first - theirs.first, ours.last - theirs.last];
  return first === 0 && last === 0 ? [] : [`another range|${first}|${last}`];
}

function spanOf({ response }: Exchange): { readonly first: number; readonly last: number } | undefined {
  const value = headerValue(response?.headers ?? [], 'content-range') ?? '';
  const [, first, last] = /^bytes (\d{1,15})-(\d{1,15})\//.exec(value) ?? [];
  return response?.status === 206 && first !== undefined && last !== undefined
    ? { first: Number(first), last: Number(last) }
    : undefined;
}

/** Names of a listing that are not there, or should not be: the same in every format. */
function listingKeys(target: Exchange, reference: Exchange, dialect: Dialect): string[] {
  const [ours, theirs] = [namesIn(target, dialect), namesIn(reference, dialect)];
  if (!ours || !theirs) return [];
  const missing = theirs.filter((name) => !ours.includes(name));
  const extra = ours.filter((name) => !theirs.includes(name));
  if (missing.length === 0 && extra.length === 0) {
    return ours.length === theirs.length && ours.some((name, index) => name !== theirs[index])
      ? ['lists in another order']
      : [];
  }
  return [`lists|without ${told(missing)}|with ${told(extra)}`];
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

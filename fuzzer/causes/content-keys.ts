import type { Dialect } from '../../dialects/core/dialect.ts';
import { headerValue } from '../../dialects/core/headers.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { Observation } from '../oracles/observation.ts';
import type { Trial } from '../world/trial.ts';
import { listingKeys } from './listing-keys.ts';
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

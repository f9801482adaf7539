import { createHash } from 'node:crypto';
import { type Claim, isBeyond } from '../../dialects/core/claim.ts';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Check } from '../check/check.ts';
import { inShard, type ShardChoice } from './shard.ts';

/** Which of a dialect's checks a run takes. */
export interface Selection {
  readonly profile: string;
  /** Globs over check ids (`*` any run of characters); none takes all. */
  readonly only?: readonly string[] | undefined;
  /** Globs over check ids to leave out. */
  readonly skip?: readonly string[] | undefined;
  /** Only the checks of this part; all of them when left out. */
  readonly shard?: ShardChoice | undefined;
}

/**
 * The checks of a selection, in the order of their ids.
 * @throws Error when two checks have one id, which is a mistake in the suites
 */
export function plan(checks: readonly Check[], selection: Selection): Check[] {
  const seen = new Set<string>();
  for (const { id } of checks) {
    if (seen.has(id)) throw new Error(`two checks have the id ${id}`);
    seen.add(id);
  }
  const only = (selection.only ?? []).map(globPattern);
  const skip = (selection.skip ?? []).map(globPattern);
  return checks
    .filter(({ profiles }) => profiles.includes(selection.profile))
    .filter(({ id }) => only.length === 0 || only.some((pattern) => pattern.test(id)))
    .filter(({ id }) => !skip.some((pattern) => pattern.test(id)))
    .filter(({ id }) => inShard(id, selection.shard))
    .toSorted(byId);
}

/** By code units, so that the order is the same everywhere. */
function byId(a: { readonly id: string }, b: { readonly id: string }): number {
  if (a.id === b.id) return 0;
  return a.id < b.id ? -1 : 1;
}

/** A glob over ids as a regular expression: `*` is any run of characters, everything else is itself. */
export function globPattern(glob: string): RegExp {
  const literal = glob.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${literal}$`);
}

/** Hash of every claim and check of a dialect: results are comparable only under one digest. 16 hex digits. */
export function catalogueDigest(dialect: Dialect, checks: readonly Check[]): string {
  const hash = createHash('sha256');
  for (const { id, level, text } of dialect.claims.toSorted(byId)) hash.update(`${id}\t${level}\t${text}\n`);
  for (const { id, title, claims, level } of checks.toSorted(byId)) {
    hash.update(`${id}\t${title}\t${claims.join(',')}\t${level}\n`);
  }
  return hash.digest('hex').slice(0, 16);
}

/** Claims that neither a check nor a line of `untested.tsv` accounts for. */
export function uncoveredClaims(dialect: Dialect, checks: readonly Check[]): Claim[] {
  const cited = new Set(checks.flatMap(({ claims }) => claims));
  const excused = new Set(dialect.untested.map(({ claim }) => claim));
  return dialect.claims.filter((claim) => !cited.has(claim.id) && !excused.has(claim.id));
}

/** True for a claim every release has to account for: must or should, and in the base document. */
export function isRequired(claim: Claim): boolean {
  return claim.level !== 'may' && !isBeyond(claim);
}

import type { Level } from '../../dialects/core/claim.ts';
import type { CheckDraft, DeclaredCheck, ScriptedCheck } from '../../harness/check/suite.ts';

/** Why a dialect runs a shared check: the claims it tests there and, where it rests on a reading, how far that carries. */
export interface Grounds {
  readonly claims: readonly string[];
  readonly level?: Level;
  readonly reading?: string;
}

/** What a dialect has to give for itself. */
type Given = 'id' | 'claims' | 'level' | 'reading';

/** A check as several dialects share it: without id, claims and level. */
export type SharedCheck = Omit<DeclaredCheck, Given> | Omit<ScriptedCheck, Given>;

/** Shared checks by slug. */
export type SharedChecks = Readonly<Record<string, SharedCheck>>;

/** Grounds by slug; a slug without claims makes no check. A bare list is the claims alone. */
export type GroundsFor<Checks extends SharedChecks> = Readonly<
  Partial<Record<keyof Checks & string, readonly string[] | Grounds>>
>;

/** The shared checks a dialect has claims for, as its own, in the order they are written in. */
export function grounded<Checks extends SharedChecks>(
  checks: Checks,
  grounds: GroundsFor<Checks>,
): CheckDraft[] {
  const bySlug: Readonly<Record<string, readonly string[] | Grounds | undefined>> = grounds;
  return Object.entries(checks).flatMap(([id, check]) => {
    const { claims, ...rest } = asGrounds(bySlug[id]);
    return claims.length === 0 ? [] : [{ ...check, id, claims, ...rest }];
  });
}

function asGrounds(given: readonly string[] | Grounds | undefined): Grounds {
  if (given === undefined) return { claims: [] };
  return isList(given) ? { claims: given } : given;
}

function isList(given: readonly string[] | Grounds): given is readonly string[] {
  return Array.isArray(given);
}

/** The same grounds for several slugs. */
export function sameGrounds<Slug extends string>(
  slugs: readonly Slug[],
  grounds: readonly string[] | Grounds,
): Record<Slug, readonly string[] | Grounds> {
  return Object.fromEntries(slugs.map((slug) => [slug, grounds])) as Record<
    Slug,
    readonly string[] | Grounds
  >;
}

import { existsSync, readFileSync } from 'node:fs';
import { describe, expect, it } from 'vitest';
import { type Claim, isBeyond } from '../dialects/core/claim.ts';
import { claimById, type Dialect, strongest } from '../dialects/core/dialect.ts';
import { dialects } from '../dialects/index.ts';
import type { Check } from '../harness/check/check.ts';
import { isRequired, uncoveredClaims } from '../harness/runner/plan.ts';
import { checkSchema } from '../reports/schema/check.ts';
import { loadChecks } from './load-checks.ts';

/** Every check of every dialect, as a run would load it. */
const catalogues: readonly (readonly [name: string, dialect: Dialect, checks: readonly Check[]])[] =
  await Promise.all(
    dialects.map(async (dialect) => [dialect.name, dialect, await loadChecks(dialect)] as const),
  );

/** Share of the required claims that may go without a check. */
const MAX_UNTESTED = 0.03;

const idsOf = (claims: readonly Claim[]): string[] => claims.map(({ id }) => id);

/** Anchors of a dialect's readings: the headings of their own. */
function anchorsOf({ name }: Dialect): ReadonlySet<string> {
  const file = new URL(`../dialects/${name}/READINGS.md`, import.meta.url);
  if (!existsSync(file)) return new Set();
  return new Set([...readFileSync(file, 'utf8').matchAll(/^### (\S+)$/gm)].map(([, anchor = '']) => anchor));
}

describe.each(catalogues)('the catalogue of %s', (_name, dialect, checks) => {
  it('has a check, or a reason for having none, for everything the documentation asks', () => {
    expect(idsOf(uncoveredClaims(dialect, checks).filter(isRequired))).toEqual([]);
  });

  it('leaves hardly anything untested that the documentation insists on', () => {
    const insisted = dialect.claims.filter((claim) => claim.level === 'must' && !isBeyond(claim));
    const excused = new Set(dialect.untested.map(({ claim }) => claim));
    const untested = insisted.filter(({ id }) => excused.has(id));
    expect(untested.length / insisted.length, idsOf(untested).join(' ')).toBeLessThanOrEqual(MAX_UNTESTED);
  });

  it('excuses claims that exist and that no check tests, each once and with a reason', () => {
    const cited = new Set(checks.flatMap(({ claims }) => claims));
    const excused = dialect.untested.map(({ claim }) => claim);
    expect(excused.filter((id) => !claimById(dialect, id))).toEqual([]);
    expect(excused.filter((id) => cited.has(id))).toEqual([]);
    expect(new Set(excused).size).toBe(excused.length);
    for (const { claim, reason } of dialect.untested) expect(reason.length, claim).toBeGreaterThan(20);
  });

  it('has checks under ids of their own that a record can carry', () => {
    const { pattern, maxLength } = checkSchema.properties.id;
    const ids = checks.map(({ id }) => id);
    expect(ids.filter((id, index) => ids.indexOf(id) !== index)).toEqual([]);
    expect(ids.filter((id) => !new RegExp(pattern).test(id) || id.length > maxLength)).toEqual([]);
    expect(ids.filter((id) => !id.startsWith(`${dialect.name}/`))).toEqual([]);
  });

  it('has checks that cite claims that exist, and are no stronger than those', () => {
    const wrong = checks.flatMap(({ id, claims, level, source }) => {
      // A regression case may rest on a standard alone, and on the rule of its finding besides a claim.
      if (source !== undefined && claims.length === 0) return [];
      const found = claims.map((claim) => claimById(dialect, claim));
      if (found.length === 0 || found.includes(undefined)) return [`${id} cites ${claims}`];
      const most = strongest(found.flatMap((claim) => (claim ? [claim.level] : [])));
      return strongest([most, level]) === most ? [] : [`${id} is a ${level} over a ${most}`];
    });
    expect(wrong).toEqual([]);
  });

  it('cites no claim twice in one check', () => {
    const twice = checks.filter(({ claims }) => new Set(claims).size !== claims.length);
    expect(twice.map(({ id }) => id)).toEqual([]);
  });

  it('has checks that run in a profile, and need what a profile can declare', () => {
    const needs = new Set([
      ...Object.keys(dialect.features),
      ...Object.keys(dialect.roles).map((role) => `${role}Identity`),
    ]);
    expect(checks.filter(({ profiles }) => profiles.length === 0).map(({ id }) => id)).toEqual([]);
    const strange = checks.filter((check) => check.needs.some((need) => !needs.has(need)));
    expect(strange.map((check) => `${check.id}: ${check.needs}`)).toEqual([]);
  });

  it('has checks whose readings are written down', () => {
    const anchors = anchorsOf(dialect);
    const missing = checks.flatMap(({ id, reading }) =>
      reading === undefined || anchors.has(reading) ? [] : [`${id}: ${reading}`],
    );
    expect(missing).toEqual([]);
  });

  it('has titles that say something', () => {
    expect(checks.filter(({ title }) => title.trim().length < 10).map(({ id }) => id)).toEqual([]);
  });
});

import { matchesGlob } from '../glob.ts';
import type { CheckRecord } from '../record.ts';
import type { KnownBehaviour } from './baseline.ts';

/** What a check saw that is wrong, in the terms of a baseline. */
export interface ObservedBehaviour {
  /** Status of the first answer complained of; absent when nothing came back. */
  readonly status?: number;
  /** Its error code, when that or the status is wrong. */
  readonly code?: string;
  /** Everything else that is wrong, with all that was got there. */
  readonly facets: ReadonlyMap<string, readonly string[]>;
}

/** What is wrong in a check: against the documentation or, when nothing is, against the reference. */
export function observedBehaviour(
  check: Pick<CheckRecord, 'mismatches' | 'divergences' | 'transcripts'>,
): ObservedBehaviour {
  const found =
    check.mismatches.length > 0
      ? check.mismatches
      : check.divergences.map(({ exchange, facet, target }) => ({ exchange, facet, got: target }));
  const first = found.find(({ exchange }) => exchange >= 0)?.exchange;
  const status = first === undefined ? undefined : check.transcripts.target[first]?.response?.status;
  const ofFirst = found.filter(({ exchange }) => exchange === first);
  const code =
    ofFirst.find(({ facet }) => isCode(facet))?.got ??
    codeBesideStatus(ofFirst.find(({ facet }) => facet === 'status')?.got);
  const facets = new Map<string, string[]>();
  for (const { exchange, facet, got } of found) {
    const told = exchange === first && ((facet === 'status' && status !== undefined) || isCode(facet));
    if (!told) facets.set(facet, [...(facets.get(facet) ?? []), got]);
  }
  return { ...(status === undefined ? {} : { status }), ...(code === undefined ? {} : { code }), facets };
}

function isCode(facet: string): boolean {
  return facet === 'error code' || facet === 'code';
}

/** A wrong status is recorded together with the error code that came with it: `404 NoSuchKey`. */
function codeBesideStatus(got: string | undefined): string | undefined {
  return /^\d{3} (\S+)$/.exec(got ?? '')?.[1];
}

/** How what was seen is not what is known, a phrase each; empty when it is that. */
export function behaviourDifferences(known: KnownBehaviour, seen: ObservedBehaviour): string[] {
  const differences: string[] = [];
  if (known.status !== undefined && known.status !== seen.status) {
    differences.push(`status is ${seen.status ?? 'none'}, known is ${known.status}`);
  }
  if (known.code !== undefined && !(seen.code !== undefined && matchesGlob(known.code, seen.code))) {
    differences.push(`wrong code is ${seen.code ?? 'none'}, known is ${known.code}`);
  }
  if (known.facets === undefined) return differences;
  const { facets } = known;
  for (const [facet, values] of seen.facets) {
    const globs = Object.hasOwn(facets, facet) ? facets[facet] : undefined;
    if (globs === undefined) {
      differences.push(`${facet} is wrong too: ${values.join(', ')}`);
      continue;
    }
    const strange = values.filter((value) => !globs.some((glob) => matchesGlob(glob, value)));
    if (strange.length > 0) {
      differences.push(`${facet} is ${strange.join(', ')}, known is ${globs.join(' or ')}`);
    }
  }
  for (const facet of Object.keys(facets)) {
    if (!seen.facets.has(facet)) differences.push(`${facet} is no longer wrong`);
  }
  return differences;
}

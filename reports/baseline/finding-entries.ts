import { matchesGlob } from '../glob.ts';
import type { Baseline, BaselineEntry } from './baseline.ts';

/** True for an entry about findings of the fuzzer: their ids begin with `F-`, those of checks never do. */
export function isFindingEntry({ id }: Pick<BaselineEntry, 'id'>): boolean {
  return id.startsWith('F-');
}

/** The part of a baseline that speaks of checks. */
export function aboutChecks(baseline: Baseline): Baseline {
  return { ...baseline, entries: baseline.entries.filter((entry) => !isFindingEntry(entry)) };
}

/** The part of a baseline that speaks of findings. */
export function aboutFindings(baseline: Baseline): Baseline {
  return { ...baseline, entries: baseline.entries.filter(isFindingEntry) };
}

/**
 * The entry of a finding: that of its very id, else that of its family, else the first glob in file order that matches.
 * A campaign meets a bug now on this operation, now on that one.
 */
export function entryOf(
  baseline: Baseline | undefined,
  { id, family }: { readonly id: string; readonly family?: string },
): BaselineEntry | undefined {
  const entries = baseline?.entries.filter(isFindingEntry) ?? [];
  return (
    entries.find((entry) => entry.id === id) ??
    entries.find((entry) => entry.family !== undefined && entry.family === family) ??
    entries.find((entry) => entry.id.includes('*') && matchesGlob(entry.id, id))
  );
}

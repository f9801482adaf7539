import { matchesGlob } from '../glob.ts';
import { type Baseline, type BaselineEntry, isGlob } from './baseline.ts';

/** Finds the entry that speaks of a check. */
export interface Expectations {
  /** The entry of that very id, else the first glob in file order that matches. */
  readonly of: (checkId: string) => BaselineEntry | undefined;
}

/** Makes a baseline ready for look-ups. */
export function expectationsOf({ entries }: Pick<Baseline, 'entries'>): Expectations {
  const exact = new Map(entries.filter(({ id }) => !isGlob(id)).map((entry) => [entry.id, entry]));
  const globs = entries.filter(({ id }) => isGlob(id));
  return { of: (checkId) => exact.get(checkId) ?? globs.find(({ id }) => matchesGlob(id, checkId)) };
}

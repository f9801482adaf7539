import { isWorse } from '../../reports/fuzz/finding-grades.ts';
import type { FindingGrade, FindingRecord } from '../../reports/fuzz/fuzz-record.ts';

/** What a campaign has found, and what it need not look at again. */
export interface FindingsLedger {
  /** True for a coarse id that led to a finding or was given up. Counts another sight of the finding. */
  readonly isSettled: (coarse: string) => boolean;
  /** True for a coarse id that led to a finding. Counts another sight of it. */
  readonly isFound: (coarse: string) => boolean;
  /** The same, and nothing is counted. */
  readonly wasFound: (coarse: string) => boolean;
  readonly hasKey: (key: string) => boolean;
  /**
   * True when a finding of that grade, or a worse one, has one of those keys. Counts another sight of it, and its coarse
   * id leads to it from now on.
   */
  readonly isKnown: (coarse: string, keys: readonly string[], grade: FindingGrade) => boolean;
  /** Keys of another sight of a finding, by which it is recognised as well. @param coarse leads to the finding */
  readonly learn: (coarse: string, keys: readonly string[]) => void;
  /** Whether the finding that a coarse id led to also showed in that way. */
  readonly showsAs: (coarse: string, path: string) => boolean;
  /** Keeps a finding, which takes the place of one of a lesser grade that it is another sight of. */
  readonly keep: (coarse: string, finding: FindingRecord, known: KnownBy) => void;
  /** A coarse id that nothing shall come of any more. */
  readonly giveUp: (coarse: string) => void;
  readonly size: () => number;
  /** Finding id -> how often the same turned up again. */
  readonly duplicates: () => Readonly<Record<string, number>>;
}

/** What a finding is known by. */
export interface KnownBy {
  /** Keys that it is recognised by from now on. */
  readonly keys: readonly string[];
  /** Keys that speak for being another sight of what was found before. */
  readonly speaking?: readonly string[];
  /** Everything that was wrong in its minimal case. */
  readonly paths?: readonly string[];
}

/** Opens without findings. @param onFinding told of each as it is made */
export function openFindingsLedger(onFinding: (finding: FindingRecord) => void): FindingsLedger {
  const grades = new Map<string, FindingGrade>();
  /** Key -> the first finding that has it. */
  const byKey = new Map<string, string>();
  const pathsOf = new Map<string, ReadonlySet<string>>();
  const duplicates = new Map<string, number>();
  /** Coarse id -> finding it led to; undefined for one that is given up. */
  const settled = new Map<string, string | undefined>();
  const countAgain = (id: string): void => {
    duplicates.set(id, (duplicates.get(id) ?? 0) + 1);
  };
  const isFound = (coarse: string): boolean => {
    const id = settled.get(coarse);
    if (id !== undefined) countAgain(id);
    return id !== undefined;
  };
  const having = (keys: readonly string[]): string[] =>
    keys.map((key) => byKey.get(key)).filter((id) => id !== undefined);
  const isLesser = (id: string, grade: FindingGrade): boolean => isWorse(grade, grades.get(id) ?? grade);
  /** What led to a finding leads to the one in its place. */
  const replace = (lesser: string, id: string): void => {
    for (const leading of [byKey, settled]) {
      for (const [from, to] of leading) if (to === lesser) leading.set(from, id);
    }
    duplicates.set(id, (duplicates.get(lesser) ?? 0) + 1);
    pathsOf.set(id, new Set([...(pathsOf.get(lesser) ?? []), ...(pathsOf.get(id) ?? [])]));
    for (const map of [grades, duplicates, pathsOf]) map.delete(lesser);
  };
  return {
    isFound,
    isSettled: (coarse) => isFound(coarse) || settled.has(coarse),
    wasFound: (coarse) => settled.get(coarse) !== undefined,
    hasKey: (key) => byKey.has(key),
    isKnown: (coarse, keys, grade) => {
      const known = having(keys).find((id) => !isLesser(id, grade));
      if (known === undefined) return false;
      settled.set(coarse, known);
      countAgain(known);
      return true;
    },
    learn: (coarse, keys) => {
      const id = settled.get(coarse);
      if (id !== undefined) for (const key of keys) if (!byKey.has(key)) byKey.set(key, id);
    },
    showsAs: (coarse, path) => pathsOf.get(settled.get(coarse) ?? '')?.has(path) === true,
    keep: (coarse, finding, { keys, speaking = [], paths = [] }) => {
      const { id, grade, referenceToo } = finding;
      // What the reference has as well is not what differs from it.
      const lesser = referenceToo ? undefined : having(speaking).find((one) => isLesser(one, grade));
      grades.set(id, grade);
      pathsOf.set(id, new Set(paths));
      settled.set(coarse, id);
      if (lesser !== undefined) replace(lesser, id);
      for (const key of keys) if (!byKey.has(key)) byKey.set(key, id);
      onFinding(lesser === undefined ? finding : { ...finding, supersedes: [lesser] });
    },
    giveUp: (coarse) => {
      settled.set(coarse, undefined);
    },
    size: () => grades.size,
    duplicates: () => Object.fromEntries(duplicates),
  };
}

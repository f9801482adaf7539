import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';

/** What a campaign has found, and what it need not look at again. */
export interface FindingsLedger {
  /** True for a coarse id that led to a finding or was given up. Counts another sight of the finding. */
  readonly isSettled: (coarse: string) => boolean;
  /** True for a coarse id that led to a finding. Counts another sight of it. */
  readonly isFound: (coarse: string) => boolean;
  /** The same, and nothing is counted. */
  readonly wasFound: (coarse: string) => boolean;
  readonly hasKey: (key: string) => boolean;
  /** True when a finding has one of those keys. Counts another sight of it, and its coarse id leads to it from now on. */
  readonly isKnown: (coarse: string, keys: readonly string[]) => boolean;
  /** Whether the finding that a coarse id led to also showed in that way. */
  readonly showsAs: (coarse: string, path: string) => boolean;
  /** Keeps a finding, to be recognised by its keys. @param paths everything that was wrong in its minimal case */
  readonly keep: (
    coarse: string,
    keys: readonly string[],
    finding: FindingRecord,
    paths?: readonly string[],
  ) => void;
  /** A coarse id that nothing shall come of any more. */
  readonly giveUp: (coarse: string) => void;
  readonly size: () => number;
  /** Finding id -> how often the same turned up again. */
  readonly duplicates: () => Readonly<Record<string, number>>;
}

/** Opens without findings. @param onFinding told of each as it is made */
export function openFindingsLedger(onFinding: (finding: FindingRecord) => void): FindingsLedger {
  const findings = new Set<string>();
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
  return {
    isFound,
    isSettled: (coarse) => isFound(coarse) || settled.has(coarse),
    wasFound: (coarse) => settled.get(coarse) !== undefined,
    hasKey: (key) => byKey.has(key),
    isKnown: (coarse, keys) => {
      const known = keys.map((key) => byKey.get(key)).find((id) => id !== undefined);
      if (known === undefined) return false;
      settled.set(coarse, known);
      countAgain(known);
      return true;
    },
    showsAs: (coarse, path) => pathsOf.get(settled.get(coarse) ?? '')?.has(path) === true,
    keep: (coarse, keys, finding, paths = []) => {
      pathsOf.set(finding.id, new Set(paths));
      settled.set(coarse, finding.id);
      findings.add(finding.id);
      for (const key of keys) if (!byKey.has(key)) byKey.set(key, finding.id);
      onFinding(finding);
    },
    giveUp: (coarse) => {
      settled.set(coarse, undefined);
    },
    size: () => findings.size,
    duplicates: () => Object.fromEntries(duplicates),
  };
}

/** What became of one fault. */
export interface Row {
  readonly fault: string;
  readonly area: string;
  /** Profile it was proved under. */
  readonly profile: string;
  readonly says: string;
  /** Claims the fault violates. */
  readonly claims: readonly string[];
  /** Ids of checks that cite one of the claims and failed, cheapest first; empty for a survivor. */
  readonly caughtBy: readonly string[];
  /** How many checks cite one of the claims. */
  readonly citing: number;
  /** Checks that cite none of the claims and failed; looked for only where nothing else caught the fault. */
  readonly otherwiseCaughtBy: readonly string[];
  readonly durationMs: number;
}

/** The outcome of a proof: every fault, and the checks that fail with none. */
export interface Matrix {
  readonly dialect: string;
  /** Checks that ran, of all profiles. */
  readonly checks: number;
  readonly rows: readonly Row[];
  /** Checks that fail, or cannot be judged, on the server without a fault. */
  readonly failing: readonly string[];
  readonly durationMs: number;
}

/** Faults that no check citing their claims notices. */
export function survivors({ rows }: Matrix): Row[] {
  return rows.filter(({ caughtBy }) => caughtBy.length === 0);
}

/** Whether the checks prove what they are for. */
export function holds(matrix: Matrix): boolean {
  return matrix.failing.length === 0 && survivors(matrix).length === 0;
}

/** Faults by area: how many there are and how many are caught, in the order of the rows. */
export function byArea({ rows }: Matrix): { area: string; faults: number; caught: number }[] {
  const areas = new Map<string, { area: string; faults: number; caught: number }>();
  for (const { area, caughtBy } of rows) {
    const sum = areas.get(area) ?? { area, faults: 0, caught: 0 };
    areas.set(area, { area, faults: sum.faults + 1, caught: sum.caught + (caughtBy.length > 0 ? 1 : 0) });
  }
  return [...areas.values()];
}

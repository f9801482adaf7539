import type { CheckRecord, Level, Outcome, RunRecord } from '../record.ts';
import { type Baseline, type BaselineEntry, isExpired, isPlaceholder } from './baseline.ts';
import { type Expectations, expectationsOf } from './expectations.ts';
import { aboutChecks } from './finding-entries.ts';
import { type CheckVerdict, judgeCheck } from './judge-check.ts';

/** A check that its entry speaks of. */
export interface ExpectedCheck {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly outcome: Outcome;
  readonly entry: BaselineEntry;
  /** How it is not what the entry says; empty when it is. */
  readonly differences: readonly string[];
}

/** Counts and the first of them. */
export interface Listed<T> {
  readonly count: number;
  readonly first: readonly T[];
}

/** A run held against a baseline. */
export interface BaselineSummary {
  readonly baseline: Baseline;
  /** False for a run of selected checks or a shard: an entry without a check means nothing there. */
  readonly full: boolean;
  /** Wrong as the baseline says. */
  readonly known: Listed<ExpectedCheck>;
  /** Wrong in another way than the baseline says. */
  readonly different: Listed<ExpectedCheck>;
  /** Not wrong any more. */
  readonly fixed: Listed<ExpectedCheck>;
  /** Checks with an entry that were skipped or could not be judged: nothing is known about them. */
  readonly unseen: number;
  /** Entries that speak of no check of the run. */
  readonly unmatched: readonly BaselineEntry[];
  readonly expired: readonly BaselineEntry[];
  /** Entries whose reason nobody has written. */
  readonly unexplained: readonly BaselineEntry[];
}

const MAX_LISTED = 2000;

/** Holds the checks of a run, one by one, against a baseline. */
export class BaselineTally {
  readonly #baseline: Baseline;
  readonly #expectations: Expectations;
  readonly #used = new Set<BaselineEntry>();
  readonly #known = emptyList();
  readonly #different = emptyList();
  readonly #fixed = emptyList();
  #unseen = 0;

  /** Entries about findings of the fuzzer are none of a run's. */
  constructor(baseline: Baseline) {
    this.#baseline = aboutChecks(baseline);
    this.#expectations = expectationsOf(this.#baseline);
  }

  /** Judges a check. @returns the verdict, and the entry it rests on if there is one */
  check(check: CheckRecord): CheckVerdict & { readonly entry?: BaselineEntry } {
    const entry = this.#expectations.of(check.id);
    const verdict = judgeCheck(check, entry);
    if (entry === undefined) return verdict;
    this.#used.add(entry);
    const { id, title, level, outcome } = check;
    const listed = { id, title, level, outcome, entry, differences: verdict.differences ?? [] };
    if (verdict.verdict === 'known') add(this.#known, listed);
    else if (verdict.verdict === 'fixed') add(this.#fixed, listed);
    else if (verdict.verdict === 'regression') add(this.#different, listed);
    else if (verdict.verdict === 'incomplete' || outcome === 'skipped') this.#unseen += 1;
    return { ...verdict, entry };
  }

  /** @param today the day on which entries expire or not, `2026-01-31` */
  summary(run: RunRecord, today: string): BaselineSummary {
    const { entries } = this.#baseline;
    return {
      baseline: this.#baseline,
      full: isFull(run),
      known: this.#known,
      different: this.#different,
      fixed: this.#fixed,
      unseen: this.#unseen,
      unmatched: entries.filter((entry) => !this.#used.has(entry)),
      expired: entries.filter((entry) => isExpired(entry, today)),
      unexplained: entries.filter(({ reason }) => isPlaceholder(reason)),
    };
  }
}

/** True for a run of all checks of its profile on one machine. */
export function isFull({ selection, shard }: Pick<RunRecord, 'selection' | 'shard'>): boolean {
  return selection === undefined && shard === undefined;
}

interface Growing {
  count: number;
  readonly first: ExpectedCheck[];
}

function emptyList(): Growing {
  return { count: 0, first: [] };
}

function add(list: Growing, check: ExpectedCheck): void {
  list.count += 1;
  if (list.first.length < MAX_LISTED) list.first.push(check);
}

import type { Baseline } from './baseline/baseline.ts';
import { BaselineTally } from './baseline/baseline-summary.ts';
import { type CheckDigest, digestOf } from './check-digest.ts';
import { diffRuns } from './diff/diff-runs.ts';
import { indexRun, type RunIndex } from './diff/run-index.ts';
import { clip } from './escape.ts';
import { incompletenessOf } from './incompleteness.ts';
import { CHECK_ERROR, type CheckRecord, type EndRecord, type Level, type RunRecord } from './record.ts';
import { readRecords } from './record-reader.ts';
import { type Counts, type LevelSummary, type ReasonSummary, type Summary, total } from './summary.ts';

/** Digests kept for each outcome. */
const MAX_NOTABLE = 2000;
const MAX_TEXT = 300;

/** What a run is held against. */
export interface SummariseOptions {
  /** What is known to be wrong, and the day on which entries expire or not, `2026-01-31`. */
  readonly expectations?: { readonly baseline: Baseline; readonly today: string };
  /** An earlier run to compare with; the file is then read a second time. */
  readonly earlier?: RunIndex;
}

/**
 * Reads a record file once, streaming. Memory grows with the number of operations, of distinct reasons, of check ids
 * and, up to a bound, of notable checks; not with transcripts.
 * @throws RecordFileError when the file is not a record file; the system's error when it cannot be read
 */
export async function summarise(path: string, options: SummariseOptions = {}): Promise<Summary> {
  const tally = new Tally(path, options);
  const onTruncated = ({ line }: { line: number }): void => tally.truncated(line);
  for await (const record of readRecords(path, { onTruncated })) {
    if (record.kind === 'run') tally.run = record;
    else if (record.kind === 'end') tally.end = record;
    else tally.check(record);
  }
  const summary = tally.summary();
  if (options.earlier === undefined) return summary;
  return { ...summary, difference: diffRuns(options.earlier, await indexRun(path)) };
}

type Mutable<T> = { -readonly [Name in keyof T]: T[Name] };

class Tally {
  run: RunRecord | undefined;
  end: EndRecord | undefined;
  readonly #path: string;
  readonly #counts = noCounts();
  readonly #levels = { must: noLevel(), should: noLevel(), may: noLevel() };
  readonly #operations = new Map<string, { title: string; counts: Mutable<Counts> }>();
  readonly #reasons = new Map<string, Mutable<ReasonSummary>>();
  readonly #notable: CheckDigest[] = [];
  readonly #listed = noCounts();
  readonly #unlisted = noCounts();
  #referenceFailures = 0;
  #brokenChecks = 0;
  #truncatedLine: number | undefined;

  readonly #expectations: SummariseOptions['expectations'];
  readonly #baseline: BaselineTally | undefined;

  constructor(path: string, { expectations }: SummariseOptions) {
    this.#path = path;
    this.#expectations = expectations;
    this.#baseline = expectations && new BaselineTally(expectations.baseline);
  }

  truncated(line: number): void {
    this.#truncatedLine = line;
  }

  check(check: CheckRecord): void {
    const { outcome, operation, referenceFailed } = check;
    const level = this.#levels[check.level];
    const of = this.#operations.get(operation) ?? { title: check.operationTitle, counts: noCounts() };
    this.#operations.set(operation, of);
    for (const counts of [this.#counts, level.counts, of.counts]) counts[outcome] += 1;
    if (referenceFailed) this.#referenceFailures += 1;
    if (check.reason?.code === CHECK_ERROR) this.#brokenChecks += 1;
    if (outcome === 'fail' && referenceFailed) level.failedWithReference += 1;
    if (outcome === 'fail' && !referenceFailed) level.violations[check.impact] += 1;
    if (outcome === 'flaky' && !referenceFailed) level.unsteady += 1;
    if (outcome === 'skipped' || outcome === 'inconclusive' || outcome === 'flaky')
      this.#reason(check, outcome);
    const judged = this.#baseline?.check(check);
    const isKnown = judged?.verdict === 'known' || judged?.differences !== undefined;
    if (isKnown && (outcome === 'fail' || outcome === 'divergent' || outcome === 'flaky')) {
      level.spokenOf[outcome] += 1;
    }
    if (referenceFailed || (outcome !== 'pass' && outcome !== 'skipped')) {
      const { verdict, entry, differences = [] } = judged ?? {};
      const { reason, issue } = entry ?? {};
      this.#note(
        check,
        verdict && {
          verdict,
          differences,
          ...(reason === undefined ? {} : { reason }),
          ...(issue === undefined ? {} : { issue }),
        },
      );
    }
  }

  #reason(check: CheckRecord, outcome: ReasonSummary['outcome']): void {
    const code = check.reason?.code ?? 'unknown';
    const key = `${outcome} ${code}`;
    const message = clip(check.reason?.message ?? '', MAX_TEXT);
    const reason = this.#reasons.get(key) ?? { outcome, code, message, checks: 0, must: 0 };
    reason.checks += 1;
    if (check.level === 'must') reason.must += 1;
    this.#reasons.set(key, reason);
  }

  #note(check: CheckRecord, expectation: CheckDigest['expectation']): void {
    if (this.#listed[check.outcome] >= MAX_NOTABLE) {
      this.#unlisted[check.outcome] += 1;
      return;
    }
    this.#listed[check.outcome] += 1;
    this.#notable.push(digestOf(check, expectation));
  }

  summary(): Summary {
    const { run, end } = this;
    // readRecords lets nothing pass before a run record.
    if (run === undefined) throw new Error(`${this.#path} has no run record`);
    const levels = {
      must: this.#level('must', run),
      should: this.#level('should', run),
      may: this.#level('may', run),
    };
    return {
      path: this.#path,
      run,
      ...(this.#baseline === undefined || this.#expectations === undefined
        ? {}
        : { baseline: this.#baseline.summary(run, this.#expectations.today) }),
      ...(end === undefined ? {} : { end }),
      counts: this.#counts,
      levels,
      operations: [...this.#operations]
        .map(([operation, { title, counts }]) => ({ operation, title, counts }))
        .sort((a, b) => compareText(a.title, b.title) || compareText(a.operation, b.operation)),
      reasons: [...this.#reasons.values()].sort(
        (a, b) => -compareText(a.outcome, b.outcome) || b.checks - a.checks || compareText(a.code, b.code),
      ),
      notable: this.#notable,
      brokenChecks: this.#brokenChecks,
      unlisted: this.#unlisted,
      referenceFailures: this.#referenceFailures,
      incomplete: incompletenessOf({
        run,
        end,
        truncatedLine: this.#truncatedLine,
        counts: this.#counts,
        levels,
        referenceFailures: this.#referenceFailures,
      }),
    };
  }

  #level(level: Level, run: RunRecord): LevelSummary {
    const found = this.#levels[level];
    return { planned: run.planned[level], recorded: total(found.counts), ...found };
  }
}

function noCounts(): Mutable<Counts> {
  return { pass: 0, fail: 0, divergent: 0, skipped: 0, inconclusive: 0, flaky: 0 };
}

function noLevel() {
  return {
    counts: noCounts(),
    violations: { 'data-loss': 0, security: 0, 'breaks-clients': 0, cosmetic: 0 },
    failedWithReference: 0,
    unsteady: 0,
    spokenOf: { fail: 0, divergent: 0, flaky: 0 },
  };
}

function compareText(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}

import type { Dialect } from '../../dialects/core/dialect.ts';
import { withoutHeader } from '../../dialects/core/headers.ts';
import {
  CHECK_ERROR,
  type CheckRecord,
  type Divergence,
  type ExchangeRecord,
  type Outcome,
} from '../../reports/record.ts';
import { type Check, roleNeeded } from '../check/check.ts';
import type { Leases } from '../session/leases.ts';
import type { Session } from '../session/session.ts';
import type { Exchange } from '../transport/exchange.ts';
import { compare, type Transcript } from '../verify/compare.ts';
import { type CheckRun, runCheck } from './check-run.ts';
import { clip } from './clip.ts';
import type { ExchangeRecorder } from './exchange-record.ts';
import type { CheckExchange } from './transcript.ts';

/** A session and its buckets. */
export interface Seat {
  readonly session: Session;
  readonly leases: Leases;
  readonly record: ExchangeRecorder;
}

/** Both servers of a run. Without a reference only the documentation's oracle judges. */
export interface Bench {
  readonly dialect: Dialect;
  readonly target: Seat;
  readonly reference: Seat | undefined;
}

/**
 * Runs a check on the target and on the reference at the same time and makes one record of it. The documentation's
 * oracle (mismatches) and the differential one (divergences) are kept apart; the outcome follows from both.
 */
export async function execute(bench: Bench, check: Check): Promise<CheckRecord> {
  const started = performance.now();
  const missing = check.withheld ?? missingNeed(bench, check);
  if (missing) return record(bench, check, started, skipped(missing));
  const [target, reference] = await Promise.all([
    runCheck(bench.target.session, bench.target.leases, check),
    bench.reference && runCheck(bench.reference.session, bench.reference.leases, check),
  ]);
  return record(bench, check, started, judge(bench, check, target, reference));
}

interface Judgement {
  readonly outcome: Outcome;
  readonly reason?: CheckRecord['reason'];
  readonly divergences: readonly Divergence[];
  readonly target: CheckRun | undefined;
  readonly reference: CheckRun | undefined;
  readonly referenceFailed: boolean;
}

function missingNeed({ target }: Bench, check: Check): { code: string; message: string } | undefined {
  const { identities, features, name } = target.session.target;
  for (const need of check.needs) {
    const role = roleNeeded(need);
    if (role !== undefined && !identities[role]) {
      return {
        code: `needs-${role}-identity`,
        message: `needs identities.${role} in the target profile`,
      };
    }
    if (features[need] === false) {
      return { code: `feature-${need}`, message: `${name} declares features.${need}: false` };
    }
  }
  return undefined;
}

function skipped(reason: { code: string; message: string }): Judgement {
  return {
    outcome: 'skipped',
    reason,
    divergences: [],
    target: undefined,
    reference: undefined,
    referenceFailed: false,
  };
}

function judge(
  { dialect }: Bench,
  { racing }: Check,
  target: CheckRun,
  reference: CheckRun | undefined,
): Judgement {
  const referenceFailed =
    reference !== undefined && (reference.mismatches.length > 0 || reference.inconclusive !== undefined);
  const sides = { target, reference, referenceFailed };
  const reason =
    target.inconclusive ??
    (target.judged === 0 ? { code: CHECK_ERROR, message: 'the check judged nothing' } : undefined);
  // What was seen to be wrong stays wrong, whatever came after it; why the check then broke off is kept beside it.
  if (target.mismatches.length > 0) {
    return { outcome: 'fail', ...(reason ? { reason } : {}), divergences: differences(), ...sides };
  }
  if (reason) return { outcome: 'inconclusive', reason, divergences: [], ...sides };
  const divergences = differences();
  // To differ from a reference that is wrong itself is nothing to hold against a target.
  const differs = divergences.length > 0 && !referenceFailed;
  return { outcome: differs ? 'divergent' : 'pass', divergences, ...sides };

  function differences(): Divergence[] {
    if (racing || !reference || reference.inconclusive) return [];
    return compare(dialect, transcript(dialect, target), transcript(dialect, reference));
  }
}

function transcript(dialect: Dialect, { exchanges, substitutions }: CheckRun): Transcript {
  return { exchanges: exchanges.map((one) => comparable(dialect, one)), substitutions };
}

/** The list of an account's buckets shows what other checks are doing at that moment: its body is not compared. */
function comparable({ housekeeping }: Dialect, { exchange, operation }: CheckExchange): Exchange {
  const { response } = exchange;
  if (operation !== housekeeping.listBuckets || response?.status !== 200) return exchange;
  const headers = withoutHeader(response.headers, 'content-length');
  return { ...exchange, response: { ...response, headers, body: new Uint8Array() } };
}

function record(bench: Bench, check: Check, started: number, judgement: Judgement): CheckRecord {
  const exchanges = (seat: Seat | undefined, run: CheckRun | undefined): ExchangeRecord[] =>
    seat && run ? run.exchanges.map((one) => seat.record(one)) : [];
  const { target, reference, reason } = judgement;
  const { redactAbout } = bench.target.record;
  const shown = (text: string, index: number): string =>
    clip(redactAbout([target?.exchanges[index]?.exchange, reference?.exchanges[index]?.exchange], text));
  const shownAnyhow = (text: string): string =>
    clip(
      redactAbout(
        [...(target?.exchanges ?? []), ...(reference?.exchanges ?? [])].map(({ exchange }) => exchange),
        text,
      ),
    );
  const problem = reference && problemOf(reference);
  return {
    kind: 'check',
    id: check.id,
    operation: check.operation,
    operationTitle: bench.target.session.operation(check.operation).title,
    title: check.title,
    claims: check.claims,
    ...(check.source === undefined ? {} : { source: check.source }),
    level: check.level,
    impact: check.impact,
    outcome: judgement.outcome,
    ...(reason ? { reason: { code: reason.code, message: shownAnyhow(reason.message) } } : {}),
    mismatches: (target?.mismatches ?? []).map(({ exchange, facet, expected, got }) => ({
      exchange,
      facet: shown(facet, exchange),
      expected: shown(expected, exchange),
      got: shown(got, exchange),
    })),
    divergences: judgement.divergences.map(({ exchange, facet, reference: theirs, target: ours }) => ({
      exchange,
      facet: shown(facet, exchange),
      reference: shown(theirs, exchange),
      target: shown(ours, exchange),
    })),
    referenceFailed: judgement.referenceFailed,
    ...(problem === undefined ? {} : { referenceProblem: shownAnyhow(problem) }),
    transcripts: {
      target: exchanges(bench.target, target),
      reference: exchanges(bench.reference, judgement.reference),
    },
    attempts: 1,
    durationMs: Math.round(performance.now() - started),
  };
}

/** The first thing that is wrong with a server that a check was run on, or undefined. */
function problemOf({ mismatches: [first], inconclusive }: CheckRun): string | undefined {
  if (first) return `${first.facet}: expected ${first.expected}, got ${first.got}`;
  return inconclusive && `${inconclusive.code}: ${inconclusive.message}`;
}

import { type AttemptOutcome, CHECK_ERROR, type CheckRecord, type Outcome } from '../../reports/record.ts';
import type { Check } from '../check/check.ts';
import { type Bench, execute } from './execute.ts';

/**
 * Executes a check several times, one after the other, and makes one record of it. Every attempt has keys, buckets and
 * bodies of its own, so that none meets what another left.
 * @param times at least 1; a check that is skipped is not tried again
 */
export async function executeRepeatedly(bench: Bench, check: Check, times: number): Promise<CheckRecord> {
  const first = await execute(bench, check);
  if (times === 1 || first.outcome === 'skipped') return first;
  let attempts: Attempts = { record: first, outcomes: [outcomeOf(first)] };
  for (let attempt = 2; attempt <= times; attempt++) {
    const record = await execute(bench, { ...check, id: `${check.id} attempt ${attempt}` });
    attempts = joinAttempt(attempts, { ...record, id: check.id });
  }
  return recordOf(attempts);
}

/** The attempts so far: the evidence of the first of the worst, and what each came to. */
interface Attempts {
  readonly record: CheckRecord;
  readonly outcomes: readonly AttemptOutcome[];
}

/** One record of several of the same check, in the order in which they were made. Pure. */
export function combineAttempts(records: readonly [CheckRecord, ...CheckRecord[]]): CheckRecord {
  const [first, ...rest] = records;
  return recordOf(rest.reduce(joinAttempt, { record: first, outcomes: [outcomeOf(first)] }));
}

/** What is worse comes first. */
const WORST: readonly Outcome[] = ['fail', 'inconclusive', 'divergent', 'pass', 'skipped'];

function joinAttempt({ record, outcomes }: Attempts, next: CheckRecord): Attempts {
  const referenceProblem = record.referenceProblem ?? next.referenceProblem;
  const worse = WORST.indexOf(next.outcome) < WORST.indexOf(record.outcome) ? next : record;
  return {
    record: {
      ...worse,
      ...(brokenReason(record, next) ?? {}),
      referenceFailed: record.referenceFailed || next.referenceFailed,
      ...(referenceProblem === undefined ? {} : { referenceProblem }),
      durationMs: record.durationMs + next.durationMs,
    },
    outcomes: [...outcomes, outcomeOf(next)],
  };
}

/** A check that broke down in any attempt is a bug of ours, whatever the others came to. */
function brokenReason(...records: readonly CheckRecord[]): Pick<CheckRecord, 'reason'> | undefined {
  const reason = records.map((record) => record.reason).find((one) => one?.code === CHECK_ERROR);
  return reason && { reason };
}

function recordOf({ record, outcomes }: Attempts): CheckRecord {
  const attempts = outcomes.length;
  const counts = [...Map.groupBy(outcomes, (outcome) => outcome)];
  if (counts.length === 1) return { ...record, attempts, outcomes };
  const said = counts.map(([outcome, all]) => `${all.length} ${outcome}`).join(', ');
  const worst = record.reason === undefined ? '' : `; ${record.reason.message}`;
  return {
    ...record,
    outcome: 'flaky',
    reason: {
      code: brokenReason(record) ? CHECK_ERROR : 'flaky',
      message: `${attempts} attempts disagree: ${said}${worst}`,
    },
    attempts,
    outcomes,
  };
}

function outcomeOf({ outcome, id }: CheckRecord): AttemptOutcome {
  if (outcome === 'flaky') throw new Error(`${id}: one attempt cannot disagree with itself`);
  return outcome;
}

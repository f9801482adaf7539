import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { ExchangeRecorder } from '../../harness/runner/exchange-record.ts';
import type { FindingRecord, FuzzEndRecord } from '../../reports/fuzz/fuzz-record.ts';
import type { FuzzCase } from '../case.ts';
import { classesForExperiments } from '../causes/readings.ts';
import type { SequenceFault } from '../model/investigate-sequence.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { mutationsBySlug } from '../mutations/registry.ts';
import { type Judging, judge } from '../oracles/judge.ts';
import { openLane } from '../world/lane.ts';
import type { Side } from '../world/side.ts';
import { isTrial } from '../world/trial.ts';
import { type Budget, type Spent, shareSpent } from './budget.ts';
import { openFindingsLedger } from './findings-ledger.ts';
import { openFlakes } from './flakes.ts';
import { openRounds, type RunCase } from './round.ts';
import { openScheduler } from './scheduler.ts';
import { openSequences } from './sequences.ts';
import type { SuspectTrial } from './suspect-trial.ts';
import { openSuspicions } from './suspicions.ts';
import { openTally } from './tally.ts';

/** What a campaign is told. */
export interface CampaignSettings {
  readonly dialect: Dialect;
  readonly profile: string;
  readonly operations: readonly Operation[];
  readonly classes: readonly MutationClass[];
  readonly seed: number;
  readonly target: Side;
  /** Undefined leaves out the comparison. */
  readonly reference: Side | undefined;
  readonly record: ExchangeRecorder;
  readonly budget: Budget;
  /** Cases at the same time. */
  readonly concurrency: number;
  /** Also runs sequences of requests, one for so many cases. */
  readonly stateful?: boolean | undefined;
  /** Told of each finding as it is made. */
  readonly onFinding: (finding: FindingRecord) => void;
  readonly onProgress?: (progress: Progress) => void;
  /** Whether the campaign shall go on after a finding; always when absent. */
  readonly enough?: (findings: number) => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** Where a campaign stands. */
export interface Progress {
  readonly cases: number;
  readonly ms: number;
  readonly delivered: number;
  readonly novelty: number;
  readonly findings: number;
  readonly duplicates: number;
  readonly flaky: number;
  /** True once every class was applied wherever it means something. */
  readonly swept: boolean;
}

/** What a campaign came to. What it left behind and its requests are known to the sessions. */
export type CampaignResult = Omit<FuzzEndRecord, 'kind' | 'finishedAt' | 'requests' | 'leftBehind'>;

/** Cases that are made at a time: decisions fall between rounds, so that they do not depend on who answers first. */
const ROUND_PER_LANE = 12;
/** Rounds that are under way before it is looked into the first: one request that waits for its end holds up its lane alone. */
const ROUNDS_AHEAD = 4;
/** What a request with mutations did is looked at every so many times. */
const LOOK_EVERY = 4;
/** A sequence is some twenty requests. */
const CASES_PER_SEQUENCE = 12;

/** What came of a round. */
interface Ran {
  readonly ran: readonly RunCase[];
  readonly faults: readonly (readonly SequenceFault[])[];
}

/** Runs a campaign to the end of its budget. Nothing is cleaned up: the sessions' owner does. */
export async function runCampaign(settings: CampaignSettings): Promise<CampaignResult> {
  const { dialect, profile, operations, classes, seed, target, reference, budget } = settings;
  const started = performance.now();
  const judging: Judging = {
    dialect,
    mutations: mutationsBySlug,
    names: { target: target.substitutions, reference: reference?.substitutions ?? [] },
  };
  const scheduler = openScheduler({ dialect, profile, operations, classes, seed });
  const lanes = Array.from({ length: settings.concurrency }, (_, index) =>
    openLane({
      name: `fuzz lane ${index}`,
      target,
      reference,
      mutations: mutationsBySlug,
      lookEvery: LOOK_EVERY,
    }),
  );
  const sequences = settings.stateful
    ? openSequences({
        dialect,
        profile,
        operations,
        seed,
        target,
        reference,
        judging,
        record: settings.record,
      })
    : undefined;
  const tally = openTally();
  const memory = [process.memoryUsage.rss()];
  let cases = 0;
  let unprepared = 0;
  /** Set when nothing more is to be sent. */
  let halted = false;
  let aborted: CampaignResult['aborted'];

  const spent = (): Spent => ({
    ms: performance.now() - started,
    cases,
    requests: target.session.stats().requests,
  });
  /** Nothing more is to be sent, not even to look into what was found. */
  const cut = (): boolean =>
    halted ||
    settings.signal?.aborted === true ||
    settings.enough?.(findings.size()) === true ||
    shareSpent({ ...budget, cases: undefined }, spent()) >= 1;
  const over = (): boolean => cut() || shareSpent(budget, spent()) >= 1;
  const findings = openFindingsLedger(settings.onFinding);
  const flakes = openFlakes();
  const suspicions = openSuspicions({
    lab: openLane({ name: 'fuzz lab', target, reference, mutations: classesForExperiments, lookEvery: 1 }),
    sequences,
    judging,
    operations,
    record: settings.record,
    findings,
    flakes,
    foundNow: (tried) => ({ cases, ms: Math.round(spent().ms), tried }),
  });

  const rounds = openRounds({
    dialect,
    operations,
    lanes,
    judge: (trial) => judge(trial, judging),
    goesOn: () => !cut(),
    signal: settings.signal,
  });
  const begin = async (round: readonly FuzzCase[]): Promise<Ran> => {
    const [ran, faults] = await Promise.all([
      rounds.run(round),
      sequences?.run(Math.ceil(round.length / CASES_PER_SEQUENCE)) ?? [],
    ]);
    return { ran, faults };
  };
  const take = async ({ ran, faults }: Ran): Promise<void> => {
    const suspected: SuspectTrial[] = [];
    for (const { result, observations } of ran) {
      cases++;
      scheduler.note(result);
      if (!isTrial(result)) {
        unprepared++;
        continue;
      }
      tally.note(result);
      const suspect = suspicions.note(result, observations);
      if (suspect) suspected.push(suspect);
    }
    for (const suspect of suspected) {
      if (cut()) break;
      await suspicions.follow(suspect);
    }
    for (const sequence of faults) {
      if (cut()) break;
      await suspicions.followSequence(sequence);
    }
    if (!cut()) await suspicions.revisit();
    settings.onProgress?.({
      cases,
      ms: spent().ms,
      delivered: tally.delivered(),
      novelty: scheduler.novelty(),
      findings: findings.size(),
      duplicates: Object.values(findings.duplicates()).reduce((sum, count) => sum + count, 0),
      flaky: flakes.count(),
      swept: scheduler.swept(),
    });
    if (memory.length === 1 && shareSpent(budget, spent()) >= 0.5) memory.push(process.memoryUsage.rss());
  };

  try {
    // Rounds run while what came of one before them is looked into, so that nobody waits for the slowest lane.
    const begun: Promise<Ran>[] = [];
    for (let made = 0; !over(); ) {
      const room = (budget.cases ?? Number.POSITIVE_INFINITY) - made;
      const round = scheduler.next(Math.min(room, lanes.length * ROUND_PER_LANE));
      made += round.length;
      if (round.length > 0) {
        const running = begin(round);
        // Whoever waits for it hears of it; until then it is nobody's.
        running.catch(() => undefined);
        begun.push(running);
      } else if (begun.length === 0) break;
      const due = round.length === 0 || begun.length > ROUNDS_AHEAD ? begun.shift() : undefined;
      if (due) await take(await due);
    }
    for (const running of begun) await take(await running);
    suspicions.finish();
  } catch (error) {
    if (!(error instanceof CheckInconclusive)) throw error;
    aborted = { code: error.code, message: error.message };
  }
  halted = true;
  await rounds.idle();
  if (settings.signal?.aborted)
    aborted = { code: 'interrupted', message: 'by a signal, before its budget was used up' };
  memory.push(process.memoryUsage.rss());
  return {
    durationMs: Math.round(spent().ms),
    cases,
    outcomes: tally.outcomes(),
    novelty: scheduler.novelty(),
    findings: findings.size(),
    duplicates: findings.duplicates(),
    flaky: flakes.count(),
    flakes: flakes.list(),
    unprepared,
    coverage: tally.coverage(),
    memory,
    ...(aborted ? { aborted } : {}),
  };
}

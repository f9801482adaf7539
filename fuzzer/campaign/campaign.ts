import { setTimeout as sleep } from 'node:timers/promises';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { ExchangeRecorder } from '../../harness/runner/exchange-record.ts';
import type { FindingRecord, FuzzEndRecord } from '../../reports/fuzz/fuzz-record.ts';
import { findingRecord } from '../findings/finding.ts';
import { coarseId, familyId } from '../findings/finding-id.ts';
import { coarseSequenceId, type SequenceFault } from '../model/investigate-sequence.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { mutationsBySlug } from '../mutations/registry.ts';
import { type Judging, judge } from '../oracles/judge.ts';
import type { Grade, Observation } from '../oracles/observation.ts';
import { pauseAsked } from '../outcome.ts';
import { type Lane, openLane } from '../world/lane.ts';
import type { Side } from '../world/side.ts';
import { isTrial } from '../world/trial.ts';
import { investigate, type Suspicion } from './investigate.ts';
import { runRound } from './round.ts';
import { openScheduler } from './scheduler.ts';
import { openSequences } from './sequences.ts';
import { openTally } from './tally.ts';

/** When a campaign ends; whatever comes first. */
export interface Budget {
  readonly ms?: number | undefined;
  readonly cases?: number | undefined;
  /** Requests to the target, those that prepare and clean up included. */
  readonly requests?: number | undefined;
}

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
/** Coarse ids that turned out flaky so often are not looked at again. */
const MOST_FLAKY = 3;
/** What a request with mutations did is looked at every so many times. */
const LOOK_EVERY = 4;
/** A sequence is some twenty requests. */
const CASES_PER_SEQUENCE = 12;
/** How bad grades are, the worst first. */
const GRADES: readonly Grade[] = ['fail', 'divergent', 'non-strict', 'informational'];

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
  const lab = openLane({ name: 'fuzz lab', target, reference, mutations: mutationsBySlug, lookEvery: 1 });
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
  const findings = new Map<string, FindingRecord>();
  const duplicates = new Map<string, number>();
  /** Coarse id -> finding it led to; undefined for one that is given up. */
  const settledIds = new Map<string, string | undefined>();
  const flakyTimes = new Map<string, number>();
  const memory = [process.memoryUsage.rss()];
  let cases = 0;
  let flaky = 0;
  let unprepared = 0;
  let aborted: CampaignResult['aborted'];

  const over = (): boolean =>
    settings.signal?.aborted === true ||
    settings.enough?.(findings.size) === true ||
    performance.now() - started >= (budget.ms ?? Number.POSITIVE_INFINITY) ||
    cases >= (budget.cases ?? Number.POSITIVE_INFINITY) ||
    target.session.stats().requests >= (budget.requests ?? Number.POSITIVE_INFINITY);
  const countAgain = (id: string): void => {
    duplicates.set(id, (duplicates.get(id) ?? 0) + 1);
  };

  const follow = async (suspicion: Suspicion): Promise<void> => {
    const coarse = coarseId(suspicion.fuzzCase, suspicion.observation);
    if (settledIds.has(coarse)) {
      const id = settledIds.get(coarse);
      if (id !== undefined) countAgain(id);
      return;
    }
    const verdict = await investigate(suspicion, lab, judging);
    if (verdict.kind === 'flaky') {
      flaky++;
      const times = (flakyTimes.get(coarse) ?? 0) + 1;
      flakyTimes.set(coarse, times);
      if (times >= MOST_FLAKY) settledIds.set(coarse, undefined);
      return;
    }
    const { trial, observation, confirmed, tried } = verdict;
    keep(coarse, familyId(trial.fuzzCase, observation), () =>
      findingRecord(trial, observation, judging, settings.record, { confirmed, found: foundNow(tried) }),
    );
  };

  const foundNow = (tried: number): FindingRecord['found'] => {
    return { cases, ms: Math.round(performance.now() - started), tried };
  };
  /** Keeps a finding unless it is another sight of one that is known. */
  const keep = (coarse: string, family: string, make: () => FindingRecord): void => {
    const known = [...findings.values()].find((one) => one.family === family);
    if (known) {
      settledIds.set(coarse, known.id);
      countAgain(known.id);
      return;
    }
    const finding = make();
    settledIds.set(coarse, finding.id);
    findings.set(finding.id, finding);
    settings.onFinding(finding);
  };

  const followSequence = async (fault: SequenceFault): Promise<void> => {
    const coarse = coarseSequenceId(fault);
    // What one request alone shows is told by the cases.
    const plain = settledIds.get(coarseId(fault.trial.fuzzCase, fault.observation));
    if (settledIds.has(coarse) || plain !== undefined) {
      const id = settledIds.get(coarse) ?? plain;
      if (id !== undefined) countAgain(id);
      return;
    }
    const minimal = await sequences?.minimise(fault);
    if (!minimal) {
      flaky++;
      const times = (flakyTimes.get(coarse) ?? 0) + 1;
      flakyTimes.set(coarse, times);
      if (times >= MOST_FLAKY) settledIds.set(coarse, undefined);
      return;
    }
    keep(coarse, minimal.family, () => minimal.finding(foundNow(minimal.tried)));
  };

  try {
    while (!over()) {
      const room = (budget.cases ?? Number.POSITIVE_INFINITY) - cases;
      const round = scheduler.next(Math.min(room, lanes.length * ROUND_PER_LANE));
      if (round.length === 0) break;
      const [{ results, laneOf }, faults] = await Promise.all([
        runRound(dialect, round, lanes),
        sequences?.run(Math.ceil(round.length / CASES_PER_SEQUENCE)) ?? [],
      ]);
      const suspicions: Suspicion[] = [];
      let pauseMs = 0;
      const spoiled = new Set<Lane>();
      for (const [index, result] of results.entries()) {
        cases++;
        scheduler.note(result);
        if (!isTrial(result)) {
          unprepared++;
          continue;
        }
        tally.note(result);
        pauseMs = Math.max(pauseMs, pauseAsked(result.target));
        const worst = worstOf(judge(result, judging));
        if (!worst) continue;
        suspicions.push({ fuzzCase: result.fuzzCase, observation: worst });
        const lane = laneOf[index];
        if (lane) spoiled.add(lane);
      }
      if (pauseMs > 0) await sleep(pauseMs, undefined, { signal: settings.signal }).catch(() => undefined);
      // The servers may hold different things now, which would make everything behind it differ.
      await Promise.all([...spoiled].map((lane) => (lane.isUsed() ? lane.reset() : undefined)));
      for (const suspicion of suspicions) {
        if (over()) break;
        await follow(suspicion);
      }
      for (const fault of faults) {
        if (over()) break;
        await followSequence(fault);
      }
      settings.onProgress?.({
        cases,
        ms: performance.now() - started,
        delivered: tally.delivered(),
        novelty: scheduler.novelty(),
        findings: findings.size,
        duplicates: [...duplicates.values()].reduce((sum, count) => sum + count, 0),
        flaky,
        swept: scheduler.swept(),
      });
      if (memory.length === 1 && isHalfway(budget, cases, performance.now() - started)) {
        memory.push(process.memoryUsage.rss());
      }
    }
  } catch (error) {
    if (!(error instanceof CheckInconclusive)) throw error;
    aborted = { code: error.code, message: error.message };
  }
  if (settings.signal?.aborted)
    aborted = { code: 'interrupted', message: 'by a signal, before its budget was used up' };
  memory.push(process.memoryUsage.rss());
  return {
    durationMs: Math.round(performance.now() - started),
    cases,
    outcomes: tally.outcomes(),
    novelty: scheduler.novelty(),
    findings: findings.size,
    duplicates: Object.fromEntries(duplicates),
    flaky,
    unprepared,
    coverage: tally.coverage(),
    memory,
    ...(aborted ? { aborted } : {}),
  };
}

/** The worst of what was observed; of equals the first, in the order of the oracles. */
function worstOf(observations: readonly Observation[]): Observation | undefined {
  return observations.toSorted((a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade))[0];
}

function isHalfway(budget: Budget, cases: number, ms: number): boolean {
  return (
    cases * 2 >= (budget.cases ?? Number.POSITIVE_INFINITY) ||
    ms * 2 >= (budget.ms ?? Number.POSITIVE_INFINITY)
  );
}

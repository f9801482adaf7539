import { setTimeout as sleep } from 'node:timers/promises';
import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../case.ts';
import type { Observation } from '../oracles/observation.ts';
import { pauseAsked } from '../outcome.ts';
import type { Lane } from '../world/lane.ts';
import { type CaseResult, isTrial, type Trial } from '../world/trial.ts';

/** A case that was run, and everything that the oracles see in it. */
export interface RunCase {
  readonly result: CaseResult;
  readonly observations: readonly Observation[];
}

/** Runs rounds of cases in lanes beside each other, each lane's one after the other. */
export interface Rounds {
  /**
   * Queues a round behind those before. @returns what came of the cases, in their order; those that were given up are
   * left out @throws CheckInconclusive when the target is gone
   */
  readonly run: (round: readonly FuzzCase[]) => Promise<RunCase[]>;
  /** Waits until nothing of any round runs any more. Never rejects. */
  readonly idle: () => Promise<void>;
}

/** What rounds are run with. */
export interface RoundsSettings {
  readonly dialect: Dialect;
  readonly operations: readonly Operation[];
  readonly lanes: readonly Lane[];
  /** Pure: it is asked as soon as a case has run. */
  readonly judge: (trial: Trial) => readonly Observation[];
  /** False once the cases that are left are to be given up. */
  readonly goesOn: () => boolean;
  readonly signal?: AbortSignal | undefined;
}

/** A lane and all that is queued in it. */
interface Queue {
  readonly lane: Lane;
  tail: Promise<void>;
}

/**
 * Opens the lanes for rounds. Which case goes where depends on the cases alone. Those that configure buckets keep to
 * lanes of their own: their buckets are made anew all the time, the others hardly ever.
 */
export function openRounds({ dialect, operations, lanes, judge, goesOn, signal }: RoundsSettings): Rounds {
  const queues = lanes.map((lane): Queue => ({ lane, tail: Promise.resolve() }));
  const aside = lanesForConfiguring(dialect, operations, lanes.length);
  const isShared = aside === 0 || aside === lanes.length;
  const groups = isShared ? [queues, queues] : [queues.slice(0, aside), queues.slice(aside)];
  const turns = [0, 0];
  let pausedUntil = 0;

  const queueFor = (fuzzCase: FuzzCase): Queue => {
    const which = configures(dialect, [fuzzCase.operation, ...fuzzCase.state.prepare]) ? 0 : 1;
    const group = groups[which];
    const turn = turns[which] ?? 0;
    turns[which] = turn + 1;
    const queue = group?.[turn % group.length];
    if (!queue) throw new Error('a campaign without lanes');
    return queue;
  };
  const pause = async (): Promise<void> => {
    for (let left = pausedUntil - performance.now(); left > 0 && goesOn(); ) {
      await sleep(left, undefined, { signal }).catch(() => undefined);
      left = pausedUntil - performance.now();
    }
  };
  const runOne = async (lane: Lane, fuzzCase: FuzzCase): Promise<RunCase> => {
    const result = await lane.run(fuzzCase);
    if (!isTrial(result)) return { result, observations: [] };
    const pauseMs = pauseAsked(result.target);
    if (pauseMs > 0) pausedUntil = Math.max(pausedUntil, performance.now() + pauseMs);
    return { result, observations: judge(result) };
  };
  return {
    run: async (round) => {
      const ran: (RunCase | undefined)[] = round.map(() => undefined);
      const shares = new Map<Queue, number[]>();
      for (const [index, fuzzCase] of round.entries()) {
        const queue = queueFor(fuzzCase);
        shares.set(queue, [...(shares.get(queue) ?? []), index]);
      }
      const work = async (lane: Lane, share: readonly number[]): Promise<void> => {
        let isSuspect = false;
        for (const index of share) {
          await pause();
          const fuzzCase = round[index];
          if (!goesOn() || !fuzzCase) return;
          const one = await runOne(lane, fuzzCase);
          ran[index] = one;
          if (one.observations.length > 0) isSuspect = true;
        }
        // The servers may hold different things now, which would make everything behind it differ.
        if (isSuspect && lane.isUsed()) await lane.reset();
      };
      await Promise.all(
        [...shares].map(([queue, share]) => {
          queue.tail = queue.tail.then(() => work(queue.lane, share));
          return queue.tail;
        }),
      );
      return ran.filter((one) => one !== undefined);
    },
    idle: async () => {
      await Promise.allSettled(queues.map(({ tail }) => tail));
    },
  };
}

/**
 * As many lanes of all as there are operations that configure: none or all where none or all do, and where there is only
 * one; otherwise some are left to either kind.
 */
function lanesForConfiguring(dialect: Dialect, operations: readonly Operation[], lanes: number): number {
  const configuring = operations.filter(({ id, prepare = [] }) => configures(dialect, [id, ...prepare]));
  if (lanes === 1 || configuring.length === operations.length) return lanes;
  if (configuring.length === 0) return 0;
  return Math.max(1, Math.min(lanes - 1, Math.round((lanes * configuring.length) / operations.length)));
}

function configures(dialect: Dialect, ids: readonly string[]): boolean {
  return ids.some((id) => /-(bucket|service)$/.test(operationById(dialect, id).effect));
}

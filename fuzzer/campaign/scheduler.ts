import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../case.ts';
import { openDraw } from '../draw.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import { outcomeKind } from '../outcome.ts';
import { type CaseResult, isTrial } from '../world/trial.ts';
import { openCaseMaker } from './case-maker.ts';
import { openHealth } from './health.ts';
import { openNovelty } from './novelty.ts';

/** Decides what is sent next. */
export interface Scheduler {
  /** The next cases. The same seed and the same results so far give the same ones. */
  readonly next: (count: number) => FuzzCase[];
  /** Learns from a result; in the order of the cases. @returns true for an outcome that was not seen before */
  readonly note: (result: CaseResult) => boolean;
  /** How many different outcomes there were. */
  readonly novelty: () => number;
  /** True once every class was applied to every operation it means something for. */
  readonly swept: () => boolean;
}

/** What a scheduler chooses from. */
export interface SchedulerSettings {
  readonly dialect: Dialect;
  readonly profile: string;
  readonly operations: readonly Operation[];
  readonly classes: readonly MutationClass[];
  readonly seed: number;
}

/** Shares of what is made while every pair of class and operation is gone through, and afterwards. */
const SWEEP = { sweep: 0.7, plain: 0.3 } as const;
const FREE = { plain: 0.35, single: 0.7, child: 0.9 } as const;
/** How often a single mutation is applied to the sample, whose outcome is known, and not to any valid request. */
const ON_SAMPLE = 0.6;
/** Draws in vain before the next thing is tried. */
const PATIENCE = 20;

/** Opens a scheduler: all samples first, then every class on every operation beside valid requests, then freely. */
export function openScheduler({ dialect, profile, operations, classes, seed }: SchedulerSettings): Scheduler {
  const draw = openDraw(seed);
  const maker = openCaseMaker(dialect, profile);
  const novelty = openNovelty(dialect);
  const health = openHealth();
  const samples = operations.map((operation) => maker.sample(operation));
  const pairs = shuffled(
    operations.flatMap((operation) => classes.map((mutation) => ({ operation, mutation }))),
    draw.below,
  );

  const anyOperation = (): Operation | undefined => {
    for (let tries = 0; tries < PATIENCE; tries++) {
      const operation = draw.pick(operations);
      if (operation && health.accepts(operation.id, draw)) return operation;
    }
    return operations[0];
  };
  const base = (operation: Operation): FuzzCase =>
    draw.chance(ON_SAMPLE) ? maker.sample(operation) : maker.plain(draw, operation);
  const fromSweep = (): FuzzCase | undefined => {
    for (let pair = pairs.pop(); pair; pair = pairs.pop()) {
      const made = maker.mutated(draw, maker.sample(pair.operation), pair.mutation);
      if (made) return made;
    }
    return undefined;
  };
  const single = (from: FuzzCase): FuzzCase | undefined => {
    for (let tries = 0; tries < PATIENCE; tries++) {
      const mutation = draw.pick(classes);
      const made = mutation && maker.mutated(draw, from, mutation);
      if (made) return made;
    }
    return undefined;
  };
  const one = (): FuzzCase | undefined => {
    const sample = samples.shift();
    if (sample) return sample;
    const operation = anyOperation();
    if (!operation) return undefined;
    const plain = (): FuzzCase => maker.plain(draw, operation);
    if (pairs.length > 0) {
      return (draw.chance(SWEEP.sweep) ? fromSweep() : undefined) ?? plain();
    }
    const share = draw.below(1000) / 1000;
    if (share < FREE.plain || classes.length === 0) return plain();
    if (share < FREE.single) return single(base(operation)) ?? plain();
    if (share < FREE.child) {
      const parent = novelty.parent(draw);
      const fresh =
        parent &&
        (parent.mutations.length < 2 ? single(parent) : { ...parent, mutations: parent.mutations.slice(1) });
      return fresh ?? plain();
    }
    const first = single(base(operation));
    return (first && single(first)) ?? first ?? plain();
  };
  return {
    next: (count) => Array.from({ length: count }, one).filter((made) => made !== undefined),
    note: (result) => {
      if (!isTrial(result)) return false;
      const kind = outcomeKind(result.target);
      health.note(result.fuzzCase.operation, kind === 'hang' || kind === 'infrastructure');
      return novelty.note(result);
    },
    novelty: novelty.seen,
    swept: () => samples.length === 0 && pairs.length === 0,
  };
}

function shuffled<T>(items: readonly T[], below: (bound: number) => number): T[] {
  const mixed = [...items];
  for (let at = mixed.length - 1; at > 0; at--) {
    const other = below(at + 1);
    const [a, b] = [mixed[at], mixed[other]];
    if (a === undefined || b === undefined) continue;
    mixed[at] = b;
    mixed[other] = a;
  }
  return mixed;
}

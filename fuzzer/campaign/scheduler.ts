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
import { openSweep } from './sweep.ts';

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

/** How much of what is made goes through the classes, until they are through; valid requests are the rest. */
const SWEEP_SHARE = 0.75;
/** Shares of what is made afterwards, as sums. */
const FREE = { plain: 0.35, single: 0.7, child: 0.9 } as const;
/** How often a single mutation is applied to the sample, whose outcome is known, and not to any valid request. */
const ON_SAMPLE = 0.6;
/** How often a request that an ordinary client could send goes out as bytes: what is behind an answer only they show. */
const AS_BYTES = 1 / 8;
/** Draws in vain before the next thing is tried. */
const PATIENCE = 20;

/** Opens a scheduler: all samples first, then every class on every operation beside valid requests, then freely. */
export function openScheduler({ dialect, profile, operations, classes, seed }: SchedulerSettings): Scheduler {
  const draw = openDraw(seed);
  const maker = openCaseMaker(dialect, profile);
  const novelty = openNovelty(dialect);
  const health = openHealth();
  const samples = operations.map((operation) => maker.sample(operation));
  const sweep = openSweep(draw, maker, operations, classes, ({ slug }) => health.accepts(slug, draw));

  // There is more to try where there is more to say.
  const weighted = operations.flatMap((operation) =>
    Array.from({ length: 1 + Math.ceil(operation.parameters.length / 2) }, () => operation),
  );

  const anyOperation = (): Operation | undefined => {
    for (let tries = 0; tries < PATIENCE; tries++) {
      const operation = draw.pick(weighted);
      if (operation && health.accepts(operation.id, draw)) return operation;
    }
    return operations[0];
  };
  const base = (operation: Operation): FuzzCase =>
    draw.chance(ON_SAMPLE) ? maker.sample(operation) : maker.plain(draw, operation);
  const single = (from: FuzzCase): FuzzCase | undefined => {
    for (let tries = 0; tries < PATIENCE; tries++) {
      const mutation = draw.pick(classes);
      if (mutation && !health.accepts(mutation.slug, draw)) continue;
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
    if (!sweep.done()) {
      return (draw.chance(SWEEP_SHARE) ? sweep.next() : undefined) ?? plain();
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
  const sent = (made: FuzzCase): FuzzCase => (draw.chance(AS_BYTES) ? { ...made, sender: 'raw' } : made);
  return {
    next: (count) =>
      Array.from({ length: count }, one)
        .filter((made) => made !== undefined)
        .map(sent),
    note: (result) => {
      if (!isTrial(result)) return false;
      const kind = outcomeKind(result.target);
      const failed = kind === 'hang' || kind === 'infrastructure';
      const { operation, mutations } = result.fuzzCase;
      // A mutated request that hangs says something of its class.
      if (mutations.length === 0) health.note(operation, failed);
      for (const { slug } of mutations) health.note(slug, failed);
      return novelty.note(result);
    },
    novelty: novelty.seen,
    swept: () => samples.length === 0 && sweep.done(),
  };
}

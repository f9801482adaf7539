import type { Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { canonicalJson } from '../json.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import type { CaseMaker } from './case-maker.ts';

/** Goes through every class and operation once, so that no campaign that is long enough leaves one out. */
export interface Sweep {
  /** The next case; undefined once everything was gone through. */
  readonly next: () => FuzzCase | undefined;
  readonly done: () => boolean;
}

/** A class that means something for few operations is applied this often all the same, with other arguments each time. */
const LEAST_APPLICATIONS = 12;
/** Draws in vain before a class is taken to have no further arguments. */
const PATIENCE = 12;

/** Draws for arguments that were not tried on an operation before. */
const FRESH_TRIES = 8;

interface Row {
  readonly mutation: MutationClass;
  /** Operations the class was not tried on yet. */
  readonly left: Operation[];
  /** Operations it means something for. */
  readonly meant: Operation[];
  /** What it was applied with. */
  readonly applied: Set<string>;
  /** What it was applied with to each kind of operation. */
  readonly appliedToKind: Set<string>;
}

/**
 * Every class on every operation it means something for. Class by class and not operation by operation: the first
 * hundred cases have a hundred classes in them, which finds more than one class on a hundred operations.
 * @param accepts whether a class whose turn it is takes it
 */
export function openSweep(
  draw: Draw,
  maker: CaseMaker,
  operations: readonly Operation[],
  classes: readonly MutationClass[],
  accepts: (mutation: MutationClass) => boolean,
): Sweep {
  let rows: Row[] = shuffled(classes, draw).map((mutation) => ({
    mutation,
    left: kindByKind(operations, draw),
    meant: [],
    applied: new Set(),
    appliedToKind: new Set(),
  }));
  let at = 0;
  /**
   * With arguments that no operation had, if there are any, or at least no like one: what a server does with them mostly
   * is the same there.
   */
  const otherwise = (row: Row, operation: Operation): FuzzCase | undefined => {
    let fresh: FuzzCase | undefined;
    let made: FuzzCase | undefined;
    for (let tries = 0; tries < FRESH_TRIES; tries++) {
      made = maker.mutated(draw, maker.sample(operation), row.mutation);
      if (!made || !row.applied.has(argumentsOf(made))) return made;
      if (!row.appliedToKind.has(kindOf(operation) + argumentsOf(made))) fresh ??= made;
    }
    return fresh ?? made;
  };
  const apply = (row: Row): FuzzCase | undefined => {
    for (let operation = row.left.pop(); operation; operation = row.left.pop()) {
      const made = otherwise(row, operation);
      if (!made) continue;
      row.meant.push(operation);
      note(row, operation, made);
      return made;
    }
    if (row.applied.size >= LEAST_APPLICATIONS) return undefined;
    for (let tries = 0; tries < PATIENCE; tries++) {
      const again = draw.pick(row.meant);
      const made = again && maker.mutated(draw, maker.sample(again), row.mutation);
      if (!made || isStale(row, again, made)) continue;
      note(row, again, made);
      return made;
    }
    return undefined;
  };
  return {
    next: () => {
      while (rows.length > 0) {
        if (at >= rows.length) at = 0;
        const row = rows[at];
        if (row && !accepts(row.mutation)) {
          // Its turn is over: an operation less, so that what only hangs comes to an end.
          row.left.pop();
          if (row.left.length > 0) {
            at++;
            continue;
          }
        }
        const made = row && apply(row);
        if (made) {
          at++;
          return made;
        }
        rows = rows.toSpliced(at, 1);
      }
      return undefined;
    },
    done: () => rows.length === 0,
  };
}

/** Operations that are alike to most of what a server does with a request before it knows which one it is. */
function kindOf({ resource, method, body, effect }: Operation): string {
  return `${resource} ${method} ${body.kind} ${effect} `;
}

/**
 * The operations in random order, to be taken from the end: one of every kind, then the next of every kind. Most
 * operations of an API are documents about a bucket; without this what stores and reads objects would wait behind them.
 */
function kindByKind(operations: readonly Operation[], draw: Draw): Operation[] {
  const kinds = [...Map.groupBy(operations, kindOf).values()].map((alike) => shuffled(alike, draw));
  const most = Math.max(0, ...kinds.map(({ length }) => length));
  return Array.from({ length: most }, (_, nth) =>
    shuffled(
      kinds.flatMap((alike) => alike[nth] ?? []),
      draw,
    ),
  )
    .flat()
    .toReversed();
}

/** What a case with one mutation is made with, wherever that is. */
function argumentsOf({ mutations }: FuzzCase): string {
  return canonicalJson(mutations.map(({ args }) => args));
}

/** Whether a class was applied so already: to a like operation, until it has been applied often enough, or to any. */
function isStale({ applied, appliedToKind }: Row, operation: Operation, made: FuzzCase): boolean {
  return appliedToKind.size < LEAST_APPLICATIONS
    ? appliedToKind.has(kindOf(operation) + argumentsOf(made))
    : applied.has(argumentsOf(made));
}

function note({ applied, appliedToKind }: Row, operation: Operation, made: FuzzCase): void {
  applied.add(argumentsOf(made));
  appliedToKind.add(kindOf(operation) + argumentsOf(made));
}

function shuffled<T>(items: readonly T[], { below }: Draw): T[] {
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

import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FuzzCase } from '../case.ts';
import type { Draw } from '../draw.ts';
import { outcomeText } from '../outcome.ts';
import type { Trial } from '../world/trial.ts';

/** What has been seen, and the cases worth going on from. */
export interface Novelty {
  /** Notes a trial. @returns true when nothing like it was seen before */
  readonly note: (trial: Trial) => boolean;
  /** A case with a rare outcome; undefined while there is none. */
  readonly parent: (draw: Draw) => FuzzCase | undefined;
  /** How many different outcomes there were. */
  readonly seen: () => number;
}

/** Cases that are kept to go on from; memory does not grow with the campaign. */
const MAX_PARENTS = 4096;
/** Outcomes that are told apart; beyond these everything counts as seen. */
const MAX_KEYS = 100_000;
/** Of so many parents the rarest is taken. */
const CONTEST = 4;

/** Opens the memory of a campaign. */
export function openNovelty(dialect: Dialect): Novelty {
  const counts = new Map<string, number>();
  const parents: { readonly fuzzCase: FuzzCase; readonly key: string }[] = [];
  return {
    note: (trial) => {
      const key = keyOf(dialect, trial);
      const count = counts.get(key) ?? 0;
      if (count === 0 && counts.size >= MAX_KEYS) return false;
      counts.set(key, count + 1);
      if (count > 0) return false;
      if (parents.length < MAX_PARENTS) parents.push({ fuzzCase: trial.fuzzCase, key });
      return true;
    },
    parent: (draw) => {
      const drawn = Array.from({ length: CONTEST }, () => draw.pick(parents)).filter(
        (one) => one !== undefined,
      );
      const [rarest] = drawn.toSorted((a, b) => (counts.get(a.key) ?? 0) - (counts.get(b.key) ?? 0));
      return rarest?.fuzzCase;
    },
    seen: () => counts.size,
  };
}

function keyOf(dialect: Dialect, { fuzzCase, target, reference }: Trial): string {
  const slugs = fuzzCase.mutations.map(({ slug }) => slug).toSorted();
  const outcomes = [target, reference].map((exchange) => (exchange ? outcomeText(dialect, exchange) : ''));
  return [fuzzCase.operation, ...slugs, ...outcomes, shapeOf(target)].join('|');
}

/** Which header fields an answer has, and what its body begins with. */
function shapeOf({ response }: Exchange): string {
  if (!response) return '';
  const names = response.headers.map(([name]) => name.toLowerCase()).toSorted();
  const beginning = Buffer.from(response.body.subarray(0, 1)).toString('latin1');
  return `${names.join(',')} ${beginning === '<' || beginning === '{' ? beginning : response.body.length > 0}`;
}

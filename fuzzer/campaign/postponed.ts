import type { CauseKeys } from '../causes/cause-keys.ts';
import type { Observation } from '../oracles/observation.ts';
import type { SuspectTrial } from './suspect-trial.ts';

/** What may be another sight of a finding: once more is known it is, or it is followed. */
export interface Postponed {
  readonly suspect: SuspectTrial;
  readonly observation: Observation;
  readonly coarse: string;
  /** What it is recognised by then. */
  readonly keys: CauseKeys;
}

/** What is put off until it is decided. */
export interface PostponedList {
  /** Puts off; what is too much is left to the next time it is seen. */
  readonly add: (one: Postponed) => void;
  /** A case went by. */
  readonly tick: () => void;
  /** Takes out what is decided, and what has waited long enough. */
  readonly takeDue: (isOpen: (keys: CauseKeys) => boolean) => Postponed[];
  /** Takes out everything. */
  readonly takeAll: () => Postponed[];
}

/** What may be known is put off for so many cases at most, and so much of it. */
const PATIENCE = 400;
const MOST_POSTPONED = 40;

/** Opens with nothing put off. */
export function openPostponed(): PostponedList {
  let waiting: { readonly one: Postponed; readonly since: number }[] = [];
  let now = 0;
  return {
    add: (one) => {
      if (waiting.length < MOST_POSTPONED) waiting.push({ one, since: now });
    },
    tick: () => {
      now++;
    },
    takeDue: (isOpen) => {
      const due = waiting.filter(({ one, since }) => now - since > PATIENCE || !isOpen(one.keys));
      waiting = waiting.filter((one) => !due.includes(one));
      return due.map(({ one }) => one);
    },
    takeAll: () => {
      const all = waiting.map(({ one }) => one);
      waiting = [];
      return all;
    },
  };
}

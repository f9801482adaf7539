import type { Operation } from '../../dialects/core/operation.ts';
import type { FuzzCase } from '../case.ts';
import { coarseId, familyId } from '../findings/finding-id.ts';
import { minimise } from '../minimise/minimise.ts';
import { type Judging, judge } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import { isThrottled, outcomeKind, outcomeText } from '../outcome.ts';
import type { Lane } from '../world/lane.ts';
import { isTrial, type Trial } from '../world/trial.ts';

/** Something an oracle objects to, before it is known to be so. */
export interface Suspicion {
  readonly fuzzCase: FuzzCase;
  readonly observation: Observation;
}

/** What an investigation comes to. */
export type Verdict =
  | {
      readonly kind: 'finding';
      readonly trial: Trial;
      readonly observation: Observation;
      readonly confirmed: { readonly same: number; readonly of: number };
      readonly tried: number;
    }
  /** It was so once and is not always so. */
  | { readonly kind: 'flaky' };

/** How often a suspicion is sent again before it is minimised, and how often its minimal case. */
const CONFIRMATIONS = 2;
const FINAL_CONFIRMATIONS = 3;
/** An infrastructure failure says nothing of a case; it is sent again, so often at most. */
const RETRIES = 3;

/**
 * Confirms a suspicion in a lane of its own, minimises it, and confirms the minimal case. Every try begins with the
 * state of the case in a bucket without a past.
 * @param operations those that may be sent
 */
export async function investigate(
  { fuzzCase, observation }: Suspicion,
  lab: Lane,
  judging: Judging,
  operations: readonly Operation[],
): Promise<Verdict> {
  const wanted = coarseId(fuzzCase, accepting(observation));
  const slugs = new Set(fuzzCase.mutations.map(({ slug }) => slug));
  /** The same finding; of another operation or class, where success has another status or a rule another name, the same family. */
  const isSame = (candidate: FuzzCase, one: Observation): boolean =>
    candidate.operation === fuzzCase.operation && candidate.mutations.every(({ slug }) => slugs.has(slug))
      ? coarseId(candidate, accepting(one)) === wanted
      : familyId(candidate, one) === familyId(candidate, observation);
  let first: Trial | undefined;
  /** Both servers do the same with fewer mutations, of which another oracle tells: rules are those of one mutation. */
  const isWithFewer = (candidate: FuzzCase, trial: Trial, one: Observation): boolean =>
    candidate.mutations.length < fuzzCase.mutations.length &&
    [observation, one].every(({ oracle, path }) => OF_OUTCOMES.has(oracle) && path.startsWith('status:')) &&
    first !== undefined &&
    outcomesOf(judging, first) === outcomesOf(judging, trial);
  const again = async (
    candidate: FuzzCase,
  ): Promise<{ trial: Trial; observation: Observation } | undefined> => {
    const trial = await tryInLab(candidate, lab);
    if (!trial) return undefined;
    first ??= trial;
    const found = judge(trial, judging);
    const same = found.find((one) => isSame(candidate, one) || isWithFewer(candidate, trial, one));
    return same && { trial, observation: same };
  };
  for (let count = 0; count < CONFIRMATIONS; count++) {
    if (!(await again(fuzzCase))) return { kind: 'flaky' };
  }
  const minimal = await minimise(
    fuzzCase,
    { ...judging, operations },
    async (candidate) => (await again(candidate)) !== undefined,
  );
  let same = 0;
  let last: { trial: Trial; observation: Observation } | undefined;
  for (let count = 0; count < FINAL_CONFIRMATIONS; count++) {
    const found = await again(minimal.fuzzCase);
    if (found) same++;
    last = found ?? last;
  }
  if (!last || same < FINAL_CONFIRMATIONS) return { kind: 'flaky' };
  return { kind: 'finding', ...last, confirmed: { same, of: FINAL_CONFIRMATIONS }, tried: minimal.tried };
}

/** The observation with one name for whatever success there should not be: which it is depends on what else is asked for. */
function accepting(observation: Observation): Observation {
  return { ...observation, path: observation.path.replace(/^(status:(?!2).*→)20[0-6]$/, '$1accepted') };
}

/** One try in a clean lane; undefined when the state could not be brought about or the network failed. */
export async function tryInLab(candidate: FuzzCase, lab: Lane): Promise<Trial | undefined> {
  for (let attempt = 0; attempt < RETRIES; attempt++) {
    if (lab.isUsed(candidate)) await lab.reset();
    const result = await lab.run(candidate);
    if (!isTrial(result)) return undefined;
    const exchanges = [result.target, result.reference].filter((one) => one !== undefined);
    const isInfrastructure = exchanges.some(
      (one) => outcomeKind(one) === 'infrastructure' || isThrottled(one),
    );
    if (!isInfrastructure) return result;
  }
  return undefined;
}

/** Oracles that say what should come of a request. */
const OF_OUTCOMES: ReadonlySet<Observation['oracle']> = new Set(['rule', 'metamorphic', 'differential']);

function outcomesOf({ dialect }: Judging, { target, reference }: Trial): string {
  return [target, reference]
    .map((one) => (one ? outcomeText(dialect, one).replace(/^20[0-6]$/, 'accepted') : ''))
    .join(' ');
}

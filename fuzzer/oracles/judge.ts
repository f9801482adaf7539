import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { MutationClass } from '../mutations/mutation.ts';
import type { Trial } from '../world/trial.ts';
import { afterOracle } from './after.ts';
import { differentialOracle, type Names } from './differential.ts';
import { furtherDifferences, isOfOutcome } from './further-differences.ts';
import { invariantOracle } from './invariant.ts';
import type { Judged, Observation } from './observation.ts';
import { ruleOracle } from './rule.ts';
import { transportOracle } from './transport.ts';

/** What judging takes besides the trial. */
export interface Judging {
  readonly dialect: Dialect;
  readonly mutations: ReadonlyMap<string, MutationClass>;
  readonly names: Names;
}

/** Everything the oracles see in a trial, in their order. Pure. */
export function judge(trial: Trial, judging: Judging): Observation[] {
  const judged = judgedOf(trial, trial.target, judging);
  const own = ownOracles(judged);
  const differs = furtherDifferences(own, differentialOracle(judged, judging.names));
  return withAfter([...own, ...differs], judged, judging.names);
}

/** Where the outcomes differ already, so does what comes of them; what an answer looks like does not matter for that. */
function withAfter(observed: Observation[], judged: Judged, names: Names): Observation[] {
  const isUnderstood = observed.every((one) => saysWhatWasDone(one) && !isOfOutcome(one));
  return isUnderstood ? [...observed, ...afterOracle(judged, names)] : observed;
}

/** What the oracles may see in an answer that says what was done, as it should. */
const SAYS_WHAT_WAS_DONE: ReadonlySet<string> = new Set(['request-id', 'success-headers', 'as-reference']);

function saysWhatWasDone({ rule }: Observation): boolean {
  return SAYS_WHAT_WAS_DONE.has(rule);
}

/** What the oracles that need no second server see in the reference's answers, those to follow-ups included. */
export function judgeReference(trial: Trial, judging: Judging): Observation[] {
  const alone = referenceAlone(trial);
  if (!alone) return [];
  const judged = judgedOf(alone, alone.target, judging);
  return withAfter(ownOracles(judged), judged, { target: judging.names.reference, reference: [] });
}

/** The trial as if the reference were the target. */
function referenceAlone({ target: _, reference, after, ids, ...rest }: Trial): Trial | undefined {
  if (!reference) return undefined;
  return {
    ...rest,
    target: reference,
    reference: undefined,
    ids: { target: ids.reference, reference: [] },
    ...(after?.reference ? { after: { ...after, target: after.reference, reference: undefined } } : {}),
  };
}

function ownOracles(judged: Judged): Observation[] {
  return [...transportOracle(judged), ...invariantOracle(judged), ...ruleOracle(judged)];
}

function judgedOf(trial: Trial, exchange: Exchange, { dialect, mutations }: Judging): Judged {
  return {
    dialect,
    operation: operationById(dialect, trial.fuzzCase.operation),
    trial,
    exchange,
    applied: trial.rendered.applied.flatMap((index) => {
      const step = trial.fuzzCase.mutations[index];
      const mutation = step && mutations.get(step.slug);
      return mutation ? [{ mutation, slot: step.slot, args: step.args }] : [];
    }),
  };
}

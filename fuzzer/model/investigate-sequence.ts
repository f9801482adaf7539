import { createHash } from 'node:crypto';
import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import { isFieldOfItsOwn } from '../causes/traits.ts';
import { besideName } from '../findings/finding.ts';
import { canonicalJson } from '../json.ts';
import { type Judging, judge } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import { isDone } from '../outcome.ts';
import type { Side } from '../world/side.ts';
import type { Trial } from '../world/trial.ts';
import { runSequence, type SequenceInput, type StepTrial } from './run-sequence.ts';
import type { FuzzSequence } from './sequence.ts';
import { smallerSequences } from './smaller-sequences.ts';

/** Something that is not as it should be in a sequence. */
export interface SequenceFault {
  readonly sequence: FuzzSequence;
  readonly trial: StepTrial;
  readonly observation: Observation;
  /** What changed something last, where the step that shows it only reads. */
  readonly written?: StepTrial | undefined;
}

/** What sequences are run with. */
export interface SequenceSettings {
  readonly target: Side;
  readonly reference: Side | undefined;
  readonly judging: Judging;
  /** Gives labels that are used once. */
  readonly label: () => string;
  /** Told why a sequence could not be run. */
  readonly onUnprepared?: ((why: string) => void) | undefined;
}

/**
 * Runs a sequence as long as both servers do the same. @returns each thing once that is not as it should be, in the order
 * in which it shows; none when the sequence could not be run
 */
export async function faultsIn(
  sequence: FuzzSequence,
  { target, reference, judging, label, onUnprepared }: SequenceSettings,
): Promise<SequenceFault[]> {
  const found = new Map<string, SequenceFault>();
  let last: StepTrial | undefined;
  try {
    await runSequence(sequence, { sides: [target, reference], label: label() }, (trial) => {
      const isReading = operationById(judging.dialect, trial.step.operation).effect === 'none';
      if (!isReading) last = trial;
      for (const observation of judge(trial, judging)) {
        const fault = { sequence, trial, observation, written: isReading ? last : undefined };
        const coarse = coarseSequenceId(fault);
        if (!found.has(coarse)) found.set(coarse, fault);
      }
      // Behind what one server did and the other did not, everything differs.
      return trial.reference === undefined || isDone(trial.target) === isDone(trial.reference);
    });
  } catch (error) {
    if (!(error instanceof CheckInconclusive) || error.code === 'target-unreachable') throw error;
    onUnprepared?.(error.message);
  }
  return [...found.values()];
}

/** What a fault in a sequence is, whatever led to it: as `coarseId` for cases. */
export function coarseSequenceId({ sequence, trial, observation }: SequenceFault): string {
  return digest([
    'sequence',
    sequence.dialect,
    trial.step.operation,
    observation.oracle,
    observation.rule,
    observation.path,
  ]);
}

/** The same with the operations of the minimal sequence. */
export function sequenceFindingId(fault: SequenceFault): string {
  return `F-${digest([coarseSequenceId(fault), ...operationsOf(fault)])}`;
}

/** The same bug seen through another reading operation, or behind another way to write an object, has the same family. */
export function sequenceFamily(fault: SequenceFault, dialect: Dialect): string {
  const { steps } = fault.sequence;
  const did = steps.slice(0, -1).map(({ operation }) => {
    const { effect, copies = false } = operationById(dialect, operation);
    return effect === 'creates-object' && !copies ? effect : operation;
  });
  return digest(['sequence', dialect.name, ...did.toSorted()]);
}

function operationsOf({ sequence }: SequenceFault): string[] {
  return sequence.steps.map(({ operation }) => operation);
}

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, 12);
}

/**
 * What the reference answers to the step of a fault when that, or one before it, is read otherwise; undefined when the
 * sequence could not be run or the reading changes nothing.
 */
export async function onReference(
  { sequence, trial: { step } }: SequenceFault,
  read: NonNullable<SequenceInput['read']>,
  { reference, label }: { readonly reference: Side } & Pick<SequenceSettings, 'label'>,
): Promise<Trial | undefined> {
  let shown: StepTrial | undefined;
  let isChanged = false;
  await runSequence(sequence, { sides: [reference, undefined], label: label(), read }, (trial) => {
    if (trial.step.id === read.step) isChanged = trial.rendered.applied.length > 0;
    if (trial.step.id === step.id) shown = trial;
    return shown === undefined;
  }).catch((error: unknown) => {
    if (!(error instanceof CheckInconclusive)) throw error;
  });
  if (!shown || !isChanged) return undefined;
  const { target, given, ids } = shown;
  return {
    ...shown,
    reference: target,
    ids: { target: [], reference: ids.target },
    ...(given ? { given: { target: given.target, reference: given.target } } : {}),
  };
}

/** Sequences that are tried on one finding, and how often it has to repeat itself. */
const MAX_TRIES = 80;
const CONFIRMATIONS = 2;

/** A fault in its smallest sequence. */
export interface MinimalFault {
  readonly fault: SequenceFault;
  readonly tried: number;
  /** What else is wrong in that sequence, and has nothing to do with it. */
  readonly besides: readonly string[];
}

/** The smallest sequence with the same fault; undefined when it does not repeat itself. */
export async function minimiseSequence(
  fault: SequenceFault,
  settings: SequenceSettings,
): Promise<MinimalFault | undefined> {
  const wanted = coarseSequenceId(fault);
  let besides: string[] = [];
  const again = async (sequence: FuzzSequence): Promise<SequenceFault | undefined> => {
    const faults = await faultsIn(sequence, settings);
    const found = faults.find((one) => coarseSequenceId(one) === wanted);
    if (found) {
      const others = faults.filter((one) => one !== found && isFieldOfItsOwn(one.observation));
      besides = others.map(({ trial, observation }) => besideName(trial.step.operation, observation));
    }
    return found;
  };
  const end = fault.sequence.steps.findIndex(({ id }) => id === fault.trial.step.id);
  const cut = { ...fault.sequence, steps: fault.sequence.steps.slice(0, end + 1) };
  let best = await again(cut);
  if (!best) return undefined;
  const known = new Set([canonicalJson(cut)]);
  let tried = 0;
  for (let improved = true; improved && tried < MAX_TRIES; ) {
    improved = false;
    for (const candidate of smallerSequences(best.sequence)) {
      const name = canonicalJson(candidate);
      if (known.has(name) || tried >= MAX_TRIES) continue;
      known.add(name);
      tried++;
      const found: SequenceFault | undefined = await again(candidate);
      if (!found) continue;
      best = found;
      improved = true;
      break;
    }
  }
  for (let count = 0; count < CONFIRMATIONS; count++) {
    const found = await again(best.sequence);
    if (!found) return undefined;
    best = found;
  }
  return { fault: best, tried, besides };
}

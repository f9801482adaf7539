import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { ExchangeRecorder } from '../../harness/runner/exchange-record.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { afterKey, shownKey } from '../causes/cause-keys.ts';
import type { ReadRequest } from '../causes/experiments.ts';
import { refusedBehind } from '../causes/outcome-keys.ts';
import { readStep } from '../causes/readings.ts';
import { openDraw } from '../draw.ts';
import { findingRecord } from '../findings/finding.ts';
import {
  faultsIn,
  minimiseSequence,
  onReference,
  type SequenceFault,
  type SequenceSettings,
  sequenceFamily,
  sequenceFindingId,
} from '../model/investigate-sequence.ts';
import type { StepTrial } from '../model/run-sequence.ts';
import { sequenceGrammar } from '../model/sequence-grammar.ts';
import type { Judging } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import type { Side } from '../world/side.ts';
import type { Trial } from '../world/trial.ts';

/** What sequences of a campaign are made and run with. */
export interface SequencesSettings {
  readonly dialect: Dialect;
  readonly profile: string;
  readonly operations: readonly Operation[];
  readonly seed: number;
  readonly target: Side;
  readonly reference: Side | undefined;
  readonly judging: Judging;
  readonly record: ExchangeRecorder;
}

/** A fault in its smallest sequence. */
export interface MinimalSequence {
  readonly family: string;
  /** What a case that shows the same is recognised by. */
  readonly keys: readonly string[];
  readonly tried: number;
  /** The step that shows it, and what is wrong there. */
  readonly trial: Trial;
  readonly observation: Observation;
  /** What may have been read otherwise: the step that shows it, and the one that changed something last. */
  readonly requests: readonly ReadRequest[];
  /** @param asIf how the target seems to read requests */
  readonly finding: (found: FindingRecord['found'], asIf: string | undefined) => FindingRecord;
}

/** The stateful part of a campaign. */
export interface Sequences {
  /** Makes and runs so many sequences beside each other. @returns the faults of each that has any, in their order */
  readonly run: (count: number) => Promise<SequenceFault[][]>;
  /** Undefined when the fault does not repeat itself. */
  readonly minimise: (fault: SequenceFault) => Promise<MinimalSequence | undefined>;
}

/** Sequences draw from a stream of their own, so that the cases of a seed are the same with and without them. */
const STREAM = 0x5e9;
/** A minimal sequence is confirmed so often. */
const CONFIRMED = 3;

/** Opens the stateful part. Nothing is sent yet. */
export function openSequences(settings: SequencesSettings): Sequences {
  const { dialect, profile, operations, seed, target, reference, judging } = settings;
  const draw = openDraw(seed ^ STREAM);
  const grammar = sequenceGrammar(dialect, profile, operations);
  let labels = 0;
  const running: SequenceSettings = { target, reference, judging, label: () => `fuzz sequence ${labels++}` };
  return {
    run: async (count) => {
      const made = Array.from({ length: count }, () => draw.from(grammar));
      const faults = await Promise.all(made.map((sequence) => faultsIn(sequence, running)));
      return faults.filter(({ length }) => length > 0);
    },
    minimise: async (fault) => {
      const minimal = await minimiseSequence(fault, running);
      if (!minimal) return undefined;
      const { fault: smallest, tried, besides } = minimal;
      const { sequence, trial, observation } = smallest;
      return {
        family: sequenceFamily(smallest, dialect),
        keys: [...new Set(sequence.steps.slice(0, -1).map(({ operation }) => operation))]
          .map((operation) => afterKey(operation, trial.step.operation, observation.path))
          .concat(
            shownKey(trial.step.operation, observation.path),
            observation.path.startsWith('status:')
              ? refusedBehind(sequence.steps.at(-2)?.operation ?? '', trial.reference, dialect)
              : [],
          ),
        tried,
        trial,
        observation,
        requests: requestsOf(smallest, { dialect, reference, label: running.label }),
        finding: (found, asIf) =>
          findingRecord(trial, observation, judging, settings.record, {
            confirmed: { same: CONFIRMED, of: CONFIRMED },
            found,
            asIf,
            besides,
            as: {
              id: sequenceFindingId(smallest),
              family: sequenceFamily(smallest, dialect),
              title: `${sequence.steps.map(({ operation }) => titleOf(dialect, operation)).join(', ')}: ${observation.path}`,
              case: { ...sequence },
            },
          }),
      };
    },
  };
}

/** The requests of a minimal sequence that may have been read otherwise. */
function requestsOf(
  fault: SequenceFault,
  {
    dialect,
    reference,
    label,
  }: Pick<SequencesSettings, 'dialect' | 'reference'> & Pick<SequenceSettings, 'label'>,
): ReadRequest[] {
  const again =
    ({ step }: StepTrial): ReadRequest['again'] =>
    async (one, when) =>
      reference && onReference(fault, { step: step.id, as: readStep(when, one) }, { reference, label });
  const shown = { trial: fault.trial, again: again(fault.trial) };
  const { written } = fault;
  if (!written) return [shown];
  const earlier = titleOf(dialect, written.step.operation);
  return [shown, { trial: written, earlier, again: again(written) }];
}

function titleOf({ operations }: Dialect, id: string): string {
  return operations.find((operation) => operation.id === id)?.title ?? id;
}

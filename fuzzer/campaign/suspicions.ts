import type { ExchangeRecorder } from '../../harness/runner/exchange-record.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import type { FuzzCase } from '../case.ts';
import { findingRecord } from '../findings/finding.ts';
import { coarseId, familyId } from '../findings/finding-id.ts';
import { coarseSequenceId, type SequenceFault } from '../model/investigate-sequence.ts';
import type { Judging } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import type { Lane } from '../world/lane.ts';
import type { FindingsLedger } from './findings-ledger.ts';
import type { Flakes } from './flakes.ts';
import { investigate, type Suspicion } from './investigate.ts';
import type { Sequences } from './sequences.ts';

/** Follows suspicions until they are findings, further sights of findings, or flaky. */
export interface Suspicions {
  readonly follow: (suspicion: Suspicion) => Promise<void>;
  readonly followSequence: (fault: SequenceFault) => Promise<void>;
}

/** What suspicions are followed with. */
export interface SuspicionsSettings {
  readonly lab: Lane;
  readonly sequences: Sequences | undefined;
  readonly judging: Judging;
  readonly record: ExchangeRecorder;
  readonly findings: FindingsLedger;
  readonly flakes: Flakes;
  /** When a finding that is made now was found. @param tried cases that minimising took */
  readonly foundNow: (tried: number) => FindingRecord['found'];
}

/** Coarse ids that turned out flaky so often are not looked at again. */
const MOST_FLAKY = 3;

/** Ready to follow; nothing is sent yet. */
export function openSuspicions(settings: SuspicionsSettings): Suspicions {
  const { lab, sequences, judging, record, findings, flakes, foundNow } = settings;
  const isFlaky = (coarse: string, fuzzCase: FuzzCase, observation: Observation): void => {
    const { oracle, rule, path } = observation;
    const times = flakes.note(coarse, {
      operation: fuzzCase.operation,
      oracle,
      rule,
      path: record.redact(path),
      mutations: fuzzCase.mutations.map(({ slug }) => slug),
    });
    if (times >= MOST_FLAKY) findings.giveUp(coarse);
  };
  return {
    follow: async (suspicion) => {
      const coarse = coarseId(suspicion.fuzzCase, suspicion.observation);
      if (findings.isSettled(coarse)) return;
      const verdict = await investigate(suspicion, lab, judging);
      if (verdict.kind === 'flaky') {
        isFlaky(coarse, suspicion.fuzzCase, suspicion.observation);
        return;
      }
      const { trial, observation, confirmed, tried } = verdict;
      findings.keep(coarse, familyId(trial.fuzzCase, observation), () =>
        findingRecord(trial, observation, judging, record, { confirmed, found: foundNow(tried) }),
      );
    },
    followSequence: async (fault) => {
      const coarse = coarseSequenceId(fault);
      const { fuzzCase } = fault.trial;
      // What one request alone shows is told by the cases.
      if (findings.isSettled(coarse) || findings.isFound(coarseId(fuzzCase, fault.observation))) return;
      const minimal = await sequences?.minimise(fault);
      if (!minimal) {
        isFlaky(coarse, fuzzCase, fault.observation);
        return;
      }
      findings.keep(coarse, minimal.family, () => minimal.finding(foundNow(minimal.tried)));
    },
  };
}

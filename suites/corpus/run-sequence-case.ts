import {
  caseOf,
  fixtureOf,
  idsOf,
  type StepSession,
  sendStep,
  startThread,
} from '../../fuzzer/model/run-sequence.ts';
import type { FuzzSequence } from '../../fuzzer/model/sequence.ts';
import { mutationsBySlug } from '../../fuzzer/mutations/registry.ts';
import { judge } from '../../fuzzer/oracles/judge.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { NOBODY_NAMES, objections, settle } from './settle.ts';

/**
 * Sends the requests of a sequence, one after the other, and judges each answer. What was promised when it was promoted
 * is held against the last one.
 */
export async function runSequenceCase(
  t: CheckContext,
  finding: FindingRecord,
  sequence: FuzzSequence,
): Promise<void> {
  const last = sequence.steps.at(-1);
  let sample: RequestSpec = { op: finding.operation };
  const session: StepSession = {
    dialect: t.dialect,
    operation: t.operation,
    credentials: t.identity,
    // Whoever leased the bucket has logged in.
    identified: async (role) => t.identity(role),
    addressing: t.addressing,
    now: t.now,
    // What is sent through the context is noted there.
    ledger: { note: () => undefined },
    transmit: (request) => t.send({ ...sample, afterSigning: () => request }),
  };
  const thread = startThread(session, t.bucket);
  for (const step of sequence.steps) {
    sample = t.sample(t.operation(step.operation), fixtureOf(thread, step));
    const { exchange, rendered } = await sendStep(thread, sequence, step);
    const trial = {
      fuzzCase: caseOf(sequence, step),
      target: exchange,
      reference: undefined,
      rendered,
      ids: { target: idsOf(thread), reference: [] },
    };
    const observed = judge(trial, { dialect: t.dialect, mutations: mutationsBySlug, names: NOBODY_NAMES });
    const promoted = step === last ? finding.promoted : undefined;
    const { rule, says } = finding;
    settle(t, { rule, says, ...(promoted ? { promoted } : {}) }, exchange, objections(finding, observed));
  }
}

import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { tryInLab } from '../campaign/investigate.ts';
import { parseCase } from '../case.ts';
import { isFieldOfItsOwn } from '../causes/traits.ts';
import { faultsIn, type SequenceSettings } from '../model/investigate-sequence.ts';
import { isSequence, parseSequence } from '../model/sequence.ts';
import { type Judging, judge } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import { outcomeText } from '../outcome.ts';
import type { Lane } from '../world/lane.ts';
import { besideName } from './finding.ts';
import { coarseId } from './finding-id.ts';

/**
 * What sending a finding again comes to. `fixed`: what it tells of is not there any more. `still`: the same. `changed`:
 * something else is wrong in its place. `cannot-run`: it could not be sent.
 */
export interface Replayed {
  readonly state: 'fixed' | 'still' | 'changed' | 'cannot-run';
  /** How often it was the same, of how many times. */
  readonly same: number;
  readonly of: number;
  readonly note: string;
  /** Outcome on the target the last time it was the same, e.g. `404 NoSuchKey`. */
  readonly got?: string | undefined;
}

/** What replaying takes: sequences are run beside the lane. */
export type ReplayJudging = Judging & Pick<SequenceSettings, 'target' | 'reference' | 'label'>;

/** What of a finding it takes to send it again. */
type Replayable = Pick<FindingRecord, 'case' | 'oracle' | 'rule' | 'path' | 'operation' | 'besides'>;

/** Sends the case of a finding again, signed anew. Never throws for what stands in the finding. */
export async function replayFinding(
  finding: Replayable,
  lab: Lane,
  judging: ReplayJudging,
  times = 3,
): Promise<Replayed> {
  if (isSequence(finding.case)) return replaySequence(finding, judging, times);
  let fuzzCase: ReturnType<typeof parseCase>;
  try {
    fuzzCase = parseCase(finding.case);
    const unknown = fuzzCase.mutations.find(({ slug }) => !judging.mutations.has(slug));
    if (unknown) throw new TypeError(`there is no mutation class ${unknown.slug}`);
    if (fuzzCase.dialect !== judging.dialect.name)
      throw new TypeError(`it is of dialect ${fuzzCase.dialect}`);
    if (!judging.dialect.operations.some(({ id }) => id === fuzzCase.operation)) {
      throw new TypeError(`there is no operation ${fuzzCase.operation}`);
    }
  } catch (error) {
    const note = error instanceof TypeError ? error.message : 'the case cannot be read';
    return { state: 'cannot-run', same: 0, of: 0, note };
  }
  const oracle = finding.oracle === 'model' ? 'differential' : finding.oracle;
  const wanted = coarseId(
    fuzzCase,
    withoutCode({ ...finding, oracle, grade: 'fail', expected: '', got: '' }),
  );
  let same = 0;
  let got: string | undefined;
  let other: string | undefined;
  for (let count = 0; count < times; count++) {
    const trial = await tryInLab(fuzzCase, lab);
    if (!trial)
      return { state: 'cannot-run', same, of: count + 1, note: 'its state could not be brought about' };
    const found = judge(trial, judging);
    if (found.some((one) => coarseId(fuzzCase, withoutCode(one)) === wanted)) {
      same++;
      got = outcomeText(judging.dialect, trial.target);
    } else {
      const next = found.find((one) => isInItsPlace(finding, fuzzCase.operation, one));
      other ??= next && `${next.oracle}: ${next.path}`;
    }
  }
  if (same > 0) return { state: 'still', same, of: times, note: '', got };
  if (other !== undefined) return { state: 'changed', same, of: times, note: other };
  return { state: 'fixed', same, of: times, note: '' };
}

/**
 * Whether something else that is wrong counts as a change of the finding: not what was wrong besides it, nor fields that
 * have nothing to do with it, nor, once an outcome is what it should be, what the refusal then turns out to look like.
 */
function isInItsPlace(finding: Replayable, operation: string, one: Observation): boolean {
  if (finding.besides?.includes(besideName(operation, one))) return false;
  if (one.rule === 'error-document' && finding.path.includes('status:')) return false;
  return !isFieldOfItsOwn(one) || fieldOf(one) === fieldOf(finding);
}

/** The field that is wrong. */
function fieldOf({ path }: Pick<Observation, 'path'>): string | undefined {
  return /header ([^: ]+)/.exec(path)?.[1];
}

/** The codes of breakdowns are no part of what findings are sent again for: older ones have none. */
function withoutCode<T extends Pick<Observation, 'path' | 'rule'>>(one: T): T {
  return one.rule === 'no-server-error'
    ? { ...one, path: one.path.replace(/(status:5\d\d) .*$/, '$1') }
    : one;
}

async function replaySequence(finding: Replayable, judging: ReplayJudging, times: number): Promise<Replayed> {
  const { oracle, rule, operation } = finding;
  let sequence: ReturnType<typeof parseSequence>;
  try {
    sequence = parseSequence(finding.case);
    const known = new Set(judging.dialect.operations.map(({ id }) => id));
    const strange = sequence.steps.find((step) => !known.has(step.operation));
    if (strange) throw new TypeError(`there is no operation ${strange.operation}`);
  } catch (error) {
    return {
      state: 'cannot-run',
      same: 0,
      of: 0,
      note: error instanceof TypeError ? error.message : 'it cannot be read',
    };
  }
  let same = 0;
  let got: string | undefined;
  let other: string | undefined;
  for (let count = 0; count < times; count++) {
    let problem: string | undefined;
    const onUnprepared = (why: string): void => {
      problem = why;
    };
    const faults = await faultsIn(sequence, { ...judging, judging, onUnprepared });
    if (problem !== undefined) return { state: 'cannot-run', same, of: count + 1, note: problem };
    const again = faults.find(
      ({ trial, observation }) =>
        trial.step.operation === operation &&
        observation.oracle === oracle &&
        observation.rule === rule &&
        withoutCode(observation).path === withoutCode(finding).path,
    );
    const next = faults.find(({ trial, observation }) =>
      isInItsPlace(finding, trial.step.operation, observation),
    );
    if (again) {
      same++;
      got = outcomeText(judging.dialect, again.trial.target);
    } else if (next) {
      const { trial, observation } = next;
      other ??= `${trial.step.operation}, ${observation.oracle}: ${observation.path}`;
    }
  }
  if (same > 0) return { state: 'still', same, of: times, note: '', got };
  if (other !== undefined) return { state: 'changed', same, of: times, note: other };
  return { state: 'fixed', same, of: times, note: '' };
}

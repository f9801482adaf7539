import { operationById } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { tryInLab } from '../campaign/investigate.ts';
import type { FuzzCase } from '../case.ts';
import { type Judging, judge } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import type { Lane } from '../world/lane.ts';
import type { Trial } from '../world/trial.ts';
import { type CauseKeys, causeKeys } from './cause-keys.ts';

/** What a GET shows of what was seen with HEAD. */
export interface AtGet {
  readonly trial: Trial;
  readonly keys: CauseKeys;
}

/**
 * Asks with GET what was asked with HEAD, whose refusals do not say why. RFC 9110 section 9.3.2.
 * @param operations those that may be sent
 * @returns undefined where it is not about a refusal at HEAD, or GET does not show the same
 */
export async function askedWithGet(
  { fuzzCase, reference, target }: Trial,
  { path }: Observation,
  lab: Lane,
  judging: Judging,
  operations: readonly Operation[],
): Promise<AtGet | undefined> {
  const statuses = [reference?.response?.status, target.response?.status];
  const isRefusal = statuses.some((status = 0) => status >= 400);
  const candidate = isRefusal && /^status:/.test(path) ? withGet(fuzzCase, judging, operations) : undefined;
  const trial = candidate && (await tryInLab(candidate, lab));
  if (!trial || trial.reference?.response?.status !== statuses[0]) return undefined;
  if (!isLike(trial.target.response?.status, statuses[1])) return undefined;
  const observation = judge(trial, judging).find((one) => one.path.startsWith('status:'));
  return observation && { trial, keys: causeKeys(trial, observation, judging.dialect) };
}

/** The operation that gets what HEAD is about, with all else as it is. */
function withGet(
  fuzzCase: FuzzCase,
  { dialect }: Judging,
  operations: readonly Operation[],
): FuzzCase | undefined {
  const head = operationById(dialect, fuzzCase.operation);
  if (head.method !== 'HEAD' || dialect.error.document === undefined) return undefined;
  const get = operations.find(
    ({ method, resource, subresources, profiles }) =>
      method === 'GET' &&
      resource === head.resource &&
      profiles.includes(fuzzCase.profile) &&
      String(subresources) === String(head.subresources),
  );
  return get && { ...fuzzCase, operation: get.id };
}

/** The same status, or successes both: HEAD may have 204 where GET has 200. */
function isLike(one = 0, other = 0): boolean {
  return one === other || (isSuccess(one) && isSuccess(other));
}

function isSuccess(status: number): boolean {
  return status >= 200 && status < 300;
}

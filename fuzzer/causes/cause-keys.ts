import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FuzzCase } from '../case.ts';
import { familyId } from '../findings/finding-id.ts';
import type { Judging } from '../oracles/judge.ts';
import { judge } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import { errorCodeOf, outcomeText } from '../outcome.ts';
import { slotKind, slotName } from '../structured-request.ts';
import type { Trial } from '../world/trial.ts';
import { missedBy, missedByHead } from './traits.ts';

/**
 * What findings are recognised by. `sure` ones are the same cause wherever they are seen. `likely` ones are the same
 * cause only while nothing speaks against it: see `Statistics` and `openExperiments`.
 */
export interface CauseKeys {
  readonly sure: readonly string[];
  readonly likely: readonly string[];
}

/** The keys of a finding. */
export interface FindingKeys extends CauseKeys {
  /** Likely keys that something else may have for the same cause. */
  readonly alsoOf: readonly string[];
}

/** The keys of an observation in a trial; of the case as it is, so that most of them need the minimal one. Pure. */
export function causeKeys(trial: Trial, observation: Observation, dialect: Dialect): CauseKeys {
  return {
    sure: [
      ...serverError(trial, observation, dialect),
      ...signatureRefused(trial, dialect),
      ...difference(observation),
      ...refusedOtherwise(observation),
    ],
    likely: missedBy(dialect, trial, observation),
  };
}

/** The keys of a minimal case. What is wrong with the form of an answer may show in several ways at once. */
export function keysOfFinding(trial: Trial, observation: Observation, judging: Judging): FindingKeys {
  const others = isAboutForm(observation) ? judge(trial, judging).filter(isAboutForm) : [];
  const observations = [observation, ...others];
  const all = observations.map((one) => causeKeys(trial, one, judging.dialect));
  return {
    sure: [
      familyId(trial.fuzzCase, observation),
      ...followUp(trial, observation),
      ...all.flatMap(({ sure }) => sure),
    ],
    likely: [...new Set(all.flatMap(({ likely }) => likely))],
    alsoOf: [...new Set(observations.flatMap((one) => missedByHead(trial, one)))],
  };
}

/**
 * What an operation shows behind another one: the key that a case and a sequence of requests have in common. What is
 * missing after one history, and another value after another one, is one thing that is not kept, or kept too long.
 */
export function afterKey(operation: string, shownBy: string, path: string): string {
  return `${operation} then ${shownBy}: ${path.replace(/:(missing|extra)$/, '')}`;
}

function followUp({ fuzzCase, after }: Trial, { path }: Observation): string[] {
  if (fuzzCase.mutations.length > 0) return [];
  if (!path.startsWith('then ')) return [shownKey(fuzzCase.operation, path)];
  const shown = path.replace(/^then \w+: /, '');
  return after
    ? [afterKey(fuzzCase.operation, after.operation, shown), shownKey(after.operation, shown)]
    : [];
}

/**
 * What an operation shows that is asked for as documented, whatever came before it: the key that cases, what is looked
 * at behind them and sequences have in common.
 */
export function shownKey(operation: string, path: string): string {
  return `${operation} shows ${path}`;
}

/** About what an answer looks like, and not what it says. */
function isAboutForm({ path }: Observation): boolean {
  return !path.includes('status:');
}

/** A server that breaks down in the same way over the same part of requests, where the reference does the same. */
function serverError(trial: Trial, { rule }: Observation, dialect: Dialect): string[] {
  if (rule !== 'no-server-error' || trial.fuzzCase.mutations.length === 0) return [];
  const { target, reference } = trial;
  const kind = !reference?.response
    ? ''
    : reference.response.status < 400
      ? 'accepted'
      : outcomeText(dialect, reference);
  return [['breaks down', outcomeText(dialect, target), kind, ...partsOf(trial.fuzzCase)].join('|')];
}

/**
 * A right signature that is found wrong, over the same kind of part of requests: what the target makes of that part
 * before it compares is not what was signed.
 */
function signatureRefused({ fuzzCase, target, reference }: Trial, dialect: Dialect): string[] {
  const wrong = dialect.refusals['signature-mismatch'];
  if (!wrong || !reference || fuzzCase.signOrder === 'sign-then-mutate') return [];
  const isWrong = (one: Exchange): boolean =>
    one.response?.status === wrong.status && errorCodeOf(dialect, one) === wrong.code;
  if (!isWrong(target) || isWrong(reference)) return [];
  const places = [
    ...fuzzCase.mutations.map(({ slot }) => slotKind(slot)),
    ...fuzzCase.parameters.map((one) => one.in),
  ];
  return [`right signature refused|${[...new Set(places)].toSorted().join('|')}`];
}

/** The parts of a request that its mutations are in; the body as a whole is one. */
function partsOf({ mutations }: FuzzCase): string[] {
  const parts = mutations.map(({ slot }) => {
    const kind = slotKind(slot);
    if (kind === 'element' || kind === 'form' || kind === 'body') return 'body';
    return kind === 'header' || kind === 'query' ? `${kind} ${slotName(slot)}` : kind;
  });
  return [...new Set(parts)].toSorted();
}

/** The same text in place of the same other one, under the same name. */
function difference({ oracle, path, expected, got }: Observation): string[] {
  const [, name] = /([^/ ]+)(?::missing|:extra)?$/.exec(path.includes('/') ? path : '') ?? [];
  if (name === undefined || oracle !== 'differential' || path.includes('status:')) return [];
  return [`differs|${name}|${expected.slice(0, 200)}|${got.slice(0, 200)}`];
}

/** The same refusal in place of the same other one: nothing is let through, it is only told wrongly, wherever that is. */
function refusedOtherwise({ path }: Observation): string[] {
  const [, pair] = /status:([45]\d\d \S+→[45]\d\d \S+)$/.exec(path) ?? [];
  return pair === undefined ? [] : [`refused otherwise|${pair}`];
}

/** Whether the request holds an entity tag that the target gave out otherwise than the reference. */
export function holdsOtherTag({ given, rendered: { request } }: Trial): boolean {
  const [ours, theirs] = [given?.target.tags ?? [], given?.reference?.tags ?? []];
  const other = ours.filter((tag, index) => tag !== theirs[index]);
  if (other.length === 0) return false;
  const values = request.headers.map(([, value]) => value).join('\n');
  const text = `${values}\n${Buffer.from(request.body).toString('latin1')}`.toLowerCase();
  return other.some((tag) => {
    const bare = tag.replaceAll('"', '').toLowerCase();
    return bare !== '' && text.includes(bare);
  });
}

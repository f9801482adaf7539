import type { Dialect } from '../../dialects/core/dialect.ts';
import { familyId } from '../findings/finding-id.ts';
import type { Judging } from '../oracles/judge.ts';
import { judge } from '../oracles/judge.ts';
import type { Observation } from '../oracles/observation.ts';
import type { Trial } from '../world/trial.ts';
import { contentKeys } from './content-keys.ts';
import { breaksDownUnless, headKeys, type KeyUnless, outcomeKeys, refusedBehind } from './outcome-keys.ts';
import { isFieldOfItsOwn, missedBy, missedByHead, missedByOtherDocument } from './traits.ts';

/**
 * What findings are recognised by. `sure` ones are the same cause wherever they are seen. `likely` ones are the same
 * cause only while nothing speaks against it: see `Statistics` and `openExperiments`.
 */
export interface CauseKeys {
  readonly sure: readonly string[];
  readonly likely: readonly string[];
  /** Keys that only other findings have, of which this may be another sight. */
  readonly asked: readonly string[];
  /** Keys of what it also is, if what is seen is not the rule. */
  readonly unless: readonly KeyUnless[];
}

/** The keys of a finding. */
export interface FindingKeys extends CauseKeys {
  /** Keys that something else may have for the same cause, or ask for. */
  readonly alsoOf: readonly string[];
}

/** The keys of an observation in a trial; of the case as it is, so that most of them need the minimal one. Pure. */
export function causeKeys(trial: Trial, observation: Observation, dialect: Dialect): CauseKeys {
  return {
    sure: [
      ...outcomeKeys(trial, observation, dialect),
      ...difference(observation),
      ...lacking(trial, observation),
      ...contentKeys(trial, observation, dialect),
    ],
    likely: missedBy(dialect, trial, observation),
    asked: [...headKeys(trial, observation, dialect).asked, ...shownAnyway(trial, observation)],
    unless: breaksDownUnless(trial, observation, dialect),
  };
}

/** The keys of a minimal case. What is wrong with the form of an answer may show in several ways at once. */
export function keysOfFinding(trial: Trial, observation: Observation, judging: Judging): FindingKeys {
  const all = judge(trial, judging);
  const others = isAboutForm(observation) ? all.filter(isAboutForm) : [];
  // The same may be told by a rule and by comparison.
  const twins = all.filter(({ path }) => path === observation.path);
  const observations = [observation, ...others];
  const keys = observations.map((one) => causeKeys(trial, one, judging.dialect));
  return {
    sure: [
      ...[observation, ...twins].map((one) => familyId(trial.fuzzCase, one)),
      ...followUp(trial, observation, judging.dialect),
      ...keys.flatMap(({ sure }) => sure),
    ],
    likely: [...new Set(keys.flatMap(({ likely }) => likely))],
    asked: keys.flatMap(({ asked }) => asked),
    unless: keys.flatMap(({ unless }) => unless),
    alsoOf: [
      ...new Set(
        observations.flatMap((one) => [
          ...missedByHead(trial, one),
          ...headKeys(trial, one, judging.dialect).kept,
          ...missedByOtherDocument(one),
        ]),
      ),
    ],
  };
}

/**
 * What an operation shows behind another one: the key that a case and a sequence of requests have in common. What is
 * missing after one history, and another value after another one, is one thing that is not kept, or kept too long.
 */
export function afterKey(operation: string, shownBy: string, path: string): string {
  return `${operation} then ${shownBy}: ${path.replace(/:(missing|extra)$/, '')}`;
}

function followUp({ fuzzCase, after }: Trial, { path }: Observation, dialect: Dialect): string[] {
  if (fuzzCase.mutations.length > 0) return [];
  if (!path.startsWith('then ')) return [shownKey(fuzzCase.operation, path)];
  const shown = path.replace(/^then \w+: /, '');
  return after
    ? [
        afterKey(fuzzCase.operation, after.operation, shown),
        shownKey(after.operation, shown),
        ...(shown.startsWith('status:') ? refusedBehind(fuzzCase.operation, after.reference, dialect) : []),
      ]
    : [];
}

/**
 * What an operation shows that is asked for as documented, whatever came before it: the key that cases, what is looked
 * at behind them and sequences have in common.
 */
export function shownKey(operation: string, path: string): string {
  return `${operation} shows ${path}`;
}

/** What the request behind a case shows without that case as well. */
function shownAnyway({ after }: Trial, { path }: Observation): string[] {
  const [, shown] = /^then \w+: (.+)$/.exec(path) ?? [];
  return after && shown !== undefined ? [shownKey(after.operation, shown)] : [];
}

/** About what an answer looks like, and not what it says; fields that nothing else comes of are left out. */
function isAboutForm(observation: Observation): boolean {
  return !observation.path.includes('status:') && !isFieldOfItsOwn(observation);
}

/** The same text in place of the same other one, under the same name. */
function difference({ oracle, path, expected, got }: Observation): string[] {
  const [, name] = /([^/ ]+)(?::missing|:extra)?$/.exec(path.includes('/') ? path : '') ?? [];
  if (name === undefined || oracle !== 'differential' || path.includes('status:')) return [];
  return [`differs|${name}|${expected.slice(0, 200)}|${got.slice(0, 200)}`];
}

/** What one part of a document lacks, or has too much of, after valid requests, whatever operation tells it. */
function lacking({ fuzzCase }: Trial, { path }: Observation): string[] {
  const [, where] = /^(?:then \w+: )?(\/\S+:(?:missing|extra))$/.exec(path) ?? [];
  return where === undefined || fuzzCase.mutations.length > 0 ? [] : [`told|${where}`];
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

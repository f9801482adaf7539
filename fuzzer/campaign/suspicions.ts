import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { ExchangeRecorder } from '../../harness/runner/exchange-record.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import type { FuzzCase } from '../case.ts';
import { type CauseKeys, causeKeys, holdsOtherTag, keysOfFinding } from '../causes/cause-keys.ts';
import { type Explanation, openExperiments } from '../causes/experiments.ts';
import { asIf, explanationKeys, passedOver, readsKeys } from '../causes/explanation-keys.ts';
import { askedWithGet } from '../causes/head-twin.ts';
import type { KeyUnless } from '../causes/outcome-keys.ts';
import { openStatistics } from '../causes/statistics.ts';
import { isFieldOfItsOwn, missedBy, traitsOf } from '../causes/traits.ts';
import { besideName, findingRecord } from '../findings/finding.ts';
import { coarseId } from '../findings/finding-id.ts';
import { sampleCase } from '../grammar/plain-case.ts';
import { coarseSequenceId, type SequenceFault } from '../model/investigate-sequence.ts';
import { REFUSED_CHANGES_NOTHING } from '../oracles/after.ts';
import { isOfOutcome } from '../oracles/further-differences.ts';
import { type Judging, judge } from '../oracles/judge.ts';
import type { Grade, Observation } from '../oracles/observation.ts';
import type { Lane } from '../world/lane.ts';
import type { Trial } from '../world/trial.ts';
import type { FindingsLedger } from './findings-ledger.ts';
import type { Flakes } from './flakes.ts';
import { investigate } from './investigate.ts';
import { openPostponed } from './postponed.ts';
import type { Sequences } from './sequences.ts';
import type { SuspectTrial } from './suspect-trial.ts';

/** Follows suspicions until they are findings, further sights of findings, or flaky. */
export interface Suspicions {
  /** Learns from a trial. @returns undefined where nothing is wrong */
  readonly note: (trial: Trial, observations: readonly Observation[]) => SuspectTrial | undefined;
  /** Follows what is wrong in a trial and is not yet known. */
  readonly follow: (suspect: SuspectTrial) => Promise<void>;
  /** Follows the first thing in a sequence that is not one of single requests. What stands behind it may come of it. */
  readonly followSequence: (faults: readonly SequenceFault[]) => Promise<void>;
  /** Follows what was put off, as far as it has been decided. */
  readonly revisit: () => Promise<void>;
  /** Takes what is still put off for further sights of what it may be. Nothing is sent. */
  readonly finish: () => void;
}

/** What suspicions are followed with. */
export interface SuspicionsSettings {
  readonly lab: Lane;
  readonly sequences: Sequences | undefined;
  readonly judging: Judging;
  /** Operations that may be sent. */
  readonly operations: readonly Operation[];
  readonly record: ExchangeRecorder;
  readonly findings: FindingsLedger;
  readonly flakes: Flakes;
  /** When a finding that is made now was found. @param tried cases that minimising took */
  readonly foundNow: (tried: number) => FindingRecord['found'];
}

/** Faults of sequences are left to the next sequence so often. */
const MOST_LEFT = 4;
/** How bad grades are, the worst first. */
const GRADES: readonly Grade[] = ['fail', 'divergent', 'non-strict', 'informational'];
/** Coarse ids that turned out flaky so often are not looked at again. */
const MOST_FLAKY = 3;

/** How bad something is that may be known: what a refused write seems to have changed is so anyway when it is. */
function gradeIfKnown({ rule, grade }: Observation): Grade {
  return rule === REFUSED_CHANGES_NOTHING ? 'divergent' : grade;
}

/** Ready to follow; nothing is sent yet. */
export function openSuspicions(settings: SuspicionsSettings): Suspicions {
  const { lab, sequences, judging, operations, record, findings, flakes, foundNow } = settings;
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
  const statistics = openStatistics();
  const { dialect } = judging;
  const count = (trial: Trial, missed: ReadonlySet<string>): void => {
    const { operation, mutations } = trial.fuzzCase;
    const context = [operation, ...mutations.map(({ slug }) => slug)].join(' ');
    statistics.note(traitsOf(dialect, trial), missed, context);
  };
  const isUsual = (trial: Trial, observation: Observation): boolean =>
    findings.wasFound(coarseId(trial.fuzzCase, observation)) ||
    missedBy(dialect, trial, observation).some(statistics.lacksAlways);
  const experiments = openExperiments(lab, judging, isUsual);
  /** Key -> keys of findings that also have it unless the target lacks a trait: what came later says whether it does. */
  const conditional = new Map<string, KeyUnless[]>();
  /** The keys that it has and findings have under a condition, as far as the condition is met. */
  const under = ({ sure, unless }: CauseKeys, isMet: (trait: string) => boolean): string[] =>
    [...unless, ...sure.flatMap((key) => conditional.get(key) ?? [])]
      .filter(({ trait }) => isMet(trait))
      .map(({ key }) => key);
  /** The keys that speak for a cause by what is known by now. */
  const speaking = (trial: Trial, keys: CauseKeys): string[] => [
    ...keys.sure,
    ...keys.asked,
    ...under(keys, statistics.has),
    ...keys.likely.filter(statistics.lacksAlways),
    ...(holdsOtherTag(trial) ? ['header etag'] : []),
  ];
  /** The keys that may speak for one once more is known. */
  const open = (keys: CauseKeys): string[] => [
    ...keys.likely.filter(statistics.isOpen),
    ...under(keys, statistics.isOpen),
  ];
  /** The keys of explanations that speak for what is found already. */
  const explaining = async (trial: Trial, found: readonly Explanation[]): Promise<string[]> => {
    // With the same refusal passed over it is the same, whether or not the target reads everything so.
    const passed = passedOver(trial, found, dialect);
    if (passed.some(findings.hasKey)) return passed;
    for (const one of found) {
      const keys = readsKeys(one);
      const isKnown = keys.some(findings.hasKey);
      if (isKnown && (await experiments.isGeneral(one))) return keys;
    }
    return [];
  };
  const postponed = openPostponed();
  /** How often sequences with that coarse id were not followed. */
  const left = new Map<string, number>();
  const mayBeKnown = (keys: CauseKeys): boolean => open(keys).some(findings.hasKey);
  /** @param isLast nothing is put off any more @returns what it waits for where it may be known once more is */
  const followCase = async (
    fuzzCase: FuzzCase,
    observation: Observation,
    coarse: string,
    isLast: boolean,
  ): Promise<'settled' | 'flaky' | CauseKeys> => {
    const verdict = await investigate({ fuzzCase, observation }, lab, judging, operations);
    if (verdict.kind === 'flaky') return 'flaky';
    const { trial, observation: last, confirmed, tried } = verdict;
    const keys = keysOfFinding(trial, last, judging);
    const isAnother = (speaking: readonly string[]): boolean => {
      const isKnown = findings.isKnown(coarse, speaking, gradeIfKnown(last));
      if (isKnown) findings.learn(coarse, causeKeys(trial, last, dialect).sure);
      return isKnown;
    };
    if (isAnother(speaking(trial, keys))) return 'settled';
    const atGet = await askedWithGet(trial, last, lab, judging, operations);
    if (atGet) count(atGet.trial, new Set(atGet.keys.likely));
    const told = atGet ? speaking(atGet.trial, atGet.keys) : [];
    if (isAnother(told)) return 'settled';
    if (atGet && !isLast && mayBeKnown(atGet.keys)) return atGet.keys;
    const explanations = await experiments.explain(trial, last);
    const speaks = [...speaking(trial, keys), ...told, ...(await explaining(trial, explanations))];
    if (isAnother(speaks)) return 'settled';
    const all = judge(trial, judging);
    const besides = all
      .filter((one) => one.path !== last.path && (isFieldOfItsOwn(one) || isUsual(trial, one)))
      .map((one) => besideName(trial.fuzzCase.operation, one));
    const facts = { confirmed, found: foundNow(tried), asIf: asIf(explanations), besides };
    const [first = ''] = keys.sure;
    for (const { key, trait } of keys.unless) {
      conditional.set(key, [...(conditional.get(key) ?? []), { key: first, trait }]);
    }
    const explained = explanationKeys(trial, explanations, dialect);
    const own = [keys, ...(atGet ? [atGet.keys] : [])].flatMap(({ sure, likely }) => [...sure, ...likely]);
    findings.keep(coarse, findingRecord(trial, last, judging, record, facts), {
      keys: [...own, ...keys.alsoOf, ...explained],
      speaking: speaks,
      paths: isFieldOfItsOwn(last) ? [last.path] : all.map(({ path }) => path),
    });
    return 'settled';
  };
  /** Whether it is known of single requests, which tell it themselves, or always so. */
  const isOfOneRequest = (fault: SequenceFault): boolean => {
    const { trial, observation } = fault;
    if (findings.isFound(coarseId(trial.fuzzCase, observation))) return true;
    const usual = causeKeys(trial, observation, dialect).likely.filter(statistics.lacksAlways);
    return findings.isKnown(coarseSequenceId(fault), usual, gradeIfKnown(observation));
  };
  const followOne = async (
    suspect: SuspectTrial,
    observation: Observation,
    coarse: string,
    isLast = false,
  ): Promise<void> => {
    const { fuzzCase } = suspect.trial;
    const came = await followCase(fuzzCase, observation, coarse, isLast);
    if (came === 'flaky') isFlaky(coarse, fuzzCase, observation);
    else if (came !== 'settled') postponed.add({ suspect, observation, coarse, keys: came });
  };
  return {
    note: (trial, observations) => {
      const missed = new Set(observations.flatMap((one) => missedBy(dialect, trial, one)));
      postponed.tick();
      // Of what is no HTTP only matters whether it is refused: nobody looks how.
      const isCompared = trial.rendered.raw === undefined || missed.size > 0;
      if (isCompared) count(trial, missed);
      const isAgreed = observations.every((one) => !isOfOutcome(one) && isUsual(trial, one));
      if (trial.reference && isAgreed) experiments.agreed(trial);
      if (observations.length > 0) {
        const worst = observations.toSorted((a, b) => GRADES.indexOf(a.grade) - GRADES.indexOf(b.grade));
        return { trial, observations: worst };
      }
      return undefined;
    },
    follow: async (suspect) => {
      const { trial, observations } = suspect;
      const seen = observations.map((observation) => {
        const coarse = coarseId(trial.fuzzCase, observation);
        const keys = causeKeys(trial, observation, dialect);
        const isKnown =
          findings.isSettled(coarse) ||
          findings.isKnown(coarse, [...speaking(trial, keys), inSequence(coarse)], gradeIfKnown(observation));
        return { observation, coarse, keys, isKnown };
      });
      const known = seen.filter(({ isKnown }) => isKnown);
      for (const { observation, coarse, keys, isKnown } of seen) {
        // What is known shows in several ways at once, in every answer that has room for them.
        if (isKnown || known.some((other) => findings.showsAs(other.coarse, observation.path))) continue;
        if (mayBeKnown(keys)) {
          postponed.add({ suspect, observation, coarse, keys });
          continue;
        }
        // What else is wrong there may come of the same, and is looked at when it is seen again.
        return followOne(suspect, observation, coarse);
      }
    },
    revisit: async () => {
      for (const { suspect, observation, coarse, keys } of postponed.takeDue(mayBeKnown)) {
        if (findings.isSettled(coarse)) continue;
        if (findings.isKnown(coarse, speaking(suspect.trial, keys), gradeIfKnown(observation))) continue;
        await followOne(suspect, observation, coarse, true);
      }
    },
    finish: () => {
      // Nothing has spoken against it to the end.
      for (const { coarse, keys } of postponed.takeAll()) findings.isKnown(coarse, open(keys), 'divergent');
    },
    followSequence: async (faults) => {
      const fault = faults.find((one) => !isOfOneRequest(one));
      if (!fault) return;
      const coarse = coarseSequenceId(fault);
      const { trial, observation } = fault;
      const asCase = coarseId(trial.fuzzCase, observation);
      if (findings.isSettled(coarse)) return;
      const keys = causeKeys(trial, observation, dialect);
      if (findings.isKnown(coarse, speaking(trial, keys), gradeIfKnown(observation))) return;
      // Sequences tell of the same again and again: what may be known is left to the next one.
      const times = (left.get(coarse) ?? 0) + 1;
      left.set(coarse, times);
      if (mayBeKnown(keys) && times <= MOST_LEFT) return;
      const alone = await followCase(onItsOwn(trial.fuzzCase, dialect), observation, asCase, true);
      if (alone === 'settled') return;
      const minimal = await sequences?.minimise(fault);
      if (!minimal) {
        isFlaky(coarse, trial.fuzzCase, observation);
        return;
      }
      const own = [minimal.family, ...minimal.keys];
      const smallest = causeKeys(minimal.trial, minimal.observation, dialect);
      const grade = gradeIfKnown(minimal.observation);
      const speaks = [...own, ...speaking(minimal.trial, smallest)];
      if (findings.isKnown(coarse, speaks, grade)) return;
      const explanations = await experiments.explain(minimal.trial, minimal.observation, minimal.requests);
      const readSo = await explaining(minimal.trial, explanations);
      if (findings.isKnown(coarse, readSo, grade)) return;
      const explained = explanationKeys(minimal.trial, explanations, dialect);
      findings.keep(coarse, minimal.finding(foundNow(minimal.tried), asIf(explanations)), {
        keys: [...own, ...keys.sure, ...smallest.sure, ...keys.likely, ...explained, inSequence(asCase)],
        speaking: [...speaks, ...readSo],
      });
    },
  };
}

/** A step of a sequence as a case, in the state that its operation needs. */
function onItsOwn(step: FuzzCase, dialect: Dialect): FuzzCase {
  return { ...step, state: sampleCase(dialect, step.profile, operationById(dialect, step.operation)).state };
}

/** The key of a sequence by which a case that shows the same is known. @param coarse the coarse id of the case */
function inSequence(coarse: string): string {
  return `in a sequence ${coarse}`;
}

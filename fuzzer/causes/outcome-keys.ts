import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { FuzzCase } from '../case.ts';
import type { Observation } from '../oracles/observation.ts';
import { errorCodeOf, isRefusal, outcomeKind, outcomeText } from '../outcome.ts';
import { slotKind, slotName } from '../structured-request.ts';
import type { Trial } from '../world/trial.ts';
import { missedBy, seenIn } from './traits.ts';

/** What both servers answered that an observation is about; undefined without a reference or an answer of it. */
interface Outcomes {
  readonly operation: string;
  readonly target: Exchange;
  readonly reference: Exchange;
}

/** The keys of an observation that is about what came of a request. Pure. */
export function outcomeKeys(trial: Trial, observation: Observation, dialect: Dialect): string[] {
  return [
    ...serverError(trial, observation, dialect),
    ...signatureRefused(trial, dialect),
    ...signaturePassed(trial, observation, dialect),
    ...refusedOtherwise(trial, observation, dialect),
    ...acceptedOtherwise(trial, observation),
    ...conditionIgnored(trial, observation),
  ];
}

/**
 * The same refusal seen with HEAD, whose answers have no code, and with another method: each is kept under one key and
 * asks for that of the other, so that two refusals with other codes do not become one by way of HEAD.
 */
export function headKeys(
  trial: Trial,
  observation: Observation,
  dialect: Dialect,
): { readonly kept: string[]; readonly asked: string[] } {
  const { operation, reference, target } = outcomesOf(trial, observation) ?? {};
  const [ours, theirs] = [target?.response?.status ?? 0, reference?.response?.status ?? 0];
  if (!target || operation === undefined || !isTold(ours) || !isTold(theirs) || ours === theirs) {
    return { kept: [], asked: [] };
  }
  const what = `${operationById(dialect, operation)?.resource}|${theirs}→${ours}`;
  const [head, others] = [`refused otherwise at HEAD|${what}`, `refused otherwise, as HEAD has it|${what}`];
  return target.request.method === 'HEAD'
    ? { kept: [head], asked: [head, others] }
    : { kept: [others], asked: [head] };
}

function outcomesOf(trial: Trial, observation: Observation): Outcomes | undefined {
  if (!observation.path.includes('status:')) return undefined;
  const seen = seenIn(trial, observation);
  const { target, reference } = seen;
  const { operation } = seen === trial.after ? trial.after : trial.fuzzCase;
  return reference?.response && target.response ? { target, reference, operation } : undefined;
}

/** Nothing is let through: refused, or not modified. */
function isTold(status: number): boolean {
  return (status >= 400 && status < 500) || status === 304;
}

/** A key that speaks unless the target lacks a trait wherever it is to be expected. */
export interface KeyUnless {
  readonly key: string;
  readonly trait: string;
}

/** A server that breaks down in the same way over the same part of requests, where the reference does the same. */
function serverError(trial: Trial, observation: Observation, dialect: Dialect): string[] {
  const { reference } = trial;
  if (!isBreakdown(trial, observation)) return [];
  const kind = reference && isRefusal(reference) ? outcomeText(dialect, reference) : ACCEPTED;
  return [breaksDown(trial, kind, dialect)];
}

/**
 * A server that breaks down where the reference refuses may do so because it has no better refusal: then it always does.
 * Otherwise it is the key of its breaking down over that part of requests, whether they are to be refused or not.
 */
export function breaksDownUnless(trial: Trial, observation: Observation, dialect: Dialect): KeyUnless[] {
  const { reference } = trial;
  if (!isBreakdown(trial, observation) || !reference || !isRefusal(reference)) return [];
  return missedBy(dialect, trial, observation).map((trait) => ({
    key: breaksDown(trial, ACCEPTED, dialect),
    trait,
  }));
}

const ACCEPTED = 'accepted';

function isBreakdown({ fuzzCase }: Trial, { rule }: Observation): boolean {
  return rule === 'no-server-error' && fuzzCase.mutations.length > 0;
}

/** @param kind what the reference does */
function breaksDown({ fuzzCase, target }: Trial, kind: string, dialect: Dialect): string {
  return ['breaks down', outcomeText(dialect, target), kind, ...partsOf(fuzzCase)].join('|');
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

/** A signature for another method than the one it comes with, which the reference finds wrong and the target does not. */
function signaturePassed(trial: Trial, { path }: Observation, dialect: Dialect): string[] {
  const { fuzzCase, target, reference, rendered } = trial;
  const wrong = dialect.refusals['signature-mismatch'];
  const { method } = operationById(dialect, fuzzCase.operation);
  if (!wrong || !reference || !path.startsWith('status:') || rendered.request.method === method) return [];
  // HEAD has no codes.
  const isWrong = (one: Exchange): boolean =>
    one.response?.status === wrong.status &&
    (one.request.method === 'HEAD' || errorCodeOf(dialect, one) === wrong.code);
  return isWrong(reference) && !isWrong(target) ? ['wrong signature passed|method'] : [];
}

/** The same refusal in place of the same other one: nothing is let through, it is only told wrongly, wherever that is. */
function refusedOtherwise(trial: Trial, observation: Observation, dialect: Dialect): string[] {
  const { operation, target, reference } = outcomesOf(trial, observation) ?? {};
  if (!target || !reference || operation === undefined) return [];
  if (![target, reference].every(({ response }) => isTold(response?.status ?? 0))) return [];
  const [ours, theirs] = [outcomeText(dialect, target), outcomeText(dialect, reference)];
  if (ours === theirs) return [];
  const what = `refused otherwise|${theirs}→${ours}`;
  if (dialect.error.document === undefined) {
    // Where no refusal has a code a status says as much as there is; 400 says nothing.
    const { resource } = operationById(dialect, operation);
    return ours === '400' || theirs === '400' ? [] : [`${what}|${resource}`];
  }
  const hasCodes = [ours, theirs].every((text) => text === '304' || text.includes(' '));
  return hasCodes && target.request.method !== 'HEAD' ? [what] : [];
}

const CONDITION = /(^|-copy-source-)if-((none-)?match|(un)?modified-since)$/;

/**
 * A valid request with one condition that the reference goes by, and the target does not: the key that findings have
 * which are explained by there being no such field.
 */
function conditionIgnored(trial: Trial, { path }: Observation): string[] {
  const { fuzzCase, reference, target, rendered } = trial;
  const goesBy = [304, 412].includes(reference?.response?.status ?? 0);
  if (fuzzCase.mutations.length > 0 || !path.startsWith('status:') || !goesBy) return [];
  if (outcomeKind(target) !== 'accepted' || target.response?.status === 304) return [];
  const conditions = rendered.request.headers
    .map(([name]) => name.toLowerCase())
    .filter((name) => CONDITION.test(name));
  return conditions.length === 1 ? [readsKey(`without-field ${conditions[0]}`)] : [];
}

/** Successes that say the same of a request, and only differ in how; not 206, and not what has conditions. */
const MERE_SUCCESSES: ReadonlySet<number> = new Set([200, 201, 202, 204]);

/** The same success in place of the same other one: what was asked for was done, it is only told wrongly. */
function acceptedOtherwise(trial: Trial, observation: Observation): string[] {
  const { target, reference } = outcomesOf(trial, observation) ?? {};
  const [ours, theirs] = [target?.response?.status ?? 0, reference?.response?.status ?? 0];
  return ours !== theirs && MERE_SUCCESSES.has(ours) && MERE_SUCCESSES.has(theirs)
    ? [`accepted otherwise|${theirs}→${ours}`]
    : [];
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

/**
 * What the reference refuses behind an operation, and the target does otherwise: the key that a look behind a case and a
 * sequence have in common. None where the refusal has no code, which hardly says why.
 */
export function refusedBehind(
  operation: string,
  reference: Exchange | undefined,
  dialect: Dialect,
): string[] {
  const code = reference && errorCodeOf(dialect, reference);
  return reference && code !== undefined
    ? [`no longer refused behind ${operation}|${outcomeText(dialect, reference)}`]
    : [];
}

/** The key of findings that a reading explains. @param name the reading's name and subject */
export function readsKey(name: string): string {
  return `reads ${name}`;
}

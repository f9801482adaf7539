import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { REFUSED_CHANGES_NOTHING } from '../oracles/after.ts';
import type { Observation } from '../oracles/observation.ts';
import { isComparable, outcomeText } from '../outcome.ts';
import type { Trial } from '../world/trial.ts';

/** A status above which answers are refusals. */
const FIRST_REFUSAL = 400;

/** Invariants that are about the outcome of a request. */
const OUTCOME_RULES: ReadonlySet<string> = new Set(['no-server-error', REFUSED_CHANGES_NOTHING]);

/** Where an answer stands that is a refusal. */
const REFUSED = 'refused';

function inRefusals(trait: string): string {
  return `${trait}, ${REFUSED}`;
}

/** Where an answer stands: anywhere, behind a method, among refusals. */
function contextsOf({ request, response }: Exchange): string[] {
  const method = `method ${request.method.split(' ')[0]}`;
  return (response?.status ?? 0) >= FIRST_REFUSAL ? ['', method, REFUSED] : ['', method];
}

function within(trait: string, exchange: Exchange): string[] {
  return contextsOf(exchange).map((context) => (context === '' ? trait : `${trait}, ${context}`));
}

/**
 * What the reference's answer has, so that it can be counted how often the target's has not: texts without values. Where
 * the outcomes differ nothing else is compared.
 */
export function traitsOf(dialect: Dialect, { reference, target }: Trial): string[] {
  const { response } = reference ?? {};
  if (!reference || !response) return [];
  const isRefusal = response.status >= FIRST_REFUSAL;
  const isTold = isRefusal && response.body.length > 0;
  const outcome = isRefusal ? outcomeTraits(dialect, reference) : [];
  if (!isComparable(outcomeText(dialect, target), outcomeText(dialect, reference))) return outcome;
  return [
    ...outcome,
    ...(isTold ? within('error document', reference) : []),
    ...[...new Set(response.headers.map(([name]) => name.toLowerCase()))].flatMap((name) =>
      within(`header ${name}`, reference),
    ),
  ];
}

/**
 * The answer to HEAD has no code: refusals are told apart by their status only. Where no refusal has one, 400 does not say
 * what it is about, and a server that never gives it may lack many checks.
 */
function outcomeTraits(dialect: Dialect, exchange: Exchange): string[] {
  if (dialect.error.document === undefined && exchange.response?.status === 400) return [];
  return exchange.request.method === 'HEAD'
    ? [headTrait(exchange)]
    : [`outcome ${outcomeText(dialect, exchange)}`];
}

function headTrait({ response }: Exchange): string {
  return `outcome ${response?.status}, method HEAD`;
}

/** What an observation is about: the case itself, or the request that was sent behind it. */
export function seenIn(trial: Trial, { path }: Observation): Pick<Trial, 'target' | 'reference'> {
  return path.startsWith('then ') ? (trial.after ?? trial) : trial;
}

/** Fields that are wrong together: those of content or of a document that is another one, of metadata, of other sites. */
const TOGETHER = /^header (content-|etag|last-modified|x-[a-z]+-hash|x-[a-z-]*meta-|access-control-)/;

/** Whether what is wrong is a field that has nothing to do with what else an answer has. */
export function isFieldOfItsOwn({ path }: Pick<Observation, 'path'>): boolean {
  const seen = path.replace(/^then \w+: |^HEAD /, '');
  return seen.startsWith('header ') && !TOGETHER.test(seen);
}

/** What is no error document is declared as something else: the trait of the field that says so. */
export function missedByOtherDocument({ rule }: Observation): string[] {
  return rule === 'error-document' ? [inRefusals('header content-type')] : [];
}

/** What HEAD has in place of the traits that an observation says are missed, where it may come of the same. */
export function missedByHead(trial: Trial, observation: Observation): string[] {
  const { reference } = seenIn(trial, observation);
  const isRefusal = (reference?.response?.status ?? 0) >= FIRST_REFUSAL;
  return reference && isRefusal && observation.path.includes('status:') ? [headTrait(reference)] : [];
}

/** The traits that an observation says the target's answer lacks. */
export function missedBy(dialect: Dialect, trial: Trial, observation: Observation): string[] {
  const { oracle, rule, path } = observation;
  const { reference } = seenIn(trial, observation);
  if (!reference?.response) return [];
  const seen = path.replace(/^then \w+: |^HEAD /, '');
  const [, header] = /^header ([^:]+)/.exec(seen) ?? [];
  if (header !== undefined) return within(`header ${header.toLowerCase()}`, reference);
  if (reference.response.status < FIRST_REFUSAL) return [];
  if (rule === 'error-document' || seen.startsWith('/Error') || seen === 'error code:missing')
    return within('error document', reference);
  const isOutcome = seen.startsWith('status:') && (oracle !== 'invariant' || OUTCOME_RULES.has(rule));
  return isOutcome ? outcomeTraits(dialect, reference) : [];
}

import { createHash } from 'node:crypto';
import type { FuzzCase } from '../case.ts';
import type { Observation } from '../oracles/observation.ts';
import { slotKind } from '../structured-request.ts';

const DIGITS = 12;

function digest(parts: readonly string[]): string {
  return createHash('sha256').update(parts.join('\u0000')).digest('hex').slice(0, DIGITS);
}

/**
 * What a finding is before it is minimised: who objects to what in which operation, whatever brought it about. No
 * values, seeds or times. A smaller case counts as the same finding only with the same coarse id.
 */
export function coarseId({ dialect, operation }: FuzzCase, { oracle, rule, path }: Observation): string {
  return digest([dialect, operation, oracle, ruleName(oracle, rule), path]);
}

/** Rules of mutations have the name of a class, which the minimiser may exchange for none; the oracle says it all. */
function ruleName(oracle: Observation['oracle'], rule: string): string {
  return oracle === 'differential' ? '' : rule;
}

/** What a finding is once it is minimal: the coarse id, and the classes and kinds of slots that are needed for it. */
export function findingId(fuzzCase: FuzzCase, observation: Observation): string {
  return `F-${digest([coarseId(fuzzCase, observation), ...needed(fuzzCase)])}`;
}

/**
 * The same bug seen elsewhere has the same family: on another operation, whose success has a status of its own; where
 * the reference says something else than there; by a rule or by comparison; through another change behind the back of
 * the signature, all of which are the same to a server that does not look; or in the form of whatever answer something
 * brought about. What else is one cause, `causes/` finds out.
 */
export function familyId(fuzzCase: FuzzCase, { oracle, rule, path }: Observation): string {
  const seen = path.replace(/^then \w+: /, '');
  const isStatus = seen.startsWith('status:') && JUDGES_OUTCOME.has(oracle);
  const kinds = seen
    .replace(/^status:.*→/, 'status:→')
    .replace(/→2\d\d$/, '→accepted')
    .replace(/(→|^status:)(\d{3}) .*$/, '$1$2');
  const isBehind = fuzzCase.signOrder === 'sign-then-mutate' && fuzzCase.mutations.length > 0;
  const changes = isOfForm(rule) ? [] : isBehind ? ['behind the signature'] : needed(fuzzCase);
  const who = isStatus ? ['outcome', ''] : [oracle, ruleName(oracle, rule)];
  return digest([fuzzCase.dialect, ...who, kinds, ...changes]);
}

/** Rules about the form of answers. */
const FORM: ReadonlySet<string> = new Set(['request-id', 'error-document', 'success-headers']);

/** Whether a rule is about the form of an answer, whatever brought it about; so are those on how answers are framed. */
function isOfForm(rule: string): boolean {
  return FORM.has(rule) || rule.startsWith('anomaly-');
}

/** Who says what has to come of a request. */
const JUDGES_OUTCOME: ReadonlySet<Observation['oracle']> = new Set(['rule', 'metamorphic', 'differential']);

function needed({ mutations, signOrder }: FuzzCase): string[] {
  const steps = mutations.map(({ slug, slot }) => `${slug} ${slotKind(slot)}`).toSorted();
  return steps.length === 0 ? steps : [...steps, signOrder];
}

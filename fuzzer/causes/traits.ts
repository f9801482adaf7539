import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import type { Observation } from '../oracles/observation.ts';
import { outcomeText } from '../outcome.ts';
import type { Trial } from '../world/trial.ts';

/** A status above which answers are refusals. */
const FIRST_REFUSAL = 400;

/** Where an answer stands: anywhere, behind a method, among refusals. */
function contextsOf({ request, response }: Exchange): string[] {
  const method = `method ${request.method.split(' ')[0]}`;
  return (response?.status ?? 0) >= FIRST_REFUSAL ? ['', method, 'refused'] : ['', method];
}

function within(trait: string, exchange: Exchange): string[] {
  return contextsOf(exchange).map((context) => (context === '' ? trait : `${trait}, ${context}`));
}

/** What the reference's answer has, so that it can be counted how often the target's has not: texts without values. */
export function traitsOf(dialect: Dialect, { reference }: Trial): string[] {
  const { response } = reference ?? {};
  if (!reference || !response) return [];
  const isRefusal = response.status >= FIRST_REFUSAL;
  return [
    ...(isRefusal ? [outcomeTrait(dialect, reference), ...within('error document', reference)] : []),
    ...[...new Set(response.headers.map(([name]) => name.toLowerCase()))].flatMap((name) =>
      within(`header ${name}`, reference),
    ),
  ];
}

function outcomeTrait(dialect: Dialect, exchange: Exchange): string {
  return `outcome ${outcomeText(dialect, exchange)}`;
}

/** The traits that an observation says the target's answer lacks. */
export function missedBy(dialect: Dialect, trial: Trial, { oracle, rule, path }: Observation): string[] {
  const { reference } = path.startsWith('then ') ? (trial.after ?? trial) : trial;
  if (!reference?.response) return [];
  const seen = path.replace(/^then \w+: |^HEAD /, '');
  const [, header] = /^header ([^:]+)/.exec(seen) ?? [];
  if (header !== undefined) return within(`header ${header.toLowerCase()}`, reference);
  if (reference.response.status < FIRST_REFUSAL) return [];
  if (rule === 'error-document' || seen.startsWith('/Error') || seen === 'error code:missing')
    return within('error document', reference);
  const isOutcome = seen.startsWith('status:') && (oracle !== 'invariant' || rule === 'no-server-error');
  return isOutcome ? [outcomeTrait(dialect, reference)] : [];
}

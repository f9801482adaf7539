import { headerValue } from '../../dialects/core/headers.ts';
import { readBody } from '../../harness/verify/read-body.ts';
import { verify } from '../../harness/verify/verify.ts';
import { isThrottled, outcomeText } from '../outcome.ts';
import type { Judged, Observation } from './observation.ts';
import { withoutPositions } from './path.ts';

/** What holds for every response: no 5xx, a request id, errors and successes of the documented form. */
export function invariantOracle(judged: Judged): Observation[] {
  const { response, failure } = judged.exchange;
  if (!response || failure || isThrottled(judged.exchange)) return [];
  return [...serverError(judged), ...requestId(judged), ...errorDocument(judged), ...success(judged)];
}

function observe(rule: string, path: string, expected: string, got: string, source?: string): Observation {
  return { oracle: 'invariant', rule, grade: 'fail', path, expected, got, source };
}

function serverError({ dialect, exchange }: Judged): Observation[] {
  const { response } = exchange;
  if (!response || response.status < 500 || response.status === 501 || response.status === 505) return [];
  const outcome = outcomeText(dialect, exchange);
  return [observe('no-server-error', `status:${outcome}`, 'no 5xx', outcome, 'RFC 9110 section 15.6')];
}

/** A message that is no HTTP may be refused by what knows nothing of the API. */
function isBelowApi({ trial, exchange }: Judged): boolean {
  return trial.rendered.raw !== undefined && (exchange.response?.status ?? 0) >= 400;
}

function requestId(judged: Judged): Observation[] {
  const { dialect, exchange } = judged;
  const name = dialect.requestIdHeader;
  const value = headerValue(exchange.response?.headers ?? [], name);
  if ((value !== undefined && value !== '') || isBelowApi(judged)) return [];
  return [observe('request-id', `header ${name.toLowerCase()}:missing`, 'present', 'absent')];
}

function errorDocument(judged: Judged): Observation[] {
  const { dialect, exchange } = judged;
  const { response, request } = exchange;
  const { document } = dialect.error;
  if (!response || response.status < 400 || request.method === 'HEAD') return [];
  if (document === undefined || isBelowApi(judged)) return [];
  const { problems } = readBody(dialect, document, response.body);
  const [problem] = problems;
  if (problem === undefined) return [];
  return [observe('error-document', `error ${withoutPositions(problem)}`, `document ${document}`, problem)];
}

/** A status that the operation documents as success brings with it the documented headers and document. */
function success(judged: Judged): Observation[] {
  const { dialect, operation, exchange, applied } = judged;
  const { response, request } = exchange;
  const documented = operation.success.find(({ status }) => status.includes(response?.status ?? 0));
  // With another method or target it may be the success of another operation.
  const selecting = `header:${operation.selectingHeader?.toLowerCase() ?? ''}`;
  const isOther = applied.some(
    ({ slot, mutation }) =>
      /^(method|query|path|framing|header$)/.test(slot) || slot === selecting || mutation.group === 'method',
  );
  if (!response || !documented || request.method !== operation.method || isOther) return [];
  const missing = documented.headers.filter((name) => headerValue(response.headers, name) === undefined);
  const facets =
    request.method === 'HEAD' || typeof documented.body !== 'object'
      ? []
      : verify(dialect, operation, exchange, { success: true });
  return [
    ...missing.map((name) =>
      observe('success-headers', `header ${name.toLowerCase()}:missing`, 'present', 'absent'),
    ),
    ...facets
      .slice(0, 1)
      .map(({ facet, expected, got }) =>
        observe('success-document', `${facet} ${withoutPositions(got)}`, expected, got),
      ),
  ];
}

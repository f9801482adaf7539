import { headerValue } from '../../dialects/core/headers.ts';
import type { ReceivedResponse } from '../../harness/transport/exchange.ts';
import { outcomeKind } from '../outcome.ts';
import type { Judged, Observation } from './observation.ts';

/** Whether the connection behaved: an answer in time, readable, and nothing behind it. */
export function transportOracle({ exchange, trial }: Judged): Observation[] {
  const { response, failure } = exchange;
  const found: Observation[] = [];
  const fail = (rule: string, expected: string, got: string, source?: string): void => {
    found.push({ oracle: 'transport', rule, grade: 'fail', path: rule, expected, got, source });
  };
  switch (outcomeKind(exchange)) {
    case 'hang':
      // A server may wait for the rest of what was announced.
      if (trial.rendered.raw === undefined) fail('hang', 'an answer in time', failure?.kind ?? 'none');
      break;
    case 'unreadable':
      if (mayBeContentOfRefusal(trial, response)) break;
      fail('unreadable', 'a readable response', failure?.detail ?? failure?.kind ?? 'none', 'RFC 9112');
      break;
    case 'cut-off':
      // Closing the connection is an answer to what is no HTTP.
      if (trial.rendered.raw === undefined) fail('cut-off', 'an answer', failure?.kind ?? 'none');
      break;
    default:
  }
  const isFurther = failure !== undefined && expectsFurther(trial) && isWhole(response);
  if (response && failure && !isFurther && outcomeKind(exchange) === 'accepted') {
    fail('incomplete', 'the whole response', failure.kind, 'RFC 9112 section 8');
  }
  for (const anomaly of response?.anomalies ?? []) {
    if (anomaly === 'chunk-extension') continue;
    if (anomaly === 'bytes-after-end' && trial.rendered.raw !== undefined && mayHaveTwoAnswers(trial))
      continue;
    fail(`anomaly-${anomaly}`, 'a response without it', anomaly, 'RFC 9112');
  }
  return found;
}

/** Bytes that were sent behind the request, or a body that nobody announced, may be taken for another request. */
function mayHaveTwoAnswers({ fuzzCase }: Judged['trial']): boolean {
  return fuzzCase.mutations.some(({ slot }) => slot === 'framing' || slot === 'method');
}

/** Several requests were sent at once. A server may close the connection behind any of them, RFC 9112 section 9.6. */
function expectsFurther({ rendered }: Judged['trial']): boolean {
  return (rendered.raw?.options.responsesTo?.length ?? 1) > 1;
}

/**
 * Who cannot read a request line does not know that it begins with HEAD, and sends the content of the refusal, which
 * looks like a further answer that cannot be read.
 */
function mayBeContentOfRefusal(
  { rendered }: Judged['trial'],
  response: ReceivedResponse | undefined,
): boolean {
  const [first, ...further] = rendered.raw?.options.responsesTo ?? [];
  return first === 'HEAD' && further.length > 0 && (response?.status ?? 0) >= 400;
}

/** Whether an answer is as long as it says: what failed then is the one behind it. */
function isWhole(response: ReceivedResponse | undefined): boolean {
  if (!response || response.framing === 'none') return response !== undefined;
  const length = headerValue(response.headers, 'content-length');
  return response.framing === 'content-length' && length === String(response.body.length);
}

import type { HeaderList } from '../../dialects/core/headers.ts';
import type { ExchangeRecord } from '../../reports/record.ts';
import { bodyRecord } from './body-digest.ts';
import type { Exchange } from './exchange.ts';
import type { Redactor } from './redact.ts';

/** What a record says of the wire: an exchange record without what only the session knows. */
export type WireRecord = Pick<ExchangeRecord, 'request' | 'response' | 'failure' | 'durationMs'>;

/** The redacted, printable form of an exchange. This is the only way from an exchange into a record. */
export function wireRecord(
  { request, response, failure, durationMs }: Exchange,
  rules: Redactor,
): WireRecord {
  const redactor = rules.within(request);
  const fields = (headers: HeaderList): [string, string][] =>
    headers.map(([name, value]) => [redactor.text(name), redactor.header(name, value)]);
  return {
    request: {
      method: redactor.text(request.method),
      target: redactor.target(request.target),
      headers: fields(request.headers),
      body: bodyRecord(request.body, redactor.bytes),
      transport: request.transport,
    },
    ...(response
      ? {
          response: {
            status: response.status,
            reason: redactor.text(response.reason),
            httpVersion: response.httpVersion ?? '',
            headers: fields(response.headers),
            body: bodyRecord(response.body, redactor.bytes),
            interim: response.interim.map(({ status }) => status),
          },
        }
      : {}),
    ...(failure ? { failure: { kind: failure.kind, message: redactor.text(failure.message) } } : {}),
    durationMs,
  };
}

import type { Dialect } from '../../dialects/core/dialect.ts';
import { textAt } from '../../dialects/core/document-access.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { readBody } from '../../harness/verify/read-body.ts';
import { clip } from '../../reports/escape.ts';

/** True for an answer with a status that the operation documents as success. */
export function succeeded(operation: Operation, { response }: Exchange): boolean {
  return response !== undefined && operation.success.some(({ status }) => status.includes(response.status));
}

/** Longest part of a target's own message that is repeated. */
const SHOWN = 200;

/** An answer in a few words: `status 403 InvalidAccessKeyId (no such key)`, or why there is none. Not redacted. */
export function describeAnswer(dialect: Dialect, { response, failure }: Exchange): string {
  if (!response) return failure?.message ?? 'no response';
  const { document, code, message } = dialect.error;
  const { value } = document === undefined ? {} : readBody(dialect, document, response.body);
  const name = textAt(value, code);
  const said = textAt(value, message);
  return [
    `status ${response.status}`,
    ...(name === undefined ? [] : [clip(name, SHOWN)]),
    ...(said === undefined ? [] : [`(${clip(said, SHOWN)})`]),
  ].join(' ');
}

import type { Malformed, MalformedKind, RenderMalformed } from '../http/malformed.ts';
import { errorReply, type ResponseIds } from './error-reply.ts';

const REFUSALS: Partial<Readonly<Record<MalformedKind, string>>> = {
  incomplete: 'incomplete-body',
  timeout: 'request-timeout',
};

/** The error document for what never was a request: always a 4xx. T-ERR-29. */
export function malformedReply(problem: Malformed, ids: ResponseIds): ReturnType<RenderMalformed> {
  const refusal = REFUSALS[problem.kind] ?? 'malformed-request';
  const { status, headers, body } = errorReply({ refusal, sentence: problem.message, resource: '/' }, ids);
  return {
    status,
    headers: [['Server', 'tencent-cos'], ['x-cos-request-id', ids.requestId], ...headers],
    body: body.kind === 'bytes' ? body.bytes : new Uint8Array(),
  };
}

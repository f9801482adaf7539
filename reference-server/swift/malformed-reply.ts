import type { Malformed, MalformedKind, RenderMalformed } from '../http/malformed.ts';
import { errorReply } from './reply.ts';
import { idHeaders } from './respond.ts';
import type { ResponseIds } from './response-ids.ts';
import { METHODS } from './service/methods.ts';

const REFUSALS: Partial<Readonly<Record<MalformedKind, string>>> = {
  incomplete: 'incomplete-body',
  timeout: 'request-timeout',
  'transfer-encoding': 'unsupported-transfer-encoding',
  // A method the parser does not know is one that no resource supports. S-GEN-13.
  method: 'method-not-allowed',
};

/** The answer to what never was a request: always a 4xx. S-PUTOBJ-29. */
export function malformedReply(problem: Malformed, ids: ResponseIds): ReturnType<RenderMalformed> {
  const refusal = REFUSALS[problem.kind] ?? 'malformed-request';
  // Which resource was meant is not known: the methods are those an object has. S-GEN-13.
  const allowed = problem.kind === 'method' ? ([['Allow', METHODS]] as const) : [];
  const { status, headers, body } = errorReply({ refusal, sentence: problem.message, headers: allowed });
  return {
    status,
    headers: [...headers, ...idHeaders(ids)],
    body: body.kind === 'bytes' ? body.bytes : new Uint8Array(),
  };
}

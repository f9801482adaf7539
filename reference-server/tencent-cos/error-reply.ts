import { percentDecode } from '../../dialects/core/percent-encoding.ts';
import { refusals } from '../../dialects/tencent-cos/refusals.ts';
import type { OutgoingResponse } from '../http/exchange.ts';
import type { RefusalDetails } from '../operations/refuse.ts';
import { documentReply } from './reply.ts';

/** The names a response is known by. Sheet 1.5. */
export interface ResponseIds {
  readonly requestId: string;
  readonly traceId: string;
}

/** What an error response tells. */
export interface ErrorReport {
  /** Shared name of the refusal. */
  readonly refusal: string;
  readonly sentence?: string | undefined;
  readonly details?: RefusalDetails | undefined;
  readonly headers?: readonly (readonly [string, string])[] | undefined;
  /** Host and path of what was addressed, without scheme. T-ERR-28. */
  readonly resource: string;
}

/** The error document and its status; a refusal the dialect does not know is an internal error. T-ERR-01 to -10. */
export function errorReply(report: ErrorReport, ids: ResponseIds): OutgoingResponse {
  const refusal = refusals[report.refusal] ?? refusals['internal-error'];
  if (refusal === undefined) throw new Error('the dialect has no internal-error');
  return documentReply(
    'Error',
    {
      Code: refusal.code,
      Message: report.sentence ?? refusal.message,
      Resource: report.resource,
      RequestId: ids.requestId,
      TraceId: ids.traceId,
      ...report.details,
    },
    { status: refusal.status, headers: [...(report.headers ?? []), ['x-cos-trace-id', ids.traceId]] },
  );
}

/** Host and decoded path, as the service names a resource. */
export function resourceOf(host: string | undefined, rawPath: string): string {
  return `${host ?? ''}${percentDecode(rawPath) ?? rawPath}`;
}

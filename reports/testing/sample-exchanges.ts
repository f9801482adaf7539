import type { BodyRecord, ExchangeRecord } from '../record.ts';

/** Exchanges with a made-up storage service, for tests and for looking at reports. */

type Headers = readonly (readonly [string, string])[];

export interface SampleAnswer {
  readonly status: number;
  readonly reason: string;
  readonly headers?: Headers;
  readonly body?: string;
}

export interface SampleRequest {
  readonly operation: string;
  readonly method: string;
  readonly target: string;
  readonly headers?: Headers;
  readonly body?: string;
  readonly identity?: string;
  readonly phase?: 'setup' | 'act';
}

const SERVERS = {
  target: { server: 'acme-store/3.4', suffix: 'oss.acme.example', hour: '09:41:07', id: 'NjkyMDNhMDdfYQ==' },
  reference: { server: 'bucketproof', suffix: 'cos.local', hour: '09:41:06', id: 'cmVmLTAwMDE3' },
} as const;

/** A request and its answer as one of the two servers would give it; without answer the connection broke. */
export function sampleExchange(
  on: keyof typeof SERVERS,
  request: SampleRequest,
  answer: SampleAnswer | undefined,
): ExchangeRecord {
  const { server, suffix, hour, id } = SERVERS[on];
  const identity = request.identity ?? 'main';
  const body = bodyRecord(request.body ?? '');
  const base = {
    operation: request.operation,
    identity,
    phase: request.phase ?? 'act',
    request: {
      method: request.method,
      target: request.target,
      headers: [
        ['Host', `bp-7f3a-1250000000.${suffix}`],
        ...(request.headers ?? []),
        ...(body.size > 0 || request.method === 'PUT'
          ? ([['Content-Length', String(body.size)]] as const)
          : []),
        ...(identity === 'anonymous'
          ? []
          : ([['Authorization', 'q-sign-algorithm=sha1&q-ak=[redacted]&q-signature=[redacted]']] as const)),
      ] satisfies Headers,
      body,
      transport: 'undici',
    },
    durationMs: on === 'target' ? 38.4 : 2.1,
  } as const;
  if (answer === undefined) {
    const failure = { kind: 'connection-reset', message: 'the connection was closed before a response' };
    return { ...base, failure };
  }
  const content = answer.body ?? '';
  return {
    ...base,
    response: {
      status: answer.status,
      reason: answer.reason,
      httpVersion: '1.1',
      headers: [
        ['Date', `Sat, 21 Nov 2026 ${hour} GMT`],
        ['Server', server],
        ['x-sample-request-id', id],
        ...(answer.headers ?? []),
        ['Content-Length', String(Buffer.byteLength(content))],
      ],
      body: bodyRecord(content),
      interim: [],
    },
  };
}

/** A body as the recorder would keep it. */
export function bodyRecord(text: string): BodyRecord {
  const size = Buffer.byteLength(text);
  return size > 4096 ? { size, sha256: '9f'.repeat(32) } : { text, size };
}

/** The same request on both servers. */
export function samplePair(
  request: SampleRequest,
  target: SampleAnswer | undefined,
  reference: SampleAnswer | undefined,
): { readonly target: ExchangeRecord; readonly reference: ExchangeRecord } {
  return {
    target: sampleExchange('target', request, target),
    reference: sampleExchange('reference', request, reference),
  };
}

const XML: readonly [string, string] = ['Content-Type', 'application/xml'];

/** An error document with its status. */
export function sampleError(status: number, reason: string, code: string, message: string): SampleAnswer {
  const body = `<?xml version='1.0' encoding='utf-8' ?>\n<Error>\n\t<Code>${code}</Code>\n\t<Message>${message}</Message>\n\t<Resource>bp-7f3a-1250000000/k</Resource>\n\t<RequestId>NjkyMDNhMDdfYQ==</RequestId>\n</Error>\n`;
  return { status, reason, headers: [XML], body };
}

/** An XML answer on one line, as most servers send it. */
export function sampleXml(body: string): SampleAnswer {
  return { status: 200, reason: 'OK', headers: [XML], body };
}

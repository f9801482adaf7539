import type { Header } from '../../../dialects/core/headers.ts';
import type { WireRequest } from '../../../dialects/core/request.ts';

/** A request for tests. */
export function wireRequest(
  method = 'GET',
  options: { target?: string; headers?: Header[]; body?: string | Uint8Array } = {},
): WireRequest {
  const { target = '/', headers = [['Host', 'bucket.example.com']], body = '' } = options;
  return {
    method,
    target,
    headers,
    body: typeof body === 'string' ? new TextEncoder().encode(body) : body,
  };
}

/** Bytes as text, for assertions. */
export function textOf(bytes: Uint8Array | undefined): string {
  return Buffer.from(bytes ?? new Uint8Array()).toString('latin1');
}

/** Text as bytes, one for each character. */
export function bytesOf(text: string): Uint8Array {
  return new Uint8Array(Buffer.from(text, 'latin1'));
}

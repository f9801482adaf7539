import { createHash } from 'node:crypto';
import type { Header } from '../dialects/core/headers.ts';
import type { WireRequest } from '../dialects/core/request.ts';
import { joinBytes, wireBytes } from '../harness/transport/bytes.ts';
import type { RawOptions } from '../harness/transport/raw-transport.ts';
import type { FuzzCase } from './case.ts';
import { bodyBytes, type Field, type StructuredRequest, targetOf } from './structured-request.ts';

/** A request as it is sent. */
export interface WrittenRequest {
  /** For the pooled client; also what records show of a raw request. */
  readonly request: WireRequest;
  /** Every byte and how it is sent, for the raw sender. */
  readonly raw?: { readonly bytes: Uint8Array; readonly options: RawOptions };
}

/** The wire request that the parts make, with lengths and digests of the body as it is now. */
export function finished(request: StructuredRequest): WireRequest {
  const body = bodyBytes(request);
  return {
    method: request.method,
    target: targetOf(request),
    headers: request.headers.map((field): Header => [field.name, fieldValue(field, body)]),
    body,
  };
}

function fieldValue({ value, auto }: Field, body: Uint8Array): string {
  if (auto === undefined) return value;
  return auto === 'length' ? String(body.length) : createHash('md5').update(body).digest(auto);
}

/** The request as that sender sends it. */
export function writeRequest(final: StructuredRequest, sender: FuzzCase['sender']): WrittenRequest {
  const request = finished(final);
  if (sender === 'undici') return { request };
  const { framing } = final;
  const lineEnd = framing.lineEnd ?? '\r\n';
  const lines = [
    framing.requestLine ?? `${request.method} ${request.target} ${framing.version}`,
    ...final.headers.map(
      (field, index) => field.line ?? `${field.name}: ${request.headers[index]?.[1] ?? ''}`,
    ),
    '',
    '',
  ];
  const bytes = joinBytes([
    wireBytes(framing.before ?? ''),
    ...lines.map((line, index) => wireBytes(index === 0 ? line : `${lineEnd}${line}`)),
    framing.content ?? request.body,
    framing.after ?? new Uint8Array(),
  ]);
  // Whatever was decided about requests behind this one, its own method may have been changed afterwards.
  const [, ...further] = framing.raw?.responsesTo ?? [];
  const [method = ''] = (lines[0] ?? '').split(' ');
  const options: RawOptions = {
    lingerMs: LINGER_MS,
    limits: { responseMs: RAW_PATIENCE_MS },
    ...framing.raw,
    responsesTo: [method, ...further],
  };
  return { request, raw: { bytes, options } };
}

/** A server may wait for the rest of what a malformed request announced; nobody waits that long with it. */
const RAW_PATIENCE_MS = 2000;
/** How long a raw connection is watched after its answer, for bytes that should not come. */
const LINGER_MS = 5;

import { STATUS_CODES } from 'node:http';
import { escapeXml } from '../../dialects/core/document-render.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import { refusals } from '../../dialects/swift/refusals.ts';
import type { OutgoingResponse } from '../http/exchange.ts';

/** A response without content. */
export function emptyReply(status: number, headers: HeaderList = []): OutgoingResponse {
  return { status, headers, body: { kind: 'none' } };
}

/** Type of what is written for people, also where nothing is. */
export const PROSE_TYPE = ['Content-Type', 'text/html; charset=UTF-8'] as const;

/** A response whose content is a sentence for people. S-GEN-17. */
export function proseReply(status: number, sentence: string, headers: HeaderList = []): OutgoingResponse {
  const page = `<html><h1>${STATUS_CODES[status] ?? 'Client Disconnect'}</h1><p>${escapeXml(sentence)}</p></html>`;
  return {
    status,
    headers: [PROSE_TYPE, ...headers],
    body: { kind: 'bytes', bytes: Buffer.from(page) },
  };
}

/** What an error response tells. */
export interface ErrorReport {
  /** Shared name of the refusal. */
  readonly refusal: string;
  readonly sentence?: string | undefined;
  readonly headers?: HeaderList | undefined;
}

/** The response to a refusal. Status 412 has no content (S-GETOBJ-46); a refusal nobody knows is an internal error. */
export function errorReply({ refusal, sentence, headers = [] }: ErrorReport): OutgoingResponse {
  const known = refusals[refusal] ?? refusals['internal-error'];
  if (known === undefined) throw new Error('the dialect has no internal-error');
  if (refusal === 'precondition-failed') return emptyReply(known.status, headers);
  const typed = headers.some(([name]) => name.toLowerCase() === 'content-type');
  const reply = proseReply(known.status, sentence ?? known.message);
  return {
    ...reply,
    headers: typed ? headers : [...reply.headers, ...headers],
  };
}

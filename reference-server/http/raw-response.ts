import { STATUS_CODES } from 'node:http';
import type { Header } from '../../dialects/core/headers.ts';
import { formatHttpDate } from './http-date.ts';
import type { Malformed, RenderMalformed } from './malformed.ts';

/** A complete HTTP/1.1 response, for when there is no exchange to answer: Date, what the dialect says, and the end. */
export function rawResponse(
  problem: Malformed,
  render: RenderMalformed,
  options: { readonly now: number; readonly bodiless: boolean },
): Uint8Array {
  const { status, headers, body } = render(problem);
  const all: Header[] = [
    ['Date', formatHttpDate(options.now)],
    ...headers,
    ['Content-Length', String(body.length)],
    ['Connection', 'close'],
  ];
  const lines = all.map(([name, value]) => `${name}: ${value}`);
  const head = [`HTTP/1.1 ${status} ${STATUS_CODES[status] ?? 'Unknown'}`, ...lines, '', ''].join('\r\n');
  return Buffer.concat([Buffer.from(head, 'latin1'), options.bodiless ? new Uint8Array() : body]);
}

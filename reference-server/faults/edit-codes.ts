import type { ResponseBody } from '../http/exchange.ts';

/** Whether a body is an error document with this code. */
export function hasCode(body: ResponseBody, code: string): boolean {
  return body.kind === 'bytes' && Buffer.from(body.bytes).includes(`<Code>${code}</Code>`);
}

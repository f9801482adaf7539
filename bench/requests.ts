import { embeddedIdentities } from '../cli/run/embedded.ts';
import { operationById } from '../dialects/core/dialect.ts';
import type { WireRequest } from '../dialects/core/request.ts';
import { dialectByName } from '../dialects/index.ts';
import type { RequestSpec } from '../harness/check/context.ts';
import { buildRequest } from '../harness/session/build-request.ts';

/** The dialect whose server is measured. */
export const dialect = (() => {
  const found = dialectByName('tencent-cos');
  if (!found) throw new Error('the dialect is missing');
  return found;
})();

/** Who sends. */
export const MAIN = embeddedIdentities(dialect).main;

/** A request of the bench as complete HTTP/1.1 bytes, signed for an hour unless anonymous. */
export function requestBytes(spec: RequestSpec): Buffer {
  const request: WireRequest = buildRequest({
    dialect,
    operation: operationById(dialect, spec.op),
    addressing: dialect.defaultAddressing(new URL('http://127.0.0.1'), undefined),
    spec,
    credentials: spec.as === 'anonymous' ? undefined : MAIN,
    now: Date.now(),
  });
  const head = [
    `${request.method} ${request.target} HTTP/1.1`,
    ...request.headers.map(([n, v]) => `${n}: ${v}`),
  ];
  return Buffer.concat([Buffer.from(`${head.join('\r\n')}\r\n\r\n`), request.body]);
}

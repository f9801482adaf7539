import { encodeKey } from '../../../dialects/core/percent-encoding.ts';
import type { WireRequest } from '../../../dialects/core/request.ts';
import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';

/**
 * The virtual host of a bucket, whichever way the target profile addresses buckets: the public form where that is by
 * path, which is not documented. T-ADDR-02.
 */
export function virtualHost(t: CheckContext, bucket: string): string {
  const host = t.host(t.bucket);
  const virtual = host.startsWith(`${t.bucket}.`);
  return `${bucket}.${virtual ? host.slice(t.bucket.length + 1) : `cos.${t.region}.myqcloud.com`}`;
}

/**
 * What to add to a request so that it goes to that host and nothing else says which bucket it means.
 * @returns a function of the path as text, with its first slash
 */
export function atHost(host: string): (path: string) => Pick<RequestSpec, 'beforeSigning'> {
  return (path) => ({
    beforeSigning: (request: WireRequest) => ({
      ...request,
      target: `/${encodeKey(path.slice(1))}`,
      headers: request.headers.map(([name, value]) => [name, name.toLowerCase() === 'host' ? host : value]),
    }),
  });
}

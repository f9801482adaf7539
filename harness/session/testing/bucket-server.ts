import type { IncomingMessage, ServerResponse } from 'node:http';
import { httpServer, type TestServer } from '../../transport/testing/scripted-server.ts';

/** One request as a test sees it. */
export interface SeenRequest {
  readonly method: string;
  readonly host: string;
  readonly path: string;
  readonly headers: IncomingMessage['headers'];
  readonly body: Buffer;
}

/** A server of a test that remembers what it was asked. */
export interface BucketServer extends AsyncDisposable {
  readonly endpoint: URL;
  /** Requests in the order in which their last byte came in. */
  readonly requests: readonly SeenRequest[];
  /** Buckets that exist: created by PUT, removed by DELETE of the root. */
  readonly buckets: () => string[];
  /** Most buckets there were at the same time. */
  readonly most: () => number;
}

/** Answers a request itself and says so, or leaves it to the server. */
export type Answer = (request: SeenRequest, response: ServerResponse) => boolean | Promise<boolean>;

/**
 * A server that knows buckets by their virtual host and answers 200 to all else, unless `answer` answers. Just enough of
 * a target for tests of the machinery around it.
 */
export async function bucketServer(answer: Answer = () => false): Promise<BucketServer> {
  const requests: SeenRequest[] = [];
  const buckets = new Set<string>();
  let most = 0;
  const own = ({ method, host, path }: SeenRequest, response: ServerResponse): void => {
    const [bucket = ''] = host.split('.');
    if (path !== '/') response.writeHead(200).end();
    else if (method === 'PUT') {
      buckets.add(bucket);
      most = Math.max(most, buckets.size);
      response.writeHead(200).end();
    } else if (method === 'DELETE') {
      response.writeHead(buckets.delete(bucket) ? 204 : 404).end();
    } else response.writeHead(200).end();
  };
  const server: TestServer = await httpServer((request, response) => {
    const chunks: Buffer[] = [];
    request.on('data', (chunk: Buffer) => chunks.push(chunk));
    request.on('end', () => {
      const seen: SeenRequest = {
        method: request.method ?? '',
        host: request.headers.host ?? '',
        path: request.url ?? '',
        headers: request.headers,
        body: Buffer.concat(chunks),
      };
      requests.push(seen);
      void Promise.resolve(answer(seen, response)).then((answered) => {
        if (!answered) own(seen, response);
      });
    });
  });
  return {
    endpoint: server.endpoint,
    requests,
    buckets: () => [...buckets],
    most: () => most,
    [Symbol.asyncDispose]: () => server[Symbol.asyncDispose](),
  };
}

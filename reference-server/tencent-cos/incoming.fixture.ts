import { operationById } from '../../dialects/core/dialect.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import type { QueryItem } from '../../dialects/core/request.ts';
import { splitTarget } from '../../dialects/core/request.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { IncomingExchange, RequestBody } from '../http/exchange.ts';
import type { RequestView } from '../operations/request-view.ts';
import { viewOf } from './request-view.ts';

/** A request for tests of what comes after the wire. */
export interface IncomingDraft {
  readonly method?: string;
  readonly target?: string;
  readonly host?: string | undefined;
  readonly headers?: HeaderList;
  readonly body?: Uint8Array | string | undefined;
}

export const BUCKET_HOST = 'b-1250000000.cos.ap-beijing.myqcloud.com';

/** That request as it comes out of the HTTP layer. */
export function incoming(draft: IncomingDraft = {}): IncomingExchange {
  const target = draft.target ?? '/';
  const { path, query } = splitTarget(target);
  return {
    method: draft.method ?? 'GET',
    target,
    rawPath: path,
    rawQuery: query,
    host: 'host' in draft ? draft.host : BUCKET_HOST,
    httpVersion: '1.1',
    headers: draft.headers ?? [],
    body: bodyOf(draft.body),
    expectsContinue: false,
    expectation: undefined,
    receivedAt: 0,
    remoteAddress: '127.0.0.1',
    signal: () => new AbortController().signal,
  };
}

function bodyOf(content: Uint8Array | string | undefined): RequestBody {
  const bytes = typeof content === 'string' ? Buffer.from(content) : content;
  return {
    declaredLength: bytes?.length,
    chunked: false,
    present: bytes !== undefined,
    received: 0,
    readAll: async () => bytes ?? new Uint8Array(),
    async *chunks() {
      yield bytes ?? new Uint8Array();
    },
  };
}

/** A view for decoders. */
export function view(
  headers: HeaderList = [],
  query: readonly QueryItem[] = [],
  document?: DocumentValue,
): RequestView {
  return viewOf(
    {
      incoming: incoming({ headers }),
      address: { resource: 'bucket', bucket: 'b-1250000000', key: '', region: undefined, paths: ['/'] },
      operation: operationById(tencentCos, 'GetBucket'),
      query,
    },
    { document },
  );
}

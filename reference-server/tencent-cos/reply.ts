import { type RenderValue, renderDocument } from '../../dialects/core/document-render.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import { type DocumentName, documents } from '../../dialects/tencent-cos/documents/index.ts';
import type { OutgoingResponse } from '../http/exchange.ts';

/** A response without content. */
export function emptyReply(status: number, headers: HeaderList = []): OutgoingResponse {
  return { status, headers, body: { kind: 'none' } };
}

/** A response with a document of the dialect. T-HDR-13. */
export function documentReply(
  name: DocumentName,
  value: RenderValue,
  { status = 200, headers = [] }: { status?: number; headers?: HeaderList } = {},
): OutgoingResponse {
  const text = renderDocument(documents[name], value);
  return {
    status,
    headers: [['Content-Type', 'application/xml'], ...headers],
    body: { kind: 'bytes', bytes: Buffer.from(text) },
  };
}

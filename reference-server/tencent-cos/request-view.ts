import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { HeaderList } from '../../dialects/core/headers.ts';
import { headerIndex } from '../../dialects/core/headers.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { RequestView } from '../operations/request-view.ts';
import type { Routed } from './route-request.ts';

/** The view of a routed request, before (`document` and `contentMd5` undefined) or after its body was read. */
export function viewOf(
  { incoming, query }: Routed,
  read: { document?: DocumentValue | undefined; contentMd5?: string | undefined } = {},
): RequestView {
  const { headerPrefix } = tencentCos;
  const fields = headerIndex(incoming.headers);
  const sent = (name: string): string | undefined => fields.get(name.toLowerCase())?.[0];
  const header = (name: string): string | undefined => sent(name) || undefined;
  return {
    method: incoming.method,
    host: incoming.host ?? '',
    rawPath: incoming.rawPath,
    query: (name) => {
      const found = query.find(([candidate]) => fold(candidate) === fold(name));
      return found && (found[1] ?? '');
    },
    sent,
    header,
    list: (name) => fields.get(name.toLowerCase())?.join(', ') || undefined,
    own: (name) => header(`${headerPrefix}${name}`),
    ownAll: (prefix) => ownAll(incoming.headers, `${headerPrefix}${prefix}`),
    body: incoming.body,
    document: read.document,
    contentMd5: read.contentMd5,
  };
}

function fold(name: string): string {
  const lower = name.toLowerCase();
  return tencentCos.foldedQuery.has(lower) ? lower : name;
}

function ownAll(headers: HeaderList, prefix: string): HeaderList {
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const);
}

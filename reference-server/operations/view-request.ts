import type { DocumentValue } from '../../dialects/core/document-read.ts';
import { type HeaderList, headerIndex } from '../../dialects/core/headers.ts';
import type { RequestView } from './request-view.ts';
import type { RoutedRequest } from './seams.ts';

/** What a dialect says of names in requests. */
export interface NamingRules {
  /** Prefix of the dialect's own headers. */
  readonly headerPrefix: string;
  /** Lower-case names of query parameters whose letter case does not matter. */
  readonly foldedQuery: ReadonlySet<string>;
  /** Which value of a parameter that stands twice counts. Default `first`. */
  readonly repeatedQuery?: 'first' | 'last' | undefined;
}

/** The view of a routed request, before (`document` and `contentMd5` undefined) or after its body was read. */
export function viewRequest(
  { incoming, query }: RoutedRequest,
  rules: NamingRules,
  read: { document?: DocumentValue | undefined; contentMd5?: string | undefined } = {},
): RequestView {
  const { headerPrefix, foldedQuery, repeatedQuery } = rules;
  const fields = headerIndex(incoming.headers);
  const items = repeatedQuery === 'last' ? query.toReversed() : query;
  const sent = (name: string): string | undefined => fields.get(name.toLowerCase())?.[0];
  const header = (name: string): string | undefined => sent(name) || undefined;
  return {
    method: incoming.method,
    host: incoming.host ?? '',
    rawPath: incoming.rawPath,
    query: (name) => {
      const wanted = fold(name, foldedQuery);
      const found = items.find(([candidate]) => fold(candidate, foldedQuery) === wanted);
      return found && (found[1] ?? '');
    },
    sent,
    header,
    list: (name) => fields.get(name.toLowerCase())?.join(', ') || undefined,
    own: (name) => header(`${headerPrefix}${name}`),
    ownAll: (prefix) => ownAll(incoming.headers, `${headerPrefix}${prefix}`),
    headers: incoming.headers,
    body: incoming.body,
    document: read.document,
    contentMd5: read.contentMd5,
  };
}

function fold(name: string, foldedQuery: ReadonlySet<string>): string {
  const lower = name.toLowerCase();
  return foldedQuery.has(lower) ? lower : name;
}

function ownAll(headers: HeaderList, prefix: string): HeaderList {
  return headers
    .map(([name, value]) => [name.toLowerCase(), value] as const)
    .filter(([name]) => name.startsWith(prefix))
    .map(([name, value]) => [name.slice(prefix.length), value] as const);
}

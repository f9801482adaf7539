import { type Header, withHeader, withoutHeader } from '../../dialects/core/headers.ts';
import type { QueryItem } from '../../dialects/core/request.ts';
import type { RequestSpec } from '../../harness/check/context.ts';

/** Header fields of a request as a list. */
export function headerList({ headers = [] }: RequestSpec): Header[] {
  if (isList(headers)) return [...headers];
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
}

/** Query items of a request as a list. */
export function queryList({ query = [] }: RequestSpec): QueryItem[] {
  if (isList(query)) return [...query];
  return Object.entries(query).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
}

/** The request with exactly one field `name`. */
export function settingHeader(request: RequestSpec, name: string, value: string): RequestSpec {
  return { ...request, headers: withHeader(headerList(request), name, value) };
}

/** The request without any field `name`. */
export function droppingHeader(request: RequestSpec, name: string): RequestSpec {
  return { ...request, headers: withoutHeader(headerList(request), name) };
}

/**
 * The request with another body. A digest of the old one goes: where the operation requires one, the right one is put
 * in when the request is built.
 */
export function settingBody(request: RequestSpec, body: string | undefined): RequestSpec {
  return { ...droppingHeader(request, 'content-md5'), body };
}

/** The body of a request as text. */
export function bodyText({ body = '' }: RequestSpec): string {
  return typeof body === 'string' ? body : Buffer.from(body).toString('utf8');
}

function isList<T>(value: object | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

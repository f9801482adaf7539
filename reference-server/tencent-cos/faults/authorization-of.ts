import { headerValue } from '../../../dialects/core/headers.ts';
import type { QueryItem } from '../../../dialects/core/request.ts';
import {
  type Authorization,
  authorizationFromItems,
  type ParsedAuthorization,
  parseAuthorization,
} from '../../../dialects/tencent-cos/authorization.ts';
import type { RoutedRequest } from '../../operations/seams.ts';

/** The authorization a request carries, wherever it carries it; undefined for none that is complete. */
export function authorizationOf(routed: RoutedRequest): Authorization | undefined {
  const reading = readAuthorization(routed);
  return reading.kind === 'complete' ? reading.authorization : undefined;
}

/** What reading the authorization of a request comes to; none at all is a malformed one. */
export function readAuthorization({ incoming, query }: RoutedRequest): ParsedAuthorization {
  const header = headerValue(incoming.headers, 'authorization');
  const whole = query.find(([name]) => name === 'sign')?.[1];
  const text = header ?? whole;
  return text ? parseAuthorization(text) : authorizationFromItems(textItems(query));
}

function textItems(query: readonly QueryItem[]): (readonly [string, string])[] {
  return query.map(([name, value]) => [name, value ?? ''] as const);
}

/** Whether the signature stands in the query. */
export function isPresigned({ incoming, query }: RoutedRequest): boolean {
  const named = query.some(([name]) => name === 'q-signature' || name === 'sign');
  return named && headerValue(incoming.headers, 'authorization') === undefined;
}

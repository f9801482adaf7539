import { headerValue } from '../../../dialects/core/headers.ts';
import type { QueryItem } from '../../../dialects/core/request.ts';
import {
  type Authorization,
  authorizationFromItems,
  parseAuthorization,
} from '../../../dialects/tencent-cos/authorization.ts';
import type { RoutedRequest } from '../../operations/seams.ts';

/** The authorization a request carries, wherever it carries it; undefined for none that is complete. */
export function authorizationOf({ incoming, query }: RoutedRequest): Authorization | undefined {
  const header = headerValue(incoming.headers, 'authorization');
  const whole = query.find(([name]) => name === 'sign')?.[1];
  const parsed = header ?? whole;
  const reading = parsed ? parseAuthorization(parsed) : authorizationFromItems(textItems(query));
  return reading.kind === 'complete' ? reading.authorization : undefined;
}

function textItems(query: readonly QueryItem[]): (readonly [string, string])[] {
  return query.map(([name, value]) => [name, value ?? ''] as const);
}

/** Whether the signature stands in the query. */
export function isPresigned({ incoming, query }: RoutedRequest): boolean {
  const named = query.some(([name]) => name === 'q-signature' || name === 'sign');
  return named && headerValue(incoming.headers, 'authorization') === undefined;
}

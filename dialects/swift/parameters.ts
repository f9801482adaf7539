import { integer, matching } from '../core/document.ts';
import type { Parameter } from '../core/operation.ts';
import { header, query } from '../core/parameter.ts';

/** Formats of a listing; any other word means text. S-LISTCONT-11 to -13, -22. */
const format = matching(/[Jj][Ss][Oo][Nn]|[Xx][Mm][Ll]|[Pp][Ll][Aa][Ii][Nn]/, 'json');

/** Queries of both listings. A limit beyond 10000 is refused, other nonsense ignored. S-LISTCONT-18, -19. */
export const listingQueries: readonly Parameter[] = [
  query('limit', '10', integer(0, 10_000)),
  query('marker', 'a'),
  query('end_marker', 'z'),
  query('prefix', 'a'),
  query('delimiter', '/'),
  query('format', 'json', format),
];

/** Read and write access to a container. S-PUTCONT-06, -07, S-ACL-07, -14, -16. */
export const aclHeaders: readonly Parameter[] = [
  header('X-Container-Read', 'account:user'),
  header('X-Container-Write', 'account:user'),
];

/** Headers that remove an access control list, whatever their value. S-ACL-16. */
export const removeAclHeaders: readonly Parameter[] = [
  header('X-Remove-Container-Read', 'x'),
  header('X-Remove-Container-Write', 'x'),
];

/**
 * One attribute stands for all: it is set by its name and removed by the other.
 * @param of `Account`, `Container` or `Object`
 */
export function attributeHeaders(of: 'Account' | 'Container' | 'Object'): readonly Parameter[] {
  return [header(`X-${of}-Meta-Color`, 'blue'), header(`X-Remove-${of}-Meta-Shape`, 'x')];
}

/** Conditions of GET and HEAD. S-GETOBJ-21 to -24. */
export const conditionHeaders: readonly Parameter[] = [
  header('If-Match', '*'),
  header('If-None-Match', '00000000000000000000000000000000'),
  header('If-Modified-Since', 'Thu, 01 Jan 2015 00:00:00 GMT'),
  header('If-Unmodified-Since', 'Thu, 01 Jan 2037 00:00:00 GMT'),
];

/** A node may send the client elsewhere, if the client says it would follow. S-GETOBJ-07, -08, S-PUTOBJ-11, -12. */
export const followRedirect = header('X-Follow-Redirect', 'true');

import { textAt, textsAt, valuesAt } from '../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { CorsRule } from '../access/cors.ts';
import { refuse } from '../operations/refuse.ts';

/** Scheme, host that may hold one `*`, and port, or `*` alone; `null` is what browsers send for opaque origins. */
const ORIGIN = /^(?:\*|null|[A-Za-z*][A-Za-z0-9+.*-]*:\/\/[^\s/?#]+)$/;
/** A header name that may hold one `*`. RFC 9110 section 5.6.2. */
const HEADER_NAME = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * The rules of a `CORSConfiguration` body. An origin is `*` or `protocol://host[:port]` with at most one `*` in it.
 * @throws Refused invalid-element
 */
export function corsRules(document: DocumentValue): CorsRule[] {
  return valuesAt(document, 'CORSRule').map((rule) => {
    const origins = textsAt(rule, 'AllowedOrigin');
    const headers = textsAt(rule, 'AllowedHeader');
    const expose = textsAt(rule, 'ExposeHeader');
    if (!origins.every((origin) => ORIGIN.test(origin) && stars(origin) <= 1))
      return refuse('invalid-element');
    if (![...headers, ...expose].every((name) => HEADER_NAME.test(name) && stars(name) <= 1)) {
      return refuse('invalid-element');
    }
    const maxAge = textAt(rule, 'MaxAgeSeconds');
    return {
      id: textAt(rule, 'ID'),
      origins,
      methods: textsAt(rule, 'AllowedMethod'),
      headers,
      expose,
      maxAgeSeconds: maxAge === undefined ? undefined : Number(maxAge),
    };
  });
}

function stars(text: string): number {
  return text.split('*').length - 1;
}

import { headerValue } from '../../dialects/core/headers.ts';
import type { ReceivedResponse } from '../transport/exchange.ts';

/** Stands for what separates the parts of a multipart body, which every server makes up. */
const BOUNDARY = '‹boundary›';

/** The boundary parameter of a multipart type, quoted or not. RFC 2046 section 5.1.1. */
const PARAMETER = /^(multipart\/[\w-]+\s*;.*?\bboundary=)(?:"([^"]{1,70})"|([^\s;"]{1,70}))/i;

/** Larger bodies stay as they are. */
const MAX_BYTES = 16 * 1024 * 1024;

/** The boundary of a multipart answer, undefined for any other. */
export function boundaryOf({ headers }: Pick<ReceivedResponse, 'headers'>): string | undefined {
  const found = PARAMETER.exec(headerValue(headers, 'content-type') ?? '');
  return found?.[2] ?? found?.[3];
}

/** A media type with its boundary, if it has one, replaced by a symbol. Quotes around it mean nothing. */
export function withoutBoundaryParameter(mediaType: string): string {
  return mediaType.replace(PARAMETER, (_, before: string) => `${before}${BOUNDARY}`);
}

/**
 * A multipart body with a symbol in place of the boundary of every delimiter line: line feed or beginning, two hyphens,
 * boundary. The same text elsewhere is content. RFC 2046 section 5.1.1.
 */
export function withoutDelimiters(body: Uint8Array, boundary: string | undefined): Uint8Array {
  if (boundary === undefined || body.length > MAX_BYTES) return body;
  const text = `\n${Buffer.from(body).toString('latin1')}`;
  return Buffer.from(text.replaceAll(`\n--${boundary}`, '\n--(boundary)').slice(1), 'latin1');
}

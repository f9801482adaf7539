import type { RequestSpec } from '../../harness/check/context.ts';
import { headerList } from './request-edit.ts';

/**
 * A multipart/form-data request without the parts of one name. RFC 7578. For samples we wrote ourselves.
 * @throws Error when the request is no form or has no such part, which is a mistake in a sample
 */
export function withoutFormField(request: RequestSpec, name: string): RequestSpec {
  const type = headerList(request).find(([header]) => header.toLowerCase() === 'content-type')?.[1] ?? '';
  const boundary = /boundary=(?:"([^"]+)"|([^\s;"]+))/i.exec(type)?.slice(1).find(Boolean);
  if (boundary === undefined) throw new Error(`${request.op}: the sample is no form`);
  // Latin-1 keeps every byte, so that the file comes out as it went in.
  const pieces = Buffer.from(request.body ?? '')
    .toString('latin1')
    .split(`--${boundary}`);
  const kept = pieces.filter((piece) => nameOf(piece) !== name);
  if (kept.length === pieces.length) throw new Error(`${request.op}: the sample has no field ${name}`);
  return { ...request, body: Buffer.from(kept.join(`--${boundary}`), 'latin1') };
}

function nameOf(piece: string): string | undefined {
  const [head = ''] = piece.split('\r\n\r\n');
  return /^content-disposition:.*[;\s]name="([^"]*)"/im.exec(head)?.[1];
}

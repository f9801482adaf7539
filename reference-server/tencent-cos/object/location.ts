import { encodeKey } from '../../../dialects/core/percent-encoding.ts';
import type { Prepared } from '../../operations/handler.ts';

/**
 * Where an object is reached: host and percent-encoded key, without scheme, as the multipart chapters write it. A host
 * that is not the bucket's own has the bucket in the path. T-COMPL-06, T-POST-09.
 */
export function objectLocation({ request, context }: Prepared, key: string): string {
  const { host } = request;
  const ownHost = host.toLowerCase().startsWith(`${context.bucket}.`);
  return `${host}${ownHost ? '' : `/${context.bucket}`}/${encodeKey(key)}`;
}

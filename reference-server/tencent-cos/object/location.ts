import { encodeKey } from '../../../dialects/core/percent-encoding.ts';

/** What of a prepared request says how its bucket was addressed. */
interface Addressed {
  readonly request: { readonly host: string };
  readonly context: { readonly bucket: string };
}

/**
 * Where an object is reached: host and percent-encoded key, without scheme, as the multipart chapters write it. A host
 * that is not the bucket's own has the bucket in the path. T-COMPL-06, T-POST-09.
 */
export function objectLocation({ request, context }: Addressed, key: string): string {
  const { host } = request;
  const ownHost = host.toLowerCase().startsWith(`${context.bucket}.`);
  return `${host}${ownHost ? '' : `/${context.bucket}`}/${encodeKey(key)}`;
}

import { type HeaderList, headerValue } from '../core/headers.ts';

/** What an answer of the token service tells a client. S-AUTH-01, -03, -04, -17. */
export interface TokenAnswer {
  readonly token: string;
  /** Base of all storage requests. */
  readonly storageUrl: URL;
  /** Account as paths name it: the last segment of the storage URL. */
  readonly account: string;
  /** Remaining life in seconds, where the answer tells it. */
  readonly expiresIn: number | undefined;
}

/** Longest token there is; Swauth refuses longer ones. Sheet 2.1. */
const MAX_TOKEN = 5000;

/**
 * Reads the headers of a successful answer. The body differs from server to server and is not needed. S-AUTH-13.
 * @returns undefined when token or storage URL are missing, empty or no such thing
 */
export function readTokenAnswer(headers: HeaderList): TokenAnswer | undefined {
  const token = headerValue(headers, 'x-auth-token') ?? headerValue(headers, 'x-storage-token') ?? '';
  const url = headerValue(headers, 'x-storage-url') ?? '';
  if (!/^[\x21-\x7e]+$/.test(token) || token.length > MAX_TOKEN || !URL.canParse(url)) return undefined;
  const storageUrl = new URL(url);
  const account = /\/([^/]+)\/*$/.exec(storageUrl.pathname)?.[1];
  if (!/^https?:$/.test(storageUrl.protocol) || account === undefined) return undefined;
  const expires = headerValue(headers, 'x-auth-token-expires') ?? '';
  return { token, storageUrl, account, expiresIn: /^\d{1,12}$/.test(expires) ? Number(expires) : undefined };
}

import type { HeaderList } from '../../dialects/core/headers.ts';

/** Why a request never became an exchange. */
export type MalformedKind =
  | 'request-line'
  | 'method'
  | 'target'
  | 'version'
  | 'header'
  | 'headers-too-large'
  | 'too-many-headers'
  /** More than one Host field. */
  | 'host'
  /** Content-Length that is no number, stands twice, or beside Transfer-Encoding. */
  | 'content-length'
  | 'transfer-encoding'
  | 'chunk'
  /** The connection ended inside the header section or the body. */
  | 'incomplete'
  | 'timeout'
  /** CONNECT, which an origin server has nothing to do with. */
  | 'connect'
  | 'other';

/** A request that HTTP itself rules out. */
export interface Malformed {
  readonly kind: MalformedKind;
  /** Status RFC 9110 or RFC 9112 names for it; a dialect may prefer another. */
  readonly status: number;
  /** One sentence for people. */
  readonly message: string;
}

/** How a dialect words the refusal. The server adds Date, Content-Length and Connection: close. */
export type RenderMalformed = (problem: Malformed) => {
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Uint8Array;
};

import type { Header, HeaderList } from './headers.ts';

/** A query item before encoding; `null` is a name without `=` (`?acl`), `''` a name with an empty value (`?acl=`). */
export type QueryItem = readonly [name: string, value: string | null];

/**
 * What a caller wants to send, before addressing and signing: unencoded names, nothing about the endpoint.
 * `key` is the object key as text; it is UTF-8 and percent-encoded when the request is addressed.
 */
export interface RequestParts {
  /** Account the bucket belongs to, as paths name it, where that is not the one of the addressing. */
  readonly account?: string | undefined;
  readonly bucket?: string | undefined;
  readonly key?: string | undefined;
  readonly query?: readonly QueryItem[] | undefined;
  readonly headers?: HeaderList | undefined;
  readonly body?: Uint8Array | string | undefined;
}

/** A request as it goes on the wire, apart from framing: everything encoded, Host among the headers. */
export interface WireRequest {
  readonly method: string;
  /** Origin-form target: percent-encoded path, then `?query` if there is one. RFC 9112 section 3.2.1. */
  readonly target: string;
  readonly headers: Header[];
  readonly body: Uint8Array;
}

/** The two halves of an origin-form target; `query` is without its `?` and undefined when there is none. */
export function splitTarget(target: string): { path: string; query: string | undefined } {
  const at = target.indexOf('?');
  return at === -1
    ? { path: target, query: undefined }
    : { path: target.slice(0, at), query: target.slice(at + 1) };
}

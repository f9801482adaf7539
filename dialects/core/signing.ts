import type { Header } from './headers.ts';
import type { WireRequest } from './request.ts';

/** What proves who is calling. Fields beyond these are the dialect's own (`token`, `apiKey`). */
export interface Credentials {
  readonly keyId: string;
  readonly secret: string;
  /** Account the key belongs to, as the dialect writes it in bucket names or paths. */
  readonly account: string;
  /** Session token of temporary credentials. */
  readonly sessionToken?: string | undefined;
  readonly [field: string]: string | undefined;
}

/** How one request is signed; every field may be overridden by a check. */
export interface SignOptions {
  /** Scheme name out of the dialect's `schemes`, e.g. `header` or `query`. */
  readonly scheme: string;
  /** Seconds since the epoch between which the signature is valid. */
  readonly notBefore: number;
  readonly notAfter: number;
  /** Names of headers to sign; the dialect's own choice when absent. */
  readonly signedHeaders?: readonly string[] | undefined;
  /** Names of query parameters to sign; the dialect's own choice when absent. */
  readonly signedQuery?: readonly string[] | undefined;
}

/** A way of signing. Pure: the time is in the options. */
export interface Signer {
  readonly schemes: readonly string[];
  readonly sign: (request: WireRequest, credentials: Credentials, options: SignOptions) => WireRequest;
  /** For operations whose authentication is `form`: adds the credentials to the form in the body. */
  readonly signForm?: (request: WireRequest, credentials: Credentials, options: SignOptions) => WireRequest;
}

/**
 * One way in which the authentication of a request can be wrong. The derived rules try each on every operation that
 * takes standard authentication.
 */
export interface AuthenticationFault {
  /** Slug, e.g. `unknown-key`. */
  readonly id: string;
  readonly title: string;
  readonly claims: readonly string[];
  /** Role of the sender; `main` when absent. */
  readonly as?: string;
  /** Changes made before signing: other credentials, other times. `none` sends the request unsigned. */
  readonly sign?: {
    readonly none?: boolean;
    readonly credentials?: (valid: Credentials) => Credentials;
    readonly options?: (valid: SignOptions) => SignOptions;
    /** Headers added before signing, so that they are signed. */
    readonly headers?: readonly Header[];
    readonly query?: readonly (readonly [string, string])[];
  };
  /** Changes made after signing. */
  readonly tamper?: (signed: WireRequest) => WireRequest;
  /** Name of the refusal the documentation asks for. */
  readonly refusal: string;
  readonly level?: 'must' | 'should' | 'may';
  /** Operations the fault means nothing for, e.g. tampering with a key where there is none. */
  readonly appliesTo?: (operation: { readonly resource: string; readonly method: string }) => boolean;
}

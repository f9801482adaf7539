import type { TransportLimits } from './limits.ts';

/** Where connections go and how far they are trusted. What the Host header says is up to each request. */
export interface EndpointSettings {
  /** Origin of the endpoint: `http:` or `https:`, host and port. Path, query and user information are ignored. */
  readonly endpoint: URL;
  /** PEM text of the certificate authorities to trust instead of the built-in ones. */
  readonly ca?: string | undefined;
  /** Accept any certificate. Off unless asked for. */
  readonly insecure?: boolean | undefined;
  readonly limits?: Partial<TransportLimits> | undefined;
}

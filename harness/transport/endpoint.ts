import type { TransportLimits } from './limits.ts';

/** Where connections go and how far they are trusted. What the Host header says is up to each request. */
export interface EndpointSettings {
  /** Origin of the endpoint: `http:` or `https:`, host and port. Path, query and user information are ignored. */
  readonly endpoint: URL;
  /** PEM text of the certificate authorities to trust instead of the built-in ones. */
  readonly ca?: string | undefined;
  /** Accept any certificate. Off unless asked for. */
  readonly insecure?: boolean | undefined;
  /** Name the certificate is asked for and has to cover; the endpoint's host when absent. */
  readonly serverName?: string | undefined;
  readonly limits?: Partial<TransportLimits> | undefined;
  /** Milliseconds since the epoch, for `startedAt`; the machine's clock when absent. */
  readonly now?: (() => number) | undefined;
}

/** Host and port a URL leads to; IPv6 addresses without their brackets. */
export function hostAndPort(endpoint: URL): { host: string; port: number; secure: boolean } {
  const secure = endpoint.protocol === 'https:';
  return {
    host: endpoint.hostname.replace(/^\[(.*)\]$/, '$1'),
    port: endpoint.port === '' ? (secure ? 443 : 80) : Number(endpoint.port),
    secure,
  };
}

import type { FailureKind, TransportFailure } from './exchange.ts';

/** `code` of a Node or undici error, `''` when there is none. */
export function errorCode(error: unknown): string {
  if (typeof error !== 'object' || error === null) return '';
  if ('code' in error && typeof error.code === 'string') return error.code;
  // connecting to a name with several addresses fails with all their errors in one
  return error instanceof AggregateError ? errorCode(error.errors[0]) : '';
}

const NOT_OURS_TO_SEND = new Set(['EMFILE', 'ENFILE', 'ENOBUFS', 'EADDRNOTAVAIL', 'EACCES', 'EPERM']);
const UNKNOWN_ISSUER = new Set([
  'DEPTH_ZERO_SELF_SIGNED_CERT',
  'SELF_SIGNED_CERT_IN_CHAIN',
  'UNABLE_TO_VERIFY_LEAF_SIGNATURE',
  'UNABLE_TO_GET_ISSUER_CERT',
  'UNABLE_TO_GET_ISSUER_CERT_LOCALLY',
]);

/**
 * Why no connection was made.
 * @param where host and port for the message
 * @param secure whether TLS was asked for
 */
export function dialFailure(error: unknown, where: string, secure: boolean): TransportFailure {
  const code = errorCode(error);
  const failed = (kind: FailureKind, message: string): TransportFailure => ({ kind, message, detail: code });
  if (code === 'ENOTFOUND' || code.startsWith('EAI_')) {
    return failed('dns', `the name in ${where} does not resolve`);
  }
  if (code === 'ETIMEDOUT') return failed('connect-timeout', `no connection to ${where} in time`);
  if (code.startsWith('ERR_OSSL_PEM') || NOT_OURS_TO_SEND.has(code)) {
    return failed('not-delivered', `this machine could not open a connection to ${where} (${code})`);
  }
  if (code === 'ECONNREFUSED') return failed('connect-refused', `nothing listens at ${where}`);
  if (['EHOSTUNREACH', 'ENETUNREACH', 'EHOSTDOWN', 'ENETDOWN'].includes(code) || !secure) {
    return failed('connect-refused', `${where} cannot be reached (${code || 'no reason given'})`);
  }
  return failed('tls', tlsMessage(code, where));
}

function tlsMessage(code: string, where: string): string {
  const orInsecure = 'or set `tls.insecure: true` in the profile to accept any certificate';
  if (UNKNOWN_ISSUER.has(code)) {
    return `the certificate of ${where} is self-signed or from an unknown authority: give the authority's certificate as \`tls.ca\` in the profile, ${orInsecure}`;
  }
  if (code === 'CERT_HAS_EXPIRED' || code === 'CERT_NOT_YET_VALID') {
    return `the certificate of ${where} is not valid today (${code}): renew it, ${orInsecure}`;
  }
  if (code === 'ERR_TLS_CERT_ALTNAME_INVALID') {
    return `the certificate of ${where} was issued for another name: use an endpoint name it covers, ${orInsecure}`;
  }
  if (
    code === 'EPROTO' ||
    code === 'ERR_SSL_WRONG_VERSION_NUMBER' ||
    code === 'ERR_SSL_PACKET_LENGTH_TOO_LONG'
  ) {
    return `${where} does not answer in TLS: is the endpoint http:// and not https:// ?`;
  }
  return `the TLS handshake with ${where} failed (${code || 'no reason given'})`;
}

/** What a connection that broke after it was made is reported as. */
export function brokenFailure(error: unknown): TransportFailure {
  const code = errorCode(error);
  if (code.startsWith('ERR_SSL') || code === 'EPROTO') {
    return { kind: 'tls', message: `TLS failed on an open connection (${code})`, detail: code };
  }
  return { kind: 'reset', message: 'the target reset the connection', detail: code };
}

/** Carries a failure through an interface that wants an Error. */
export class DialError extends Error {
  readonly failure: TransportFailure;

  constructor(failure: TransportFailure) {
    super(failure.message);
    this.name = 'DialError';
    this.failure = failure;
  }
}

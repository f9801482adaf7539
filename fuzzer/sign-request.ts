import type { Dialect } from '../dialects/core/dialect.ts';
import { type Header, withHeader } from '../dialects/core/headers.ts';
import type { Operation } from '../dialects/core/operation.ts';
import type { WireRequest } from '../dialects/core/request.ts';
import type { Credentials, SignOptions } from '../dialects/core/signing.ts';
import { bodyBytes, type Field, rawItems, type StructuredRequest } from './structured-request.ts';

/** What a request is signed with. */
export interface SigningInput {
  readonly dialect: Dialect;
  /** Undefined for an anonymous request. */
  readonly credentials: Credentials | undefined;
  /** The server's clock, ms since the epoch. */
  readonly now: number;
}

/**
 * The request with the credentials that its parts ask for.
 * @param plain the request as it is signed: what `prepared` says, finished
 */
export function signRequest(
  plain: WireRequest,
  prepared: StructuredRequest,
  operation: Operation,
  { dialect, credentials, now }: SigningInput,
): StructuredRequest {
  const { signing } = prepared;
  const { signer } = dialect;
  const fault = dialect.authenticationFaults.find(({ id }) => id === signing.fault);
  const given = withFaultParts(plain, fault?.sign);
  if (!credentials || signing.none || fault?.sign?.none) {
    return merge(prepared, fault?.tamper?.(given) ?? given);
  }
  const seconds = Math.floor(now / 1000);
  const options: SignOptions = {
    scheme: signing.scheme ?? signer.schemes[0] ?? '',
    notBefore: seconds + signing.validFrom,
    notAfter: seconds + signing.validUntil,
    signedHeaders: signing.signedHeaders,
    signedQuery: signing.signedQuery,
  };
  const own: Credentials = { ...credentials, ...signing.credentials };
  const used = fault?.sign?.credentials?.(own) ?? own;
  const optionsUsed = fault?.sign?.options?.(options) ?? options;
  const signed =
    operation.authentication === 'form'
      ? withLength(signer.signForm?.(given, used, optionsUsed) ?? given, plain.body.length)
      : operation.authentication === 'none'
        ? given
        : signer.sign(given, used, optionsUsed);
  return merge(prepared, fault?.tamper?.(signed) ?? signed);
}

function withFaultParts(
  plain: WireRequest,
  fault: {
    readonly headers?: readonly Header[];
    readonly query?: readonly (readonly [string, string])[];
  } = {},
): WireRequest {
  const { headers = [], query = [] } = fault;
  if (headers.length === 0 && query.length === 0) return plain;
  const added = query.map(([name, value]) => `${encodeURIComponent(name)}=${encodeURIComponent(value)}`);
  const glue = plain.target.includes('?') ? '&' : '?';
  return {
    ...plain,
    target: added.length === 0 ? plain.target : `${plain.target}${glue}${added.join('&')}`,
    headers: [...plain.headers, ...headers],
  };
}

/** The length of a form that grew when its credentials were put in; one that was wrong on purpose stays. */
function withLength(request: WireRequest, before: number): WireRequest {
  const written = request.headers.find(([name]) => name.toLowerCase() === 'content-length')?.[1];
  if (written !== String(before)) return request;
  return { ...request, headers: withHeader(request.headers, 'Content-Length', String(request.body.length)) };
}

/** The parts of the signed request; fields that were written in a way of their own stay so. */
function merge(prepared: StructuredRequest, signed: WireRequest): StructuredRequest {
  const at = signed.target.indexOf('?');
  const left = [...prepared.headers];
  const headers = signed.headers.map(([name, value]): Field => {
    const index = left.findIndex(
      (field) => field.name === name && (field.auto !== undefined || field.value === value),
    );
    const [own] = index === -1 ? [] : left.splice(index, 1);
    return own?.line === undefined ? { name, value } : { name, value, line: own.line };
  });
  const body = bodyBytes(prepared);
  return {
    ...prepared,
    method: signed.method,
    path: at === -1 ? signed.target : signed.target.slice(0, at),
    query: rawItems(at === -1 ? undefined : signed.target.slice(at + 1)),
    headers,
    // A form was filled in; anything else keeps its parts.
    body: Buffer.compare(body, signed.body) === 0 ? prepared.body : { kind: 'bytes', bytes: signed.body },
  };
}

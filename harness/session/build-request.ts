import { createHash } from 'node:crypto';
import type { Addressing, BodyDigest, Dialect } from '../../dialects/core/dialect.ts';
import { type Header, type HeaderList, headerValue, withHeader } from '../../dialects/core/headers.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import type { QueryItem, WireRequest } from '../../dialects/core/request.ts';
import type { Credentials, SignOptions } from '../../dialects/core/signing.ts';
import type { RequestSpec } from '../check/context.ts';

/** What turns a request of a check into bytes: pure, so the same call gives the same request. */
export interface BuildInput {
  readonly dialect: Dialect;
  readonly operation: Operation;
  readonly addressing: Addressing;
  readonly spec: RequestSpec;
  /** Undefined for an anonymous request. */
  readonly credentials: Credentials | undefined;
  /** The target's clock, ms since the epoch. */
  readonly now: number;
}

/** Signatures start this many seconds before now, so that a target's clock a little behind ours accepts them. */
const BACKDATE_SECONDS = 60;
const LIFETIME_SECONDS = 3600;

/** Addresses and signs a request as its spec asks. */
export function buildRequest(input: BuildInput): WireRequest {
  const { dialect, operation, addressing, spec } = input;
  const body = spec.body === undefined ? new Uint8Array() : toBytes(spec.body);
  const addressed = dialect.address(
    operation,
    {
      account: spec.account,
      bucket: /^(bucket|object)$/.test(operation.resource) ? spec.bucket : undefined,
      key: operation.resource === 'object' ? spec.key : undefined,
      query: queryOf(operation, spec),
      headers: headersOf(spec),
      body,
    },
    addressing,
  );
  const request: WireRequest = {
    ...addressed,
    method: spec.method ?? addressed.method,
    headers: [
      ...addressed.headers,
      ...bodyHeaders(dialect.bodyDigest, operation, spec, addressed.headers, body),
    ],
    body,
  };
  const prepared = spec.beforeSigning?.(request) ?? request;
  const signed = sign(input, prepared);
  return spec.afterSigning?.(signed) ?? signed;
}

function sign({ dialect, operation, spec, credentials, now }: BuildInput, request: WireRequest): WireRequest {
  if (!credentials) return request;
  const seconds = Math.floor(now / 1000);
  const [defaultScheme = ''] = dialect.signer.schemes;
  const options: SignOptions = {
    scheme: spec.sign?.scheme ?? defaultScheme,
    notBefore: seconds + (spec.sign?.validFrom ?? -BACKDATE_SECONDS),
    notAfter: seconds + (spec.sign?.validUntil ?? LIFETIME_SECONDS),
    signedHeaders: spec.sign?.signedHeaders,
    signedQuery: spec.sign?.signedQuery,
  };
  const { signer } = dialect;
  const credentialsUsed = spec.sign?.credentials?.(credentials) ?? credentials;
  const optionsUsed = spec.sign?.options?.(options) ?? options;
  if (operation.authentication !== 'form') return signer.sign(request, credentialsUsed, optionsUsed);
  return withLength(signer.signForm?.(request, credentialsUsed, optionsUsed) ?? request, request.body.length);
}

/** The Content-Length of a form that grew when its credentials were put in; one that was wrong on purpose stays. */
function withLength(request: WireRequest, before: number): WireRequest {
  if (headerValue(request.headers, 'content-length') !== String(before)) return request;
  const headers = withHeader(request.headers, 'Content-Length', String(request.body.length));
  return { ...request, headers };
}

/** The given items, after the operation's sub-resources that are not among them. */
function queryOf({ subresources }: Operation, { query = [] }: RequestSpec): QueryItem[] {
  const given: QueryItem[] = isList(query)
    ? [...query]
    : Object.entries(query).flatMap(([name, value]) => (value === undefined ? [] : [[name, value] as const]));
  const absent = subresources.filter((name) => !given.some(([present]) => present === name));
  return [...absent.map((name) => [name, null] as const), ...given];
}

function headersOf({ headers }: RequestSpec): Header[] {
  if (headers === undefined) return [];
  if (isList(headers)) return [...headers];
  return Object.entries(headers).flatMap(([name, value]) =>
    value === undefined ? [] : [[name, value] as const],
  );
}

function isList<T>(value: object | readonly T[]): value is readonly T[] {
  return Array.isArray(value);
}

/** Framing and digest a well-behaved client would add: before signing, since dialects may sign them. */
function bodyHeaders(
  digest: BodyDigest,
  operation: Operation,
  spec: RequestSpec,
  headers: HeaderList,
  body: Uint8Array,
): Header[] {
  const added: Header[] = [];
  const carriesBody =
    operation.body.kind !== 'none' || body.length > 0 || /^(PUT|POST)$/.test(operation.method);
  if (carriesBody && headerValue(headers, 'content-length') === undefined && framedByLength(spec)) {
    added.push(['Content-Length', String(body.length)]);
  }
  const digested = 'md5' in operation.body && operation.body.md5 === 'required';
  if (digested && spec.digest !== false && headerValue(headers, digest.header) === undefined) {
    added.push([digest.header, createHash('md5').update(body).digest(digest.encoding)]);
  }
  return added;
}

/** False where the raw transport was asked to leave the length out or to send chunks instead. */
function framedByLength({ raw }: RequestSpec): boolean {
  return !raw?.omitContentLength && typeof raw?.framing !== 'object';
}

/** UTF-8 for text, the bytes themselves otherwise. */
export function toBytes(body: Uint8Array | string): Uint8Array {
  return typeof body === 'string' ? new TextEncoder().encode(body) : body;
}

import { createHash } from 'node:crypto';
import { type Addressing, type Dialect, operationById } from '../dialects/core/dialect.ts';
import { renderDocument } from '../dialects/core/document-render.ts';
import { type Header, withHeader } from '../dialects/core/headers.ts';
import type { Fixture, Operation } from '../dialects/core/operation.ts';
import type { QueryItem, WireRequest } from '../dialects/core/request.ts';
import type { Credentials, SignOptions } from '../dialects/core/signing.ts';
import type { RequestSpec } from '../harness/check/context.ts';
import { buildRequest } from '../harness/session/build-request.ts';
import { sampleRequest } from '../harness/session/prepare.ts';
import { joinBytes, wireBytes } from '../harness/transport/bytes.ts';
import type { RawOptions } from '../harness/transport/raw-transport.ts';
import type { CaseParameter, FuzzCase, MutationStep } from './case.ts';
import type { MutationClass } from './mutations/mutation.ts';
import { fill, fillDocument, fillJson, type PlaceholderValues, placeholderValues } from './placeholders.ts';
import {
  bodyBytes,
  type Field,
  rawItems,
  type StructuredRequest,
  structured,
  targetOf,
} from './structured-request.ts';

/** What a case is rendered with: one server's side of it, and the time. */
export interface RenderInput {
  readonly dialect: Dialect;
  readonly addressing: Addressing;
  readonly fixture: Fixture;
  /** ETag of the prepared object. */
  readonly etag: string;
  /** Undefined for an anonymous request. */
  readonly credentials: Credentials | undefined;
  /** The server's clock, ms since the epoch. */
  readonly now: number;
  readonly mutations: ReadonlyMap<string, MutationClass>;
}

/** A case as a request. */
export interface Rendered {
  /** For the pooled client; also what records show of a raw request. */
  readonly request: WireRequest;
  /** Every byte and how it is sent, for the raw sender. */
  readonly raw?: { readonly bytes: Uint8Array; readonly options: RawOptions };
  /** Places in the case's list of the mutations that changed something. */
  readonly applied: readonly number[];
}

/** Signatures start this long before now, so that a clock a little behind accepts them; seconds. */
const BACKDATE = 60;
const LIFETIME = 3600;

/**
 * The request of a case. Pure: the same case and input give the same bytes.
 * @throws Error for an operation the dialect lacks or a class the registry lacks
 */
export function render(fuzzCase: FuzzCase, input: RenderInput): Rendered {
  const operation = operationById(input.dialect, fuzzCase.operation);
  const values = placeholderValues(input.fixture, input.etag);
  const base = unsigned(fuzzCase, operation, input, values);
  const applied: number[] = [];
  const change = (
    request: StructuredRequest,
    wanted: 'before-signing' | 'after-signing',
  ): StructuredRequest =>
    fuzzCase.mutations.reduce((changed, step, index) => {
      const { order } = classOf(step, input.mutations);
      const usual = fuzzCase.signOrder === 'mutate-then-sign' ? 'before-signing' : 'after-signing';
      if ((order ?? usual) !== wanted) return changed;
      const next = applyStep(changed, step, operation, input, values);
      if (next === undefined) return changed;
      applied.push(index);
      return next;
    }, request);
  const prepared = change(base, 'before-signing');
  const signed = sign(finish(prepared), prepared, operation, input);
  const final = change(signed, 'after-signing');
  return { ...written(final, fuzzCase.sender), applied };
}

/** The class of a step. @throws Error when the registry has none of that name */
function classOf({ slug }: MutationStep, mutations: ReadonlyMap<string, MutationClass>): MutationClass {
  const found = mutations.get(slug);
  if (!found) throw new Error(`there is no mutation class ${slug}`);
  return found;
}

function applyStep(
  request: StructuredRequest,
  step: MutationStep,
  operation: Operation,
  { dialect, mutations }: RenderInput,
  values: PlaceholderValues,
): StructuredRequest | undefined {
  const args = fillJson(step.args, values);
  return classOf(step, mutations).apply(request, step.slot, args, { dialect, operation });
}

/** The request without its mutations and without credentials. */
export function unsigned(
  fuzzCase: FuzzCase,
  operation: Operation,
  { dialect, addressing, fixture, now }: Pick<RenderInput, 'dialect' | 'addressing' | 'fixture' | 'now'>,
  values: PlaceholderValues,
): StructuredRequest {
  const sample = sampleFor(operation, fixture);
  const request = buildRequest({
    dialect,
    operation,
    addressing,
    spec: {
      ...sample,
      query: overlay((sample.query ?? []) as readonly QueryItem[], fuzzCase.parameters, 'query', values),
      headers: overlay(
        (sample.headers ?? []) as readonly Header[],
        fuzzCase.parameters,
        'header',
        values,
      ).map(([name, value]): Header => [name, value ?? '']),
      body: bodyOf(fuzzCase, dialect, values) ?? sample.body,
    },
    credentials: undefined,
    now,
  });
  const whole = structured(request, {
    validFrom: -BACKDATE,
    validUntil: LIFETIME,
    ...(fuzzCase.identity === 'anonymous' ? { none: true } : {}),
  });
  return { ...whole, headers: whole.headers.map((field) => automatic(field, dialect)) };
}

/** Samples over fixtures that serve many cases. */
const samples = new WeakMap<Fixture, Map<string, RequestSpec>>();

function sampleFor(operation: Operation, fixture: Fixture): RequestSpec {
  const known = samples.get(fixture) ?? new Map<string, RequestSpec>();
  samples.set(fixture, known);
  const sample = known.get(operation.id) ?? sampleRequest(operation, fixture);
  known.set(operation.id, sample);
  return sample;
}

/** A length or digest among the fields of a valid request is that of its body, so it follows what the body becomes. */
function automatic(field: Field, { bodyDigest }: Dialect): Field {
  const name = field.name.toLowerCase();
  if (name === 'content-length') return { ...field, auto: 'length' };
  return name === bodyDigest.header.toLowerCase() && field.value !== ''
    ? { ...field, auto: bodyDigest.encoding }
    : field;
}

function overlay<T extends string | null>(
  sample: readonly (readonly [string, T])[],
  parameters: readonly CaseParameter[],
  where: CaseParameter['in'],
  values: PlaceholderValues,
): (readonly [string, string | null])[] {
  const items: (readonly [string, string | null])[] = [...sample];
  for (const { in: place, name, value } of parameters) {
    if (place !== where) continue;
    const item = [name, value === null ? null : fill(value, values)] as const;
    const at = items.findIndex(([found]) => found.toLowerCase() === name.toLowerCase());
    if (at === -1) items.push(item);
    else items[at] = item;
  }
  return items;
}

function bodyOf(
  { body }: FuzzCase,
  dialect: Dialect,
  values: PlaceholderValues,
): Uint8Array | string | undefined {
  if (body === undefined) return undefined;
  if (body.kind === 'base64') return Buffer.from(body.base64, 'base64');
  const spec = dialect.documents[body.document];
  if (!spec) throw new Error(`${dialect.name} has no document ${body.document}`);
  return renderDocument(spec, fillDocument(body.value, values));
}

/** The wire request that the parts make, with lengths and digests of the body as it is now. */
function finish(request: StructuredRequest): WireRequest {
  const body = bodyBytes(request);
  return {
    method: request.method,
    target: targetOf(request),
    headers: request.headers.map((field): Header => [field.name, fieldValue(field, body)]),
    body,
  };
}

function fieldValue({ value, auto }: Field, body: Uint8Array): string {
  if (auto === undefined) return value;
  return auto === 'length' ? String(body.length) : createHash('md5').update(body).digest(auto);
}

function sign(
  plain: WireRequest,
  prepared: StructuredRequest,
  operation: Operation,
  { dialect, credentials, now }: RenderInput,
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

function written(final: StructuredRequest, sender: FuzzCase['sender']): Omit<Rendered, 'applied'> {
  const request = finish(final);
  if (sender === 'undici') return { request };
  const { framing } = final;
  const lineEnd = framing.lineEnd ?? '\r\n';
  const lines = [
    framing.requestLine ?? `${request.method} ${request.target} ${framing.version}`,
    ...final.headers.map(
      (field, index) => field.line ?? `${field.name}: ${request.headers[index]?.[1] ?? ''}`,
    ),
    '',
    '',
  ];
  const bytes = joinBytes([
    wireBytes(framing.before ?? ''),
    ...lines.map((line, index) => wireBytes(index === 0 ? line : `${lineEnd}${line}`)),
    framing.content ?? request.body,
    framing.after ?? new Uint8Array(),
  ]);
  const options: RawOptions = {
    responsesTo: [request.method],
    lingerMs: LINGER_MS,
    limits: { responseMs: RAW_PATIENCE_MS },
    ...framing.raw,
  };
  return { request, raw: { bytes, options } };
}

/** A server may wait for the rest of what a malformed request announced; nobody waits that long with it. */
const RAW_PATIENCE_MS = 2000;
/** How long a raw connection is watched after its answer, for bytes that should not come. */
const LINGER_MS = 5;

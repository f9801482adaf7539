import type { CheckContext, IdentityName, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';

/** One rule of a cross-origin configuration. Empty lists and what is absent are left out of the document. */
export interface CorsRule {
  readonly id?: string;
  readonly origins: readonly string[];
  readonly methods: readonly string[];
  readonly headers?: readonly string[];
  readonly expose?: readonly string[];
  /** Seconds, as text. */
  readonly maxAge?: string;
}

/** Cross-origin access of a dialect. */
export interface CorsBinding {
  readonly putCors: string;
  readonly getCors: string;
  readonly deleteCors: string;
  readonly preflight: string;
  /** Document of a configuration, and the path of its origins in it. */
  readonly document: string;
  readonly origins: string;
  /** Who sends preflights where it does not matter: a dialect may document them as signed. */
  readonly preflightAs: IdentityName;
  /** Headers and body of a request that sets these rules. */
  readonly rules: (rules: readonly CorsRule[]) => Pick<RequestSpec, 'headers' | 'body'>;
  /** The rules of a configuration as it was read. */
  readonly rulesIn: (t: CheckContext, exchange: Exchange) => readonly CorsRule[];
  /** How a preflight that no rule allows may be answered; headers that must not be there are added by the checks. */
  readonly unmatched: Expectation;
}

/** What a browser asks before it sends a request. */
export interface PreflightSpec {
  readonly origin: string;
  readonly method: string;
  readonly headers?: string;
  readonly key?: string;
  readonly bucket?: string;
  readonly query?: RequestSpec['query'];
  readonly as?: IdentityName;
}

/** A preflight as a request of a check; for a key that does not exist unless one is named. */
export function preflight(t: CheckContext, binding: CorsBinding, asked: PreflightSpec): RequestSpec {
  const { origin, method, headers, key = t.key('asked for'), bucket, query } = asked;
  return {
    op: binding.preflight,
    key,
    bucket,
    ...(query === undefined ? {} : { query }),
    headers: {
      Origin: origin,
      'Access-Control-Request-Method': method,
      'Access-Control-Request-Headers': headers,
    },
    as: asked.as ?? binding.preflightAs,
  };
}

/** Sets the rules of a bucket, the leased one unless another is named. @throws CheckInconclusive */
export async function configure(
  t: CheckContext,
  binding: CorsBinding,
  rules: readonly CorsRule[],
): Promise<void> {
  await t.setup({ op: binding.putCors, ...binding.rules(rules) });
}

/** A success that names the origin, or everyone. */
export function allowedOrigin(origin: string): Expectation {
  return { success: true, headers: { 'access-control-allow-origin': { oneOf: [origin, '*'] } } };
}

/** Asks until the preflight is allowed, and judges it; `headers` are expected besides the allowed origin. */
export function expectAllowed(
  t: CheckContext,
  binding: CorsBinding,
  asked: PreflightSpec,
  headers: Expectation['headers'] = {},
): Promise<Exchange> {
  const allowed = allowedOrigin(asked.origin);
  return t.eventually(preflight(t, binding, asked), {
    ...allowed,
    headers: { ...allowed.headers, ...headers },
    body: 'empty',
  });
}

/** Asks until the preflight is answered as one that no rule allows, without what these headers say. */
export function expectUnmatched(
  t: CheckContext,
  binding: CorsBinding,
  asked: PreflightSpec,
  headers: Expectation['headers'],
): Promise<Exchange> {
  const { unmatched } = binding;
  return t.eventually(preflight(t, binding, asked), {
    ...unmatched,
    headers: { ...unmatched.headers, ...headers },
  });
}

/** The header fields that a refusal for the origin must not have. */
export const NO_ORIGIN = { 'access-control-allow-origin': { absent: true } } as const;
/** The header fields that a refusal for the method must not have. */
export const NO_METHODS = { 'access-control-allow-methods': { absent: true } } as const;

/** The header field that a refusal for one of these request headers must not have them in. */
export function noHeaders(...names: string[]): NonNullable<Expectation['headers']> {
  return { 'access-control-allow-headers': { listsNone: names } };
}

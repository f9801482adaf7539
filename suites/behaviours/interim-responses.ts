import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Expectation } from '../../harness/check/expectation.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { type GroundsFor, grounded, type SharedChecks } from './grounds.ts';

/** How long a body is held back at most, ms: far longer than any server needs for an interim response. */
const HELD_MS = 8_000;
const WAITING = { expectContinue: { waitMs: HELD_MS }, limits: { responseMs: 2 * HELD_MS } };

/** A request with a body, ready to be sent, and how it is seen to have worked. */
export interface Bodied {
  readonly request: RequestSpec & { readonly body: Uint8Array | string };
  readonly accepted: Expectation;
  readonly effect: () => Promise<void>;
  readonly noEffect: () => Promise<void>;
}

/** What the checks need to know of an operation. */
export interface InterimBinding {
  /** Prepares the request. @throws CheckInconclusive */
  readonly bodied: (t: CheckContext) => Promise<Bodied>;
  /** Makes a request one that is refused for its header section alone, and says how. */
  readonly refused: (request: RequestSpec) => { readonly request: RequestSpec; readonly refusal: string };
}

function interimChecks({ bodied, refused }: InterimBinding) {
  return {
    'continue-before-body': {
      title: 'Expect: 100-continue is answered before the body is sent: with 100, and then the result',
      run: async (t) => {
        const { request, accepted, effect } = await bodied(t);
        const exchange = await t.send({ ...request, raw: WAITING });
        t.expect(exchange, accepted);
        t.compare(exchange, 'interim responses', [100], interimStatuses(exchange));
        expectNotHeld(t, exchange);
        await effect();
      },
    },
    'refused-before-body': {
      title: 'With Expect: 100-continue a request that is refused anyway is answered before the body is sent',
      run: async (t) => {
        const { request, noEffect } = await bodied(t);
        const { request: wrong, refusal } = refused(request);
        const exchange = await t.send({ ...wrong, raw: WAITING });
        t.expect(exchange, { refusal });
        // the refusal alone, or the permission to go on and then the refusal
        const interim = interimStatuses(exchange);
        t.compare(exchange, 'interim responses', true, interim.length === 0 || interim.join() === '100');
        expectNotHeld(t, exchange);
        await noEffect();
      },
    },
    'continue-letter-case': {
      title: 'The letter case of the expectation does not matter',
      run: async (t) => {
        const { request, accepted, effect } = await bodied(t);
        const exchange = await t.send({
          ...request,
          afterSigning: (signed) => ({ ...signed, headers: [...signed.headers, ['Expect', '100-Continue']] }),
          raw: WAITING,
        });
        t.expect(exchange, accepted);
        expectNotHeld(t, exchange);
        await effect();
      },
    },
    'unknown-expectation': {
      title: 'An expectation other than 100-continue is refused, and the request has no effect',
      run: async (t) => {
        const { request, noEffect } = await bodied(t);
        for (const value of ['200-ok', '100-continue-please']) {
          const exchange = await t.send({
            ...request,
            afterSigning: (signed) => ({ ...signed, headers: [...signed.headers, ['Expect', value]] }),
            raw: {},
          });
          t.expect(exchange, { refusal: 'malformed-request' });
          await noEffect();
        }
      },
    },
  } satisfies SharedChecks;
}

function interimStatuses({ response }: Exchange): number[] {
  return (response?.interim ?? []).map(({ status }) => status);
}

/** The body is sent once something was answered, or after the longest time; the whole exchange tells which it was. */
function expectNotHeld(t: CheckContext, exchange: Exchange): void {
  t.compare(exchange, 'answered before the body was sent', true, exchange.durationMs < HELD_MS);
}

/** Expect: 100-continue. RFC 9110 section 10.1.1. */
export function interimResponses(
  binding: InterimBinding & { readonly grounds: GroundsFor<ReturnType<typeof interimChecks>> },
): CheckDraft[] {
  return grounded(interimChecks(binding), binding.grounds);
}

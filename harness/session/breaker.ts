import { CheckInconclusive } from '../check/check.ts';
import type { Exchange, FailureKind } from '../transport/exchange.ts';

/** Stops a run whose target has gone away, instead of waiting for every time-out there is. */
export interface Breaker {
  /** Counts the outcome of an exchange. */
  readonly note: (exchange: Exchange) => void;
  /** @throws CheckInconclusive `target-unreachable` once the target has been given up */
  readonly assertClosed: () => void;
  /** Why the target was given up, or undefined. */
  readonly reason: () => string | undefined;
}

/** So many failures without one response between them mean the target is gone. */
const FAILURES_IN_A_ROW = 40;

/** Nothing came of the exchange, or nothing but waiting. */
const GONE: ReadonlySet<FailureKind> = new Set([
  'connect-refused',
  'dns',
  'tls',
  'connect-timeout',
  'response-timeout',
  'body-timeout',
  'deadline',
]);

/** A connection that was made and broke, as in front of a server that is no longer there. */
const BROKEN: ReadonlySet<FailureKind> = new Set(['reset', 'closed-early']);

/**
 * A breaker that opens after `limit` exchanges in a row without a whole response. Broken connections count for
 * well-formed requests only: they may be a target's answer to a malformed one. What a target says that cannot be read is
 * still something it says.
 */
export function openBreaker(limit: number = FAILURES_IN_A_ROW): Breaker {
  let failures = 0;
  let reason: string | undefined;
  return {
    note: ({ request, response, failure }) => {
      const gone =
        failure &&
        (GONE.has(failure.kind) || (!response && BROKEN.has(failure.kind) && request.transport === 'undici'));
      if (gone) {
        failures++;
        if (failures >= limit)
          reason ??= `${failures} requests in a row failed, the last with: ${failure.message}`;
      } else if (response || failure?.kind === 'malformed-response') {
        failures = 0;
      }
    },
    assertClosed: () => {
      if (reason !== undefined) throw new CheckInconclusive('target-unreachable', reason);
    },
    reason: () => reason,
  };
}

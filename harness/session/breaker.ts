import { CheckInconclusive } from '../check/check.ts';
import type { Exchange } from '../transport/exchange.ts';

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

const GONE: ReadonlySet<string> = new Set([
  'connect-refused',
  'dns',
  'tls',
  'connect-timeout',
  'response-timeout',
  'body-timeout',
  'deadline',
]);

/**
 * A breaker that opens after `limit` exchanges in a row ended without a response. Resets and malformed responses do not
 * count: they may be a target's answer to a malformed request.
 */
export function openBreaker(limit: number = FAILURES_IN_A_ROW): Breaker {
  let failures = 0;
  let reason: string | undefined;
  return {
    note: ({ response, failure }) => {
      if (failure && GONE.has(failure.kind)) {
        failures++;
        if (failures >= limit)
          reason ??= `${failures} requests in a row failed, the last with: ${failure.message}`;
      } else if (response) {
        failures = 0;
      }
    },
    assertClosed: () => {
      if (reason !== undefined) throw new CheckInconclusive('target-unreachable', reason);
    },
    reason: () => reason,
  };
}

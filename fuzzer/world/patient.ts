import { setTimeout as sleep } from 'node:timers/promises';
import type { Session } from '../../harness/session/session.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { outcomeKind } from '../outcome.ts';

/** So many requests in a row may fail to reach a server before it is left alone for a while. */
const CALM = 3;
const STEP_MS = 100;
const LONGEST_MS = 2_000;

/**
 * A session that waits longer and longer while nobody listens, so that a server that is started anew is not taken for
 * one that is gone: some seconds pass before the session's breaker has seen enough.
 */
export function patient(session: Session): Session {
  let failures = 0;
  const asked = async (ask: () => Promise<Exchange>): Promise<Exchange> => {
    if (failures > CALM) await sleep(Math.min(failures * STEP_MS, LONGEST_MS));
    const exchange = await ask();
    failures = outcomeKind(exchange) === 'infrastructure' ? failures + 1 : 0;
    return exchange;
  };
  return {
    ...session,
    send: (spec) => asked(() => session.send(spec)),
    transmit: (request, raw) => asked(() => session.transmit(request, raw)),
  };
}

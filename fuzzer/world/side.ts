import type { Session } from '../../harness/session/session.ts';
import type { Substitutions } from '../../harness/verify/symbolise.ts';

/** One of the two servers a case is sent to. */
export interface Side {
  readonly session: Session;
  /** What in its answers merely names it. */
  readonly substitutions: Substitutions;
}

/** A side from its session. */
export function sideOf(session: Session): Side {
  const { endpoint, addressing } = session.target;
  const { host, hostname } = new URL(endpoint);
  return {
    session,
    substitutions: [
      [host, '‹endpoint›'],
      [hostname, '‹endpoint›'],
      [addressing.hostSuffix, '‹host suffix›'],
      [addressing.serviceHost, '‹service host›'],
    ],
  };
}

import type { Operation } from '../../dialects/core/operation.ts';
import { CHECK_ERROR, type Mismatch } from '../../reports/record.ts';
import { type Check, CheckInconclusive } from '../check/check.ts';
import type { Expectation } from '../check/expectation.ts';
import type { Leases } from '../session/leases.ts';
import type { Session } from '../session/session.ts';
import type { Substitutions } from '../verify/symbolise.ts';
import { checkContext } from './check-context.ts';
import { type CheckExchange, openTranscript } from './transcript.ts';

/** What a check did and found on one server. */
export interface CheckRun {
  readonly exchanges: readonly CheckExchange[];
  readonly mismatches: readonly Mismatch[];
  /** Set when the check did not come to its end on this server. */
  readonly inconclusive?: { readonly code: string; readonly message: string };
  /** How many expectations were judged; a check that judged none proves nothing. */
  readonly judged: number;
  readonly substitutions: Substitutions;
}

/** Sees every expectation a check holds an exchange against. */
export type ExpectationObserver = (operation: Operation, expectation: Expectation) => void;

/**
 * Runs a check once on one server, in its leased bucket. Never rejects: a check that throws is inconclusive, with code
 * `check-error` when the throw is not about the server.
 */
export async function runCheck(
  session: Session,
  leases: Leases,
  check: Check,
  observe: ExpectationObserver = () => undefined,
): Promise<CheckRun> {
  const transcript = openTranscript();
  let judged = 0;
  const judge = (operation: Operation, expectation?: Expectation): void => {
    judged++;
    if (expectation) observe(operation, expectation);
  };
  let inconclusive: CheckRun['inconclusive'];
  try {
    const leased = await leases.take(check.lease, check.id);
    try {
      await check.run(checkContext({ session, leases, check, bucket: leased.bucket, transcript, judge }));
    } finally {
      await leased.release();
    }
  } catch (error) {
    inconclusive = reasonOf(error);
  }
  return {
    ...transcript.read(),
    judged,
    substitutions: substitutionsOf(session),
    ...(inconclusive ? { inconclusive } : {}),
  };
}

function reasonOf(error: unknown): { code: string; message: string } {
  if (error instanceof CheckInconclusive) return { code: error.code, message: error.message };
  const message = error instanceof Error ? `${error.name}: ${error.message}` : String(error);
  return { code: CHECK_ERROR, message };
}

/** How a server may name itself in an answer: by where it is reached, and by the hosts it was told it has. */
function substitutionsOf({ target: { endpoint, addressing } }: Session): Substitutions {
  const { host, hostname } = new URL(endpoint);
  return [
    [host, '‹endpoint›'],
    [hostname, '‹endpoint›'],
    [addressing.hostSuffix, '‹host suffix›'],
    [addressing.serviceHost, '‹service host›'],
  ];
}

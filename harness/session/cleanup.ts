import { setTimeout as sleep } from 'node:timers/promises';
import { CheckInconclusive } from '../check/check.ts';
import type { IdentityName } from '../check/context.ts';
import { configured } from '../target/target.ts';
import type { Exchange } from '../transport/exchange.ts';
import { emptyBucket } from './empty-bucket.ts';
import type { Session } from './session.ts';

/** Rounds of emptying and deleting before a bucket is given up; listings may lag behind what they list. */
const ROUNDS = 3;

/** Pause before another round, ms, unless the target's consistency window is longer. */
const PAUSE_MS = 200;

/**
 * Empties and removes a bucket of the run, as the identity that created it: uploads, objects, versions, then the bucket.
 * Notes in the ledger that it is gone. Nothing but buckets of the run's own stem is ever touched. Never throws for what
 * the target does.
 * @returns undefined when the bucket is gone, otherwise a sentence about what is left
 */
export async function removeBucket(session: Session, bucket: string): Promise<string | undefined> {
  if (!bucket.toLowerCase().includes(session.names.stem)) {
    return `bucket ${bucket} was made by a check but does not bear the run's name, so it is not removed: look at it`;
  }
  let problem: string | undefined;
  for (const as of owners(session, bucket)) {
    try {
      problem = await removeAs(session, bucket, as);
    } catch (error) {
      if (!(error instanceof CheckInconclusive)) throw error;
      problem = `bucket ${bucket}: ${error.message}`;
    }
    if (problem === undefined) {
      if (session.ledger.live().some((one) => one.bucket === bucket)) {
        session.ledger.note('removed', { kind: 'bucket', bucket, identity: as });
      }
      return undefined;
    }
  }
  return problem;
}

/** Whoever asked for the bucket, most likely owner first; then the other identities, for what nobody is known to own. */
function owners(session: Session, bucket: string): IdentityName[] {
  const known = session.ledger.live().find((one) => one.bucket === bucket)?.identities ?? [];
  const usable: IdentityName[] = [
    ...configured(session.target.identities).map(([role]) => role),
    'anonymous',
  ];
  const asked = known.flatMap((name) => usable.filter((one) => one === name));
  return [...new Set<IdentityName>([...asked, 'main'])];
}

async function removeAs(session: Session, bucket: string, as: IdentityName): Promise<string | undefined> {
  const { deleteBucket } = session.dialect.housekeeping;
  for (let round = 0; round < ROUNDS; round++) {
    if (round > 1) await sleep(Math.max(PAUSE_MS, session.target.consistencyMs));
    if (isGone(await session.send({ op: deleteBucket, bucket, as }))) return undefined;
    await emptyBucket(session, bucket, { as, fromLedger: round > 0 });
  }
  const last = await session.send({ op: deleteBucket, bucket, as });
  return isGone(last) ? undefined : `bucket ${bucket}: ${describe(last)}`;
}

function isGone({ response }: Exchange): boolean {
  return (
    response !== undefined && ((response.status >= 200 && response.status < 300) || response.status === 404)
  );
}

function describe({ response, failure }: Exchange): string {
  return response ? `its deletion answered ${response.status}` : (failure?.message ?? 'no response');
}

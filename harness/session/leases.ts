import { CheckInconclusive, type Filling, type Lease } from '../check/check.ts';
import type { RequestSpec } from '../check/context.ts';
import type { Exchange } from '../transport/exchange.ts';
import { readBody } from '../verify/read-body.ts';
import { bucketRooms } from './bucket-rooms.ts';
import { removeBucket } from './cleanup.ts';
import { lastingBuckets } from './lasting-buckets.ts';
import { parallel } from './parallel.ts';
import { requireSuccess } from './require-success.ts';
import { semaphore } from './semaphore.ts';
import type { Session } from './session.ts';

/** Hands out buckets to checks and takes them back. */
export interface Leases {
  /** @throws CheckInconclusive when the bucket cannot be created or filled */
  readonly take: (lease: Lease, checkId: string) => Promise<Leased>;
  /** Registers a bucket a check may create itself, so that it is removed with the check's own bucket. */
  readonly adopt: (checkId: string, bucket: string) => void;
  /** Waits until a check may create buckets itself; from its second one on that is at once. */
  readonly beforeCreating: (checkId: string) => Promise<void>;
  /** Removes every bucket of the session that is, or may be, there. @returns sentences about what is left */
  readonly close: () => Promise<string[]>;
}

/** A bucket lent to one check. `release` removes what is the check's alone. */
export interface Leased {
  readonly bucket: string;
  readonly release: () => Promise<void>;
}

/** Most buckets of checks that hold one of their own, at the same time; services make them slowly. */
const OWN_BUCKETS = 16;

/** What a check holds besides its lease. */
interface Adopted {
  readonly buckets: string[];
  /** Resolves to what lets the next check create buckets; undefined until the check wants to. */
  place?: Promise<() => void>;
}

/**
 * Leases of one session. Own buckets live until their check is over, shared and group buckets until `close`, or until
 * somebody needs their room: `limits.bucketsPerAccount` holds for all of them together, with a part set aside for
 * checks that create buckets themselves, so that nobody who has a bucket ever waits for somebody who wants one.
 */
export function openLeases(session: Session): Leases {
  const adopted = new Map<string, Adopted>();
  const left = new Map<string, string>();
  const room = shareOut(session.target.limits.bucketsPerAccount);
  const rooms = bucketRooms(room.leased);
  const creators = semaphore(room.creators);
  const slots = semaphore(OWN_BUCKETS);

  const create = async (label: string): Promise<string> => {
    const bucket = session.names.bucket(label, session.credentials('main').account);
    const { createBucket } = session.dialect.housekeeping;
    const { response, failure } = await session.send({ op: createBucket, bucket });
    if (response && response.status >= 200 && response.status < 300) return bucket;
    const got = response ? `status ${response.status}` : (failure?.message ?? 'no response');
    throw new CheckInconclusive('setup-failed', `bucket ${bucket} could not be created: ${got}`);
  };
  const remove = async (bucket: string): Promise<void> => {
    const problem = await removeBucket(session, bucket);
    if (problem === undefined) left.delete(bucket);
    else left.set(bucket, problem);
  };
  const lasting = lastingBuckets(rooms, remove);
  const makeLasting = async (label: string, lease: Lease): Promise<string> => {
    const bucket = await create(label);
    if (typeof lease === 'string' || !lease.fill) return bucket;
    try {
      await lease.fill(fillingOf(session, bucket));
      return bucket;
    } catch (error) {
      await remove(bucket);
      throw error;
    }
  };
  const releaseAdopted = async (checkId: string): Promise<void> => {
    const { buckets, place } = adopted.get(checkId) ?? { buckets: [] };
    adopted.delete(checkId);
    for (const bucket of buckets) await remove(bucket);
    (await place)?.();
  };
  const takeOwn = async (checkId: string): Promise<Leased> => {
    const leave = await slots.acquire();
    const giveBack = await rooms.acquire();
    const free = (): void => {
      giveBack();
      leave();
    };
    try {
      const bucket = await create(`own ${checkId}`);
      return {
        bucket,
        release: async () => {
          await releaseAdopted(checkId);
          await remove(bucket).finally(free);
        },
      };
    } catch (error) {
      free();
      throw error;
    }
  };

  return {
    take: async (lease, checkId) => {
      if (lease === 'none') return { bucket: '', release: () => releaseAdopted(checkId) };
      if (lease === 'own') return takeOwn(checkId);
      const label = lease === 'shared' ? 'shared' : `group ${lease.group}`;
      const { bucket, done } = await lasting.use(label, () => makeLasting(label, lease));
      return { bucket, release: () => releaseAdopted(checkId).finally(done) };
    },
    adopt: (checkId, bucket) => {
      // Any request of the check may bring it about, on a target that is wrong enough.
      session.ledger.note('intended', { kind: 'bucket', bucket, identity: 'main' });
      const known = adopted.get(checkId) ?? { buckets: [] };
      known.buckets.push(bucket);
      adopted.set(checkId, known);
    },
    beforeCreating: async (checkId) => {
      const known = adopted.get(checkId) ?? { buckets: [] };
      adopted.set(checkId, known);
      known.place ??= creators.acquire();
      await known.place;
    },
    close: async () => {
      // The lasting ones, and whatever came about without anybody being told.
      await parallel(session.ledger.live(), ({ bucket }) => remove(bucket));
      return [...left.values()];
    },
  };
}

/** Buckets that a check which creates any is taken to have at a time. */
const MADE_BY_ONE = 3;

/** How many buckets may be leased, and how many checks may create buckets, at the same time. */
function shareOut(limit: number | undefined): { leased: number; creators: number } {
  if (limit === undefined) return { leased: Number.POSITIVE_INFINITY, creators: Number.POSITIVE_INFINITY };
  const aside = Math.min(limit - 1, Math.max(MADE_BY_ONE, Math.floor(limit / 4)));
  return { leased: Math.max(1, limit - aside), creators: Math.max(1, Math.floor(aside / MADE_BY_ONE)) };
}

function fillingOf(session: Session, bucket: string): Filling {
  const { dialect } = session;
  const setup = async (spec: RequestSpec): Promise<Exchange> =>
    requireSuccess(session, spec, await session.send({ ...spec, bucket: spec.bucket ?? bucket }));
  return {
    dialect,
    bucket,
    setup,
    read: ({ response }, document) => response && readBody(dialect, document, response.body).value,
    setupAll: (specs) => parallel(specs, setup),
    copySource: (from, key) => dialect.copySource(from, key, session.addressing()),
  };
}

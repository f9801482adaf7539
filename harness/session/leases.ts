import { CheckInconclusive, type Filling, type Lease } from '../check/check.ts';
import type { RequestSpec } from '../check/context.ts';
import type { Exchange } from '../transport/exchange.ts';
import { readBody } from '../verify/read-body.ts';
import { removeBucket } from './cleanup.ts';
import { parallel } from './parallel.ts';
import { requireSuccess } from './require-success.ts';
import type { Session } from './session.ts';

/** Hands out buckets to checks and takes them back. */
export interface Leases {
  /** @throws CheckInconclusive when the bucket cannot be created or filled */
  readonly take: (lease: Lease, checkId: string) => Promise<Leased>;
  /** Registers a bucket a check may create itself, so that it is removed with the check's own bucket. */
  readonly adopt: (checkId: string, bucket: string) => void;
  /** Removes every bucket of the session that is, or may be, there. @returns sentences about what is left */
  readonly close: () => Promise<string[]>;
}

/** A bucket lent to one check. `release` removes what is the check's alone. */
export interface Leased {
  readonly bucket: string;
  readonly release: () => Promise<void>;
}

/** Buckets of checks that hold one of their own, at the same time; accounts are often limited to a few. */
const DEFAULT_OWN_BUCKETS = 16;

/** Leases of one session. Shared and group buckets live until `close`, own buckets until their check is over. */
export function openLeases(session: Session): Leases {
  const lasting = new Map<string, Promise<string>>();
  const fillings = new Map<string, Promise<void>>();
  const adopted = new Map<string, string[]>();
  const left = new Map<string, string>();
  const limit = session.target.limits.bucketsPerAccount ?? Number.POSITIVE_INFINITY;
  const slots = semaphore(Math.max(1, Math.min(DEFAULT_OWN_BUCKETS, Math.floor(limit / 2))));

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
  const releaseAdopted = async (checkId: string): Promise<void> => {
    const buckets = adopted.get(checkId) ?? [];
    adopted.delete(checkId);
    for (const bucket of buckets) await remove(bucket);
  };

  return {
    take: async (lease, checkId) => {
      if (lease === 'none') return { bucket: '', release: () => releaseAdopted(checkId) };
      if (lease === 'own') {
        const free = await slots.acquire();
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
      }
      const label = lease === 'shared' ? 'shared' : `group ${lease.group}`;
      const held = lasting.get(label) ?? create(label);
      lasting.set(label, held);
      const bucket = await held;
      if (lease !== 'shared' && lease.fill) {
        const filled = fillings.get(label) ?? lease.fill(fillingOf(session, bucket));
        fillings.set(label, filled);
        await filled;
      }
      return { bucket, release: () => releaseAdopted(checkId) };
    },
    adopt: (checkId, bucket) => {
      // Any request of the check may bring it about, on a target that is wrong enough.
      session.ledger.note('intended', { kind: 'bucket', bucket, identity: 'main' });
      adopted.set(checkId, [...(adopted.get(checkId) ?? []), bucket]);
    },
    close: async () => {
      await Promise.allSettled(lasting.values());
      lasting.clear();
      // The lasting ones, and whatever came about without anybody being told.
      await parallel(session.ledger.live(), ({ bucket }) => remove(bucket));
      return [...left.values()];
    },
  };
}

function fillingOf(session: Session, bucket: string): Filling {
  const { dialect, target } = session;
  const setup = async (spec: RequestSpec): Promise<Exchange> =>
    requireSuccess(session, spec, await session.send({ ...spec, bucket: spec.bucket ?? bucket }));
  return {
    dialect,
    bucket,
    setup,
    read: ({ response }, document) => response && readBody(dialect, document, response.body).value,
    setupAll: (specs) => parallel(specs, setup),
    copySource: (from, key) => dialect.copySource(from, key, target.addressing),
  };
}

interface Semaphore {
  /** Waits for a place; the function it resolves to gives the place back. */
  readonly acquire: () => Promise<() => void>;
}

function semaphore(places: number): Semaphore {
  let free = places;
  const waiting: (() => void)[] = [];
  const release = (): void => {
    const next = waiting.shift();
    if (next) next();
    else free++;
  };
  return {
    acquire: async () => {
      if (free > 0) free--;
      else await new Promise<void>((resolve) => waiting.push(resolve));
      return release;
    },
  };
}

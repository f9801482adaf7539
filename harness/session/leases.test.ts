import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { CheckInconclusive, type Filling, type Lease } from '../check/check.ts';
import type { Target } from '../target/target.ts';
import { type Leases, openLeases } from './leases.ts';
import type { Session } from './session.ts';
import { type Answer, type BucketServer, bucketServer } from './testing/bucket-server.ts';
import { testSession } from './testing/test-session.ts';

interface Surroundings {
  readonly server: BucketServer;
  readonly session: Session;
}

async function withLeases(
  use: (leases: Leases, surroundings: Surroundings) => Promise<void>,
  { answer, limits }: { readonly answer?: Answer; readonly limits?: Target['limits'] } = {},
): Promise<void> {
  await using server = await bucketServer(answer);
  const session = testSession(server.endpoint, limits ? { target: { limits } } : {});
  try {
    await use(openLeases(session), { server, session });
  } finally {
    await session.close();
  }
}

/** Refuses what goes to a path or a bucket with `refused` in its name. */
const refusing: Answer = ({ path }, response) => {
  if (!path.includes('refused')) return false;
  response.writeHead(403).end();
  return true;
};

const refusingBuckets: Answer = ({ method }, response) => {
  if (method !== 'PUT') return false;
  response.writeHead(409).end();
  return true;
};

const putting =
  (...keys: string[]) =>
  ({ setupAll }: Filling) =>
    setupAll(keys.map((key) => ({ op: dialect.housekeeping.putObject, key })));

const countOf = ({ requests }: BucketServer, method: string): number =>
  requests.filter((request) => request.method === method && request.path === '/').length;

describe('a shared bucket', () => {
  it('is made once, for the first who asks, and stays', async () => {
    await withLeases(async (leases, { server }) => {
      const taken = await Promise.all(['a', 'b', 'c'].map((check) => leases.take('shared', check)));
      expect(new Set(taken.map(({ bucket }) => bucket)).size).toBe(1);
      for (const { release } of taken) await release();
      await leases.take('shared', 'd');
      expect([countOf(server, 'PUT'), countOf(server, 'DELETE')]).toEqual([1, 0]);
      expect(await leases.close()).toEqual([]);
      expect(server.buckets()).toEqual([]);
    });
  });

  it('that cannot be made is asked for once, and missing for everybody for the same reason', async () => {
    await withLeases(
      async (leases, { server }) => {
        const checks = ['a', 'b', 'c'].map((check) => leases.take('shared', check));
        const results = await Promise.allSettled([...checks, leases.take('shared', 'late')]);
        const reasons = results.map((result) => (result.status === 'rejected' ? result.reason : undefined));
        expect(reasons.every((reason) => reason instanceof CheckInconclusive)).toBe(true);
        expect(new Set(reasons.map(({ message }) => message)).size).toBe(1);
        expect(reasons[0].message).toMatch(/could not be created: status 409/);
        expect(countOf(server, 'PUT')).toBe(1);
        expect(await leases.close()).toEqual([]);
      },
      { answer: refusingBuckets },
    );
  });
});

describe('a group', () => {
  it('has a bucket that is filled once, before any of its checks has it', async () => {
    await withLeases(async (leases, { server }) => {
      const lease: Lease = { group: 'filled', fill: putting('one', 'two', 'three') };
      const taken = await Promise.all(
        ['a', 'b', 'c'].map(async (check) => {
          const { bucket } = await leases.take(lease, check);
          return {
            bucket,
            uploads: server.requests.filter(({ path }) => /^\/(one|two|three)$/.test(path)).length,
          };
        }),
      );
      expect(new Set(taken.map(({ bucket }) => bucket)).size).toBe(1);
      expect(taken.map(({ uploads }) => uploads)).toEqual([3, 3, 3]);
    });
  });

  it('that cannot be filled is inconclusive for all its checks, and its bucket is removed', async () => {
    await withLeases(
      async (leases, { server }) => {
        const lease: Lease = { group: 'refused', fill: putting('one', 'refused') };
        for (const check of ['a', 'b']) {
          await expect(leases.take(lease, check)).rejects.toThrow(CheckInconclusive);
        }
        expect(server.buckets()).toEqual([]);
        expect(await leases.close()).toEqual([]);
        expect([countOf(server, 'PUT'), countOf(server, 'DELETE')]).toEqual([1, 1]);
      },
      { answer: refusing },
    );
  });
});

describe('a bucket of its own', () => {
  it('is nobody else\u2019s, and goes with its check', async () => {
    await withLeases(async (leases, { server }) => {
      const [one, other] = [await leases.take('own', 'a'), await leases.take('own', 'b')];
      expect(one.bucket).not.toBe(other.bucket);
      await one.release();
      expect(server.buckets()).toEqual([other.bucket]);
      await other.release();
      expect(server.buckets()).toEqual([]);
    });
  });

  it('is waited for by those who come when there are many', async () => {
    await withLeases(async (leases, { server }) => {
      const checks = Array.from({ length: 40 }, async (_, index) => {
        const { release } = await leases.take('own', `check ${index}`);
        await release();
      });
      await Promise.all(checks);
      expect(server.most()).toBeLessThanOrEqual(16);
      expect(countOf(server, 'PUT')).toBe(40);
    });
  });

  it('that cannot be made holds up nobody', async () => {
    await withLeases(
      async (leases) => {
        const checks = Array.from({ length: 40 }, (_, index) => leases.take('own', `check ${index}`));
        const results = await Promise.allSettled(checks);
        expect(results.every(({ status }) => status === 'rejected')).toBe(true);
      },
      { answer: refusingBuckets },
    );
  });
});

describe('closing', () => {
  it('says what it could not remove', async () => {
    const stubborn: Answer = ({ method }, response) => {
      if (method !== 'DELETE') return false;
      response.writeHead(403).end();
      return true;
    };
    await withLeases(
      async (leases) => {
        const { bucket } = await leases.take('shared', 'a');
        expect(await leases.close()).toEqual([expect.stringContaining(bucket)]);
      },
      { answer: stubborn },
    );
  });

  it('does not throw when the target is gone by then', async () => {
    await withLeases(async (leases, { server }) => {
      await leases.take('shared', 'a');
      await server[Symbol.asyncDispose]();
      expect(await leases.close()).toHaveLength(1);
    });
  });
});

describe('an account with few buckets', () => {
  /** What a run does with its leases, in any order. */
  const anyLease: fc.Arbitrary<{ lease: Lease; creates: boolean }> = fc.record({
    lease: fc.oneof(
      fc.constant<Lease>('shared'),
      fc.constant<Lease>('own'),
      fc.constant<Lease>('none'),
      fc
        .integer({ min: 1, max: 6 })
        .map((number): Lease => ({ group: `group ${number}`, fill: putting('one') })),
    ),
    creates: fc.boolean(),
  });

  it('is never asked for more than it holds, and every check has its turn', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.integer({ min: 2, max: 8 }),
        fc.array(anyLease, { maxLength: 30 }),
        async (bucketsPerAccount, checks) => {
          await withLeases(
            async (leases, { server, session }) => {
              await Promise.all(
                checks.map(async ({ lease, creates }, index) => {
                  const id = `check ${index}`;
                  const { release } = await leases.take(lease, id);
                  if (creates) {
                    const bucket = session.names.bucket(id, '1250000000');
                    leases.adopt(id, bucket);
                    await leases.beforeCreating(id);
                    await session.send({ op: dialect.housekeeping.createBucket, bucket });
                  }
                  await release();
                }),
              );
              expect(server.most()).toBeLessThanOrEqual(bucketsPerAccount);
              expect(await leases.close()).toEqual([]);
              expect(server.buckets()).toEqual([]);
            },
            { limits: { bucketsPerAccount } },
          );
        },
      ),
      { numRuns: 25 },
    );
  });

  it('has room for the buckets of a check that makes several', async () => {
    for (const bucketsPerAccount of [4, 8, 20, 100]) {
      await withLeases(
        async (leases, { server, session }) => {
          await Promise.all(
            Array.from({ length: 12 }, async (_, index) => {
              const id = `check ${index}`;
              const { release } = await leases.take('own', id);
              await leases.beforeCreating(id);
              for (const tag of ['one', 'two', 'three']) {
                const bucket = session.names.bucket(`${id} ${tag}`, '1250000000');
                leases.adopt(id, bucket);
                await session.send({ op: dialect.housekeeping.createBucket, bucket });
              }
              await release();
            }),
          );
          expect(server.most()).toBeLessThanOrEqual(bucketsPerAccount);
          expect(server.buckets()).toEqual([]);
        },
        { limits: { bucketsPerAccount } },
      );
    }
  });

  it('has a group filled again that had to go in between', async () => {
    await withLeases(
      async (leases, { server }) => {
        const [one, other]: Lease[] = ['one', 'other'].map((group) => ({ group, fill: putting('key') }));
        if (!one || !other) throw new Error('there are two leases');
        for (const lease of [one, other, one]) await (await leases.take(lease, 'check')).release();
        expect(server.requests.filter(({ path }) => path === '/key')).toHaveLength(3);
        expect(server.most()).toBe(1);
      },
      { limits: { bucketsPerAccount: 2 } },
    );
  });

  it('has one check after the other create its buckets, registered or not', async () => {
    await withLeases(
      async (leases) => {
        const { release } = await leases.take('none', 'a');
        await leases.beforeCreating('a');
        leases.adopt('a', 'mine');
        await leases.beforeCreating('a');
        let isNext = false;
        const next = leases.beforeCreating('b').then(() => {
          isNext = true;
        });
        await leases.take('shared', 'c');
        expect(isNext).toBe(false);
        await release();
        await next;
      },
      { limits: { bucketsPerAccount: 2 } },
    );
  });
});

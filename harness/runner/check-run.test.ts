import { describe, expect, it } from 'vitest';
import { type Check, CheckInconclusive } from '../check/check.ts';
import type { CheckContext } from '../check/context.ts';
import { openLeases } from '../session/leases.ts';
import { type Answer, type BucketServer, bucketServer } from '../session/testing/bucket-server.ts';
import { type TestSessionOptions, testSession } from '../session/testing/test-session.ts';
import { type CheckRun, type ExpectationObserver, runCheck } from './check-run.ts';
import { testCheck } from './testing/test-check.ts';

interface Ran {
  readonly run: CheckRun;
  readonly server: BucketServer;
}

async function ran(
  check: Check,
  {
    answer,
    observe,
    ...options
  }: TestSessionOptions & { readonly answer?: Answer; readonly observe?: ExpectationObserver } = {},
): Promise<Ran> {
  await using server = await bucketServer(answer);
  const session = testSession(server.endpoint, options);
  try {
    return { run: await runCheck(session, openLeases(session), check, observe), server };
  } finally {
    await session.close();
  }
}

const get = (t: CheckContext, name: string) => t.send({ op: 'GetObject', key: t.key(name) });

describe('a check', () => {
  it('that throws is inconclusive as a mistake of ours, with what it did so far', async () => {
    const { run } = await ran(
      testCheck(async (t) => {
        await get(t, 'a');
        throw new TypeError('cannot read properties of undefined');
      }),
    );
    expect(run.inconclusive).toEqual({
      code: 'check-error',
      message: 'TypeError: cannot read properties of undefined',
    });
    expect(run.exchanges).toHaveLength(1);
  });

  it('that throws no error is treated alike', async () => {
    const { run } = await ran(testCheck(() => Promise.reject('text')));
    expect(run.inconclusive).toEqual({ code: 'check-error', message: 'text' });
  });

  it('that cannot get what it needs says so in its own words', async () => {
    const { run } = await ran(
      testCheck(() => Promise.reject(new CheckInconclusive('setup-failed', 'no object'))),
    );
    expect(run.inconclusive).toEqual({ code: 'setup-failed', message: 'no object' });
  });

  it('whose bucket cannot be made is inconclusive with the answer', async () => {
    const { run } = await ran(
      testCheck(() => Promise.resolve()),
      {
        answer: (_request, response) => {
          response.writeHead(503).end();
          return true;
        },
      },
    );
    expect(run.inconclusive).toEqual({
      code: 'setup-failed',
      message: expect.stringMatching(/created: status 503/),
    });
  });

  it('notes every mismatch beside its exchange', async () => {
    const { run } = await ran(
      testCheck(async (t) => {
        const [one, two] = [await get(t, 'a'), await get(t, 'b')];
        t.expect(two, { status: 404, headers: { etag: 'x' } });
        t.expect(one, { status: 200 });
        t.compare(one, 'order', ['a', 'b'], ['b', 'a']);
      }),
    );
    expect(run.judged).toBe(3);
    expect(run.mismatches).toEqual([
      { exchange: 1, facet: 'status', expected: '404', got: '200' },
      { exchange: 1, facet: 'header etag', expected: '"x"', got: 'absent' },
      { exchange: 0, facet: 'order', expected: '["a","b"]', got: '["b","a"]' },
    ]);
  });

  it('has requests that are under way together in the order in which it sent them', async () => {
    let release: (() => void) | undefined;
    const second = new Promise<void>((resolve) => {
      release = resolve;
    });
    const { run } = await ran(
      testCheck(async (t) => {
        await Promise.all([get(t, 'slow'), get(t, 'fast')]);
      }),
      {
        answer: async ({ path }) => {
          if (path.endsWith('slow')) await second;
          if (path.endsWith('fast')) release?.();
          return false;
        },
      },
    );
    expect(run.exchanges.map(({ exchange }) => exchange.request.target.split('/').at(-1))).toEqual([
      'slow',
      'fast',
    ]);
  });

  it('that waits for a write keeps the last read alone', async () => {
    let reads = 0;
    const { run, server } = await ran(
      testCheck(async (t) => {
        await t.eventually({ op: 'GetObject', key: t.key() }, { status: 200 });
      }),
      {
        target: { consistencyMs: 60_000 },
        answer: ({ method }, response) => {
          if (method !== 'GET' || ++reads > 2) return false;
          response.writeHead(404).end();
          return true;
        },
      },
    );
    expect(run.mismatches).toEqual([]);
    expect(run.judged).toBe(1);
    expect(run.exchanges).toHaveLength(1);
    expect(server.requests.filter(({ method }) => method === 'GET')).toHaveLength(3);
  });

  it('reads once where writes show at once, and is judged by that', async () => {
    const { run, server } = await ran(
      testCheck(async (t) => {
        await t.eventually({ op: 'GetObject', key: t.key() }, { status: 404 });
      }),
    );
    expect(run.mismatches.map(({ facet }) => facet)).toEqual(['status']);
    expect(server.requests.filter(({ method }) => method === 'GET')).toHaveLength(1);
  });

  it('tells of every expectation it is held against', async () => {
    const seen: unknown[] = [];
    await ran(
      testCheck(async (t) => {
        t.expect(await get(t, 'a'), { status: 200 });
        await t.eventually({ op: 'HeadObject', key: t.key() }, { success: true });
        t.compare(await get(t, 'b'), 'facet', 1, 1);
      }),
      { observe: (operation, expectation) => seen.push([operation.id, expectation]) },
    );
    expect(seen).toEqual([
      ['GetObject', { status: 200 }],
      ['HeadObject', { success: true }],
    ]);
  });

  it('gives its own bucket back, also when it breaks down', async () => {
    for (const work of [() => Promise.resolve(), () => Promise.reject(new Error('broken'))]) {
      const { server } = await ran(testCheck(work, { lease: 'own' }));
      expect(server.most()).toBe(1);
      expect(server.buckets()).toEqual([]);
    }
  });

  it('has buckets removed that it made itself', async () => {
    const { server } = await ran(
      testCheck(
        async (t) => {
          await t.setup({ op: 'PutBucket', bucket: t.newBucketName('other') });
        },
        { lease: 'none' },
      ),
    );
    expect([server.most(), server.buckets()]).toEqual([1, []]);
  });
});

describe('a server that cannot be reached', () => {
  it('is not judged', async () => {
    const server = await bucketServer();
    await server[Symbol.asyncDispose]();
    const session = testSession(server.endpoint);
    const check = testCheck(
      async (t) => {
        t.expect(await get(t, 'a'), { status: 404 });
      },
      { lease: 'none' },
    );
    const run = await runCheck(session, openLeases(session), check);
    await session.close();
    expect(run.inconclusive?.code).toBe('target-unreachable');
    expect(run.mismatches).toEqual([]);
    expect(run.exchanges[0]?.exchange.failure?.kind).toBe('connect-refused');
  });

  it('is not blamed for a request that our own client refuses', async () => {
    const { run } = await ran(
      testCheck(async (t) => {
        t.expect(await t.send({ op: 'GetObject', key: t.key(), headers: { 'X-Bad': 'a\nb' } }), {
          status: 400,
        });
      }),
    );
    expect(run.inconclusive?.code).toBe('check-error');
    expect(run.mismatches).toEqual([]);
  });
});

describe('a seed', () => {
  const check = testCheck(
    async (t) => {
      const key = t.key(t.random.word(5));
      await t.send({ op: 'PutObject', bucket: t.newBucketName('x'), key, body: t.random.bytes(100) });
      await t.send({ op: 'PutObject', key: t.key(), body: String(t.random.below(1000)) });
    },
    { lease: 'own' },
  );
  const sent = async (options: TestSessionOptions) =>
    (await ran(check, options)).server.requests
      .filter(({ path }) => path !== '/')
      .map(({ host, path, body }) => [host, path, body.toString('hex')]);

  it('gives target and reference the same buckets, keys and bodies', async () => {
    const [target, reference] = [await sent({ role: 'target' }), await sent({ role: 'reference' })];
    expect(target).toHaveLength(2);
    expect(reference).toEqual(target);
  });

  it('gives another run other bodies, and other buckets under another run id', async () => {
    const [one, other] = [await sent({}), await sent({ seed: 2, runId: 'other' })];
    expect(one.map(([host]) => host)).not.toEqual(other.map(([host]) => host));
    expect(one.map(([, , body]) => body)).not.toEqual(other.map(([, , body]) => body));
  });
});

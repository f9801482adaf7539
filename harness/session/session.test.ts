import { describe, expect, it } from 'vitest';
import { CheckInconclusive } from '../check/check.ts';
import { scriptedServer } from '../transport/testing/scripted-server.ts';
import { countingLedger, type Ledger } from './ledger.ts';
import { type Answer, bucketServer } from './testing/bucket-server.ts';
import { type TestSessionOptions, testSession } from './testing/test-session.ts';

/** A ledger that also keeps the order of its entries among other events. */
function loggingLedger(log: string[]): Ledger {
  const ledger = countingLedger();
  return {
    ...ledger,
    note: (state, resource) => {
      log.push(`${state} ${resource.kind}${resource.uploadId === undefined ? '' : ` ${resource.uploadId}`}`);
      ledger.note(state, resource);
    },
  };
}

type Use = (session: ReturnType<typeof testSession>, log: string[]) => Promise<void>;

async function withSession(answer: Answer, use: Use, options: TestSessionOptions = {}): Promise<void> {
  const log: string[] = [];
  await using server = await bucketServer((request, response) => {
    log.push(`${request.method} ${request.path}`);
    return answer(request, response);
  });
  const session = testSession(server.endpoint, { ledger: loggingLedger(log), ...options });
  try {
    await use(session, log);
  } finally {
    await session.close();
  }
}

const answering =
  (status: number, body = ''): Answer =>
  (_request, response) => {
    response.writeHead(status).end(body);
    return true;
  };

const key = 'k';
const bucket = 'b-1';

describe('the ledger of a session', () => {
  it.each([
    [200, 'created'],
    [403, 'refused'],
    [409, 'refused'],
  ])('notes an intention before the request and the answer %s after it', async (status, state) => {
    await withSession(answering(status), async ({ send }, log) => {
      await send({ op: 'PutObject', bucket, key });
      expect(log).toEqual(['intended object', 'PUT /k', `${state} object`]);
    });
  });

  it('leaves an intention open where nobody knows what became of it', async () => {
    await withSession(answering(500), async ({ send }, log) => {
      await send({ op: 'PutBucket', bucket });
      expect(log).toEqual(['intended bucket', 'PUT /']);
    });
    await withSession(
      (_request, response) => {
        response.socket?.destroy();
        return true;
      },
      async ({ send }, log) => {
        await send({ op: 'PutBucket', bucket });
        expect(new Set(log)).toEqual(new Set(['intended bucket', 'PUT /']));
      },
    );
  });

  it('keeps the id of an upload', async () => {
    const body =
      '<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>k</Key><UploadId>u1</UploadId></InitiateMultipartUploadResult>';
    await withSession(answering(200, body), async ({ send }, log) => {
      await send({ op: 'InitiateMultipartUpload', bucket, key });
      expect(log).toEqual(['intended upload', 'POST /k?uploads', 'created upload u1']);
    });
  });

  it('has nothing to note where nothing comes or goes', async () => {
    await withSession(answering(200), async ({ send }, log) => {
      await send({ op: 'GetObject', bucket, key });
      await send({ op: 'PutBucketCors', bucket, body: '<a/>' });
      expect(log).toEqual(['GET /k', 'PUT /?cors']);
    });
  });
});

describe('a session', () => {
  it('signs by the clock of the server', async () => {
    await withSession(
      answering(200),
      async (session) => {
        const { request } = await session.send({ op: 'GetService' });
        const [, start] = /q-sign-time=(\d+);/.exec(JSON.stringify(request.headers)) ?? [];
        const ahead = Number(start) * 1000 - Date.now();
        expect(ahead).toBeGreaterThan(3_000_000);
        expect(session.now() - Date.now()).toBeGreaterThan(3_500_000);
      },
      { clockSkewMs: 3_600_000 },
    );
  });

  it('counts what it sent and received', async () => {
    await withSession(answering(200, 'four'), async ({ send, stats }) => {
      await send({ op: 'PutObject', bucket, key, body: 'abc' });
      await send({ op: 'GetObject', bucket, key });
      expect(stats()).toMatchObject({ requests: 2, sentBytes: 3, receivedBytes: 8 });
    });
  });

  it('sends as nobody without a signature, and not at all as somebody it does not know', async () => {
    await withSession(answering(200), async ({ send }, log) => {
      const { request } = await send({ op: 'GetObject', bucket, key, as: 'anonymous' });
      expect(request.headers.map(([name]) => name.toLowerCase())).not.toContain('authorization');
      await expect(send({ op: 'GetObject', bucket, key, as: 'second' })).rejects.toMatchObject({
        code: 'no-identity',
      });
      expect(log).toEqual(['GET /k']);
    });
  });

  it('sends the same request over a socket of its own where bytes matter', async () => {
    await withSession(answering(200), async ({ send }) => {
      const raw = await send({ op: 'GetObject', bucket, key, raw: {} });
      expect([raw.request.transport, raw.response?.status]).toEqual(['raw', 200]);
      const bytes = await send({
        op: 'GetObject',
        bucket,
        key,
        bytes: () => Buffer.from('GET /raw HTTP/1.1\r\nHost: b.x\r\n\r\n'),
      });
      expect(bytes.request.target).toBe('/raw');
    });
  });

  it('gives a target up that has gone away, in the middle of whatever is waiting', async () => {
    const server = await bucketServer();
    await server[Symbol.asyncDispose]();
    const session = testSession(server.endpoint);
    const outcomes = await Promise.all(
      Array.from({ length: 60 }, async () => {
        for (let request = 0; request < 3; request++) await session.send({ op: 'GetService' });
      }).map((work) =>
        work.then(
          () => 'done',
          (error: unknown) => error,
        ),
      ),
    );
    expect(outcomes.every((outcome) => outcome instanceof CheckInconclusive)).toBe(true);
    expect(session.breaker.reason()).toMatch(/requests in a row failed/);
    await session.close();
  });

  it('asks again when an idle connection died under a request that may be repeated', async () => {
    let connections = 0;
    await using server = await scriptedServer((socket) => {
      // The first connection answers once and dies at the second request; every later one answers.
      const isFirst = socket.listenerCount('served') === 0;
      if (isFirst) {
        connections++;
        socket.on('served', () => undefined);
        socket.write('HTTP/1.1 200 OK\r\nContent-Length: 0\r\n\r\n');
      } else socket.destroy();
    });
    const session = testSession(server.endpoint);
    const first = await session.send({ op: 'GetService' });
    const second = await session.send({ op: 'GetService' });
    await session.close();
    expect([first.response?.status, second.response?.status, connections]).toEqual([200, 200, 2]);
  });
});

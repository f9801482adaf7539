import type { RequestSpec } from '../harness/check/context.ts';
import { load } from './load.ts';
import { type ServerProcess, startProcess } from './processes.ts';
import { requestBytes } from './requests.ts';

/** Rounds of each pair; the median counts. */
const ROUNDS = 3;
const BODY = Buffer.alloc(1024, 'x');
export const BUCKET = 'bench-1250000000';

/** One line of the bench: our rate against the bare server's, measured in turn. */
export interface RateLine {
  readonly what: string;
  readonly ours: number;
  readonly bare: number;
  readonly aim: number;
}

/** GET and PUT of 1 KiB, anonymous and signed, against a bare server for the same bytes. */
export async function rates(): Promise<RateLine[]> {
  const ours = await startProcess('cli/main.ts', 'serve', '--port', '0');
  const bare = await startProcess('bench/bare-server.ts');
  try {
    await once(ours, { op: 'PutBucket', bucket: BUCKET, headers: { 'x-cos-acl': 'public-read-write' } });
    await once(ours, { op: 'PutObject', bucket: BUCKET, key: 'object', body: BODY });
    const get = { op: 'GetObject', bucket: BUCKET, key: 'object' } as const;
    const put = { op: 'PutObject', bucket: BUCKET, key: 'written', body: BODY } as const;
    return [
      await pair('GET 1 KiB, anonymous', ours, bare, { ...get, as: 'anonymous' }, 0.5),
      await pair('PUT 1 KiB, anonymous', ours, bare, { ...put, as: 'anonymous' }, 0.5),
      await pair('GET 1 KiB, signed', ours, bare, get, 1 / 3),
      await pair('PUT 1 KiB, signed', ours, bare, put, 1 / 3),
    ];
  } finally {
    ours.stop();
    bare.stop();
  }
}

async function pair(
  what: string,
  ours: ServerProcess,
  bare: ServerProcess,
  spec: RequestSpec,
  aim: number,
): Promise<RateLine> {
  const bytes = requestBytes(spec);
  const measured: { ours: number; bare: number }[] = [];
  await load(ours, bytes, { ms: 500 });
  await load(bare, bytes, { ms: 500 });
  for (let round = 0; round < ROUNDS; round++) {
    const result = await load(ours, bytes);
    const wrong = [...result.statuses.keys()].filter((status) => status !== 200);
    if (wrong.length > 0) throw new Error(`${what}: status ${wrong.join(', ')}`);
    measured.push({ ours: result.perSecond, bare: (await load(bare, bytes)).perSecond });
  }
  const middle = measured.toSorted((a, b) => a.ours / a.bare - b.ours / b.bare)[Math.floor(ROUNDS / 2)];
  return { what, ours: middle?.ours ?? 0, bare: middle?.bare ?? 0, aim };
}

/** Sends one request. @throws Error unless it is answered with 200 */
export async function once(server: ServerProcess, spec: RequestSpec): Promise<void> {
  const { statuses } = await load(server, requestBytes(spec), { connections: 1, ms: 0 });
  if (!statuses.has(200)) throw new Error(`${spec.op}: status ${[...statuses.keys()].join()}`);
}

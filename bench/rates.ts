import type { RequestSpec } from '../harness/check/context.ts';
import { load } from './load.ts';
import { type ServerProcess, startProcess } from './processes.ts';
import { requestBytes } from './requests.ts';

/** Rounds of each pair; the median counts. Many short ones, so that what else the machine does hits both alike. */
const ROUNDS = 9;
const ROUND_MS = 500;
/** Before the first round, until the servers' code is compiled. */
const WARM_UP_MS = 1000;
const BODY = Buffer.alloc(1024, 'x');
export const BUCKET = 'bench-1250000000';

/** One line of the bench: ours against the bare server, measured in turn. */
export interface RateLine {
  readonly what: string;
  readonly ours: Measured;
  readonly bare: Measured;
  readonly aim: number;
}

/** How a server did in one round. */
export interface Measured {
  readonly perSecond: number;
  /** Processor time a request. Hardly depends on what else the machine does. */
  readonly micros: number;
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
  const rounds: Pick<RateLine, 'ours' | 'bare'>[] = [];
  await load(ours, bytes, { ms: WARM_UP_MS });
  await load(bare, bytes, { ms: WARM_UP_MS });
  for (let round = 0; round < ROUNDS; round++) {
    rounds.push({ ours: await measure(ours, bytes), bare: await measure(bare, bytes) });
  }
  const middle = rounds.toSorted((a, b) => rateOf(a) - rateOf(b))[Math.floor(ROUNDS / 2)];
  if (!middle) throw new Error(`${what}: nothing was measured`);
  return { what, ...middle, aim };
}

function rateOf({ ours, bare }: Pick<RateLine, 'ours' | 'bare'>): number {
  return ours.perSecond / bare.perSecond;
}

async function measure(server: ServerProcess, bytes: Buffer): Promise<Measured> {
  const before = server.cpuMicros();
  const { perSecond, statuses } = await load(server, bytes, { ms: ROUND_MS });
  const wrong = [...statuses.keys()].filter((status) => status !== 200);
  if (wrong.length > 0) throw new Error(`status ${wrong.join(', ')}`);
  return { perSecond, micros: (server.cpuMicros() - before) / (statuses.get(200) ?? 0) };
}

/** Sends one request. @throws Error unless it is answered with 200 */
export async function once(server: ServerProcess, spec: RequestSpec): Promise<void> {
  const { statuses } = await load(server, requestBytes(spec), { connections: 1, ms: 0 });
  if (!statuses.has(200)) throw new Error(`${spec.op}: status ${[...statuses.keys()].join()}`);
}

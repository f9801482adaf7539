import { request } from 'node:http';
import { operationById } from '../dialects/core/dialect.ts';
import type { RequestSpec } from '../harness/check/context.ts';
import { buildRequest } from '../harness/session/build-request.ts';
import { type ServerProcess, startProcess } from './processes.ts';
import { once } from './rates.ts';
import { dialect, MAIN } from './requests.ts';

const SIZE = 1024 ** 3;
const BUCKET = `large-${MAIN.account}`;

/** Seconds for 1 GiB each way, and the server's peak memory. */
export interface LargeObjectResult {
  readonly uploadSeconds: number;
  readonly downloadSeconds: number;
  readonly peakBytes: number;
}

/** A 1 GiB object up and down again, streamed on this side too. */
export async function largeObject(): Promise<LargeObjectResult> {
  const server = await startProcess('cli/main.ts', 'serve', '--port', '0');
  try {
    await once(server, { op: 'PutBucket', bucket: BUCKET });
    const upload = await stream(server, { op: 'PutObject', bucket: BUCKET, key: 'big' }, SIZE);
    const download = await stream(server, { op: 'GetObject', bucket: BUCKET, key: 'big' }, 0);
    if (download.received !== SIZE) throw new Error(`${download.received} bytes came back`);
    return {
      uploadSeconds: upload.seconds,
      downloadSeconds: download.seconds,
      peakBytes: server.peakBytes(),
    };
  } finally {
    server.stop();
  }
}

async function stream(server: ServerProcess, spec: RequestSpec, size: number) {
  const built = buildRequest({
    dialect,
    operation: operationById(dialect, spec.op),
    addressing: dialect.defaultAddressing(new URL(server.url), undefined),
    spec: size === 0 ? spec : { ...spec, headers: { 'Content-Length': String(size) } },
    credentials: MAIN,
    now: Date.now(),
  });
  const started = performance.now();
  const received = await new Promise<number>((resolve, reject) => {
    const outgoing = request(
      {
        host: server.host,
        port: server.port,
        method: built.method,
        path: built.target,
        headers: Object.fromEntries(built.headers),
      },
      (incoming) => {
        let bytes = 0;
        incoming.on('data', (chunk: Buffer) => {
          bytes += chunk.length;
        });
        incoming.on('end', () =>
          incoming.statusCode === 200 ? resolve(bytes) : reject(new Error(`${incoming.statusCode}`)),
        );
        incoming.on('error', reject);
      },
    );
    outgoing.on('error', reject);
    const chunk = Buffer.alloc(1024 * 1024, 'x');
    let left = size / chunk.length;
    const push = (): void => {
      while (left > 0) {
        left--;
        if (!outgoing.write(chunk)) {
          outgoing.once('drain', push);
          return;
        }
      }
      outgoing.end();
    };
    push();
  });
  return { seconds: (performance.now() - started) / 1000, received };
}

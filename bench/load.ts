import { connect } from 'node:net';

/** What a round of load came to. */
export interface LoadResult {
  readonly perSecond: number;
  /** Statuses seen and how often. */
  readonly statuses: ReadonlyMap<number, number>;
}

/**
 * Sends the same bytes again and again over keep-alive connections and counts answers. Hardly parses anything, so that the
 * server is what is measured.
 * @param request complete HTTP/1.1 request, body included
 */
export async function load(
  { host, port }: { readonly host: string; readonly port: number },
  request: Uint8Array,
  { connections = 16, ms = 1500 }: { readonly connections?: number; readonly ms?: number } = {},
): Promise<LoadResult> {
  const statuses = new Map<number, number>();
  const until = performance.now() + ms;
  const started = performance.now();
  await Promise.all(
    Array.from({ length: connections }, () => converse(host, port, request, until, statuses)),
  );
  const answered = [...statuses.values()].reduce((sum, count) => sum + count, 0);
  return { perSecond: (answered / (performance.now() - started)) * 1000, statuses };
}

function converse(
  host: string,
  port: number,
  request: Uint8Array,
  until: number,
  statuses: Map<number, number>,
): Promise<void> {
  return new Promise((resolve, reject) => {
    const socket = connect({ host, port, noDelay: true });
    let buffer: Buffer = Buffer.alloc(0);
    socket.on('connect', () => socket.write(request));
    socket.on('error', reject);
    socket.on('close', () => resolve());
    socket.on('data', (chunk) => {
      buffer = buffer.length === 0 ? chunk : Buffer.concat([buffer, chunk]);
      const head = buffer.indexOf('\r\n\r\n');
      if (head === -1) return;
      const text = buffer.toString('latin1', 0, head);
      const length = Number(/\r\ncontent-length: *(\d+)/i.exec(text)?.[1] ?? 0);
      const size = head + 4 + length;
      if (buffer.length < size) return;
      const status = Number(text.slice(9, 12));
      statuses.set(status, (statuses.get(status) ?? 0) + 1);
      buffer = buffer.subarray(size);
      if (performance.now() < until) socket.write(request);
      else socket.end();
    });
  });
}

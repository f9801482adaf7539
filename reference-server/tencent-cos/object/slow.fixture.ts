import { connect, type Socket } from 'node:net';
import type { WireRequest } from '../../../dialects/core/request.ts';

/** A connection on which a test says itself what is sent when. */
export interface SlowExchange {
  readonly socket: Socket;
  /** Sends bytes as they are. */
  readonly write: (bytes: Uint8Array | string) => void;
  /** Everything received so far, once it contains `text`; fails when the connection ends before. */
  readonly until: (text: string) => Promise<string>;
  /** Everything received until the connection is closed. */
  readonly rest: () => Promise<Buffer>;
  /** Drops the connection. */
  readonly drop: () => void;
}

/** Opens a connection and sends the head of `request`, without its body. */
export async function slowly(
  port: number,
  { method, target, headers }: WireRequest,
  more: readonly (readonly [string, string])[],
): Promise<SlowExchange> {
  const socket = connect(port, '127.0.0.1');
  await new Promise<void>((resolve, reject) => socket.once('connect', resolve).once('error', reject));
  let received = Buffer.alloc(0);
  let ended = false;
  let wake: () => void = () => undefined;
  socket.on('data', (chunk: Buffer) => {
    received = Buffer.concat([received, chunk]);
    wake();
  });
  const end = (): void => {
    ended = true;
    wake();
  };
  socket.on('close', end).on('end', end).on('error', end);
  const lines = [...headers, ...more].map(([name, value]) => `${name}: ${value}\r\n`);
  socket.write(`${method} ${target} HTTP/1.1\r\n${lines.join('')}\r\n`);
  const wait = () => new Promise<void>((resolve) => (wake = resolve));
  return {
    socket,
    write: (bytes) => void socket.write(bytes),
    until: async (text) => {
      while (!received.includes(text)) {
        if (ended) throw new Error(`the connection ended before ${text}: ${received}`);
        await wait();
      }
      return received.toString();
    },
    rest: async () => {
      while (!ended) await wait();
      return received;
    },
    drop: () => socket.destroy(),
  };
}

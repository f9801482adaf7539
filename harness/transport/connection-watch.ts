import type { Socket } from 'node:net';
import { errorCode } from './failure.ts';

/**
 * What the undici transport wants to know of the connection under a client and the client does not tell: whether it
 * was used before, how it broke, and the bytes as they come in. One watch follows one client from socket to socket.
 */
export class ConnectionWatch {
  #exchanges = 0;
  #broken: unknown;
  /** Given every piece that arrives, before the client reads it. */
  onBytes: ((bytes: Uint8Array) => void) | undefined;

  /** A new connection. Has to come before the client listens, so that a break is known here first. */
  begin(socket: Socket): void {
    this.#exchanges = 0;
    this.#broken = undefined;
    socket.on('error', (error) => {
      // the client destroys a socket with errors of its own, which are not the target's doing
      if (errorCode(error).startsWith('E')) this.#broken ??= error;
    });
  }

  /** Has to come after the client listens: it reads in paused mode, and `data` events must not change that. */
  tap(socket: Socket): void {
    socket.on('data', (bytes) => this.onBytes?.(bytes));
  }

  /** Called as a request is about to be written. */
  countExchange(): void {
    this.#exchanges++;
  }

  /** True when the present request is not the first on its connection. */
  get reused(): boolean {
    return this.#exchanges > 1;
  }

  /** The system's or TLS's error the connection broke with, if it broke. */
  get broken(): unknown {
    return this.#broken;
  }
}

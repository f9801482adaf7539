import { connect, type Socket } from 'node:net';
import { type HeaderList, headerValue } from '../../../dialects/core/headers.ts';

/** A response as it came over the wire. */
export interface RawResponse {
  readonly statusLine: string;
  readonly status: number;
  readonly headers: HeaderList;
  readonly body: Buffer;
}

/** A connection on which tests say whatever they like. */
export class RawClient {
  readonly #socket: Socket;
  #input: Buffer = Buffer.alloc(0);
  #ended = false;
  #wake: () => void = () => undefined;

  constructor(port: number) {
    this.#socket = connect({ port, host: '127.0.0.1', allowHalfOpen: true });
    this.#socket.on('data', (chunk) => {
      this.#input = Buffer.concat([this.#input, chunk]);
      this.#wake();
    });
    const ended = (): void => {
      this.#ended = true;
      this.#wake();
    };
    this.#socket.on('end', ended);
    this.#socket.on('close', ended);
    this.#socket.on('error', ended);
  }

  /** Sends bytes; text as Latin-1. */
  send(data: string | Uint8Array): this {
    this.#socket.write(typeof data === 'string' ? Buffer.from(data, 'latin1') : data);
    return this;
  }

  /** Closes the sending side. */
  finish(): this {
    this.#socket.end();
    return this;
  }

  /** Stops reading from the connection. */
  pause(): this {
    this.#socket.pause();
    return this;
  }

  resume(): this {
    this.#socket.resume();
    return this;
  }

  /** Breaks the connection off. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Resets the connection, as the system does for a process that has died. */
  reset(): void {
    this.#socket.resetAndDestroy();
  }

  /** Waits for the first bytes of what comes next. */
  async some(): Promise<void> {
    while (this.#input.length === 0) await this.#more('anything');
  }

  /** The next response. @param bodiless true after HEAD */
  async response(bodiless = false): Promise<RawResponse> {
    const end = await this.#position('\r\n\r\n');
    const head = this.#take(end + 4).toString('latin1');
    const [statusLine = '', ...lines] = head.trimEnd().split('\r\n');
    const headers = lines.map((line) => {
      const at = line.indexOf(': ');
      return [line.slice(0, at), line.slice(at + 2)] as const;
    });
    const status = Number(statusLine.split(' ')[1]);
    const none = bodiless || status < 200 || status === 204 || status === 304;
    return { statusLine, status, headers, body: none ? Buffer.alloc(0) : await this.#body(headers) };
  }

  /** Everything up to the end of the connection. */
  async rest(): Promise<string> {
    while (!this.#ended) await this.#more();
    this.finish();
    return this.#take(this.#input.length).toString('latin1');
  }

  async #body(headers: HeaderList): Promise<Buffer> {
    const length = headerValue(headers, 'content-length');
    if (length !== undefined) return this.#exactly(Number(length));
    if (headerValue(headers, 'transfer-encoding') !== 'chunked')
      return Buffer.from(await this.rest(), 'latin1');
    const chunks: Buffer[] = [];
    for (;;) {
      const line = this.#take((await this.#position('\r\n')) + 2);
      const size = Number.parseInt(line.toString('latin1'), 16);
      const chunk = await this.#exactly(size + 2);
      if (size === 0) return Buffer.concat(chunks);
      chunks.push(chunk.subarray(0, size));
    }
  }

  async #position(text: string): Promise<number> {
    for (;;) {
      const at = this.#input.indexOf(text, 0, 'latin1');
      if (at !== -1) return at;
      await this.#more(text);
    }
  }

  async #exactly(count: number): Promise<Buffer> {
    while (this.#input.length < count) await this.#more(`${count} bytes`);
    return this.#take(count);
  }

  #take(count: number): Buffer {
    const taken = this.#input.subarray(0, count);
    this.#input = this.#input.subarray(count);
    return taken;
  }

  async #more(wanted?: string): Promise<void> {
    if (this.#ended) {
      const left = this.#input.toString('latin1');
      throw new Error(`the connection ended before ${JSON.stringify(wanted)}, after ${JSON.stringify(left)}`);
    }
    const { promise, resolve } = Promise.withResolvers<void>();
    this.#wake = resolve;
    await promise;
  }
}

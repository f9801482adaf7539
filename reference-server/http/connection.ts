import type { IncomingMessage, ServerResponse } from 'node:http';
import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import type { Clock } from '../store/clock.ts';
import type { ExchangeHandler, IncomingExchange, OutgoingResponse } from './exchange.ts';
import type { HttpLimits } from './limits.ts';
import { type Malformed, malformedFromError, type RenderMalformed } from './malformed.ts';
import { rawResponse } from './raw-response.ts';
import { incomingExchange, isMalformed, type RequestHead, readHead } from './request.ts';
import { framingOf, IncomingBody } from './request-body.ts';
import { ResponseBroken, releaseBody } from './response.ts';
import type { Wire } from './wire.ts';

/** What all connections of a server share. */
export interface ConnectionSurroundings {
  readonly handler: ExchangeHandler;
  readonly onMalformed: RenderMalformed;
  readonly onFailure: (error: unknown, exchange: IncomingExchange) => OutgoingResponse;
  readonly clock: Clock;
  readonly limits: HttpLimits;
  readonly wire: Wire;
  /** True once the server is being closed. */
  readonly isClosing: () => boolean;
}

/** How a request says that it waits for something before it sends its body. */
export interface Expectations {
  readonly expectsContinue: boolean;
  readonly expectation: string | undefined;
}

/** Everything about one request that is being answered. */
interface Running {
  readonly message: IncomingMessage;
  readonly target: ServerResponse;
  readonly body: IncomingBody;
}

/**
 * One connection: answers its requests one after the other, in the order they came (RFC 9112 section 9.3.2), and what is
 * no HTTP after all of them.
 */
export class Connection {
  readonly #socket: Socket;
  readonly #in: ConnectionSurroundings;
  #tail: Promise<void> = Promise.resolve();
  #waiting = 0;
  #latest: IncomingBody | undefined;
  #parserFailed = false;

  constructor(socket: Socket, surroundings: ConnectionSurroundings) {
    this.#socket = socket;
    this.#in = surroundings;
    // What an error of the connection means is seen by whoever reads or writes.
    socket.on('error', () => undefined);
  }

  /** True while nothing is being answered. */
  get idle(): boolean {
    return this.#waiting === 0;
  }

  /** Breaks the connection off. */
  destroy(): void {
    this.#socket.destroy();
  }

  /** Takes a request whose header section has come in. */
  accept(message: IncomingMessage, target: ServerResponse, expectations: Expectations): void {
    const head = readHead(message, this.#in.limits.headerCount);
    const body = new IncomingBody(message, {
      framing: isMalformed(head) ? framingOf([]) : head.framing,
      idleTimeoutMs: this.#in.limits.bodyIdleTimeoutMs,
      onFirstRead: () => {
        if (expectations.expectsContinue && !target.headersSent) target.writeContinue();
      },
    });
    this.#latest = body;
    const running: Running = { message, target, body };
    const receivedAt = this.#in.clock.now();
    this.#enqueue(() => {
      return isMalformed(head)
        ? this.#send(running, { ...this.#refusal(head), close: true }, false)
        : this.#answer(running, head, { ...expectations, receivedAt });
    });
  }

  /** Takes an error of the HTTP parser or of the connection. */
  fail(error: Error): void {
    if (this.#parserFailed) return;
    this.#parserFailed = true;
    const problem = malformedFromError(error);
    if (!problem) {
      this.#latest?.fail('incomplete');
      this.#socket.destroy();
    } else if (this.#latest && !this.#latest.complete) {
      const { kind } = problem;
      this.#latest.fail(kind === 'incomplete' || kind === 'timeout' ? kind : 'malformed');
    } else if (problem.kind === 'timeout' && this.#socket.bytesRead === 0) {
      this.#socket.destroy();
    } else {
      this.refuse(problem, isHead(error));
    }
  }

  /** Answers what never became a request, after everything before it, and closes the connection. */
  refuse(problem: Malformed, bodiless = false): void {
    const { onMalformed, clock } = this.#in;
    this.#enqueue(async () => {
      if (!this.#socket.writable) return this.destroy();
      const response = rawResponse(problem, onMalformed, { now: clock.now(), bodiless });
      // What still comes in is read and dropped: closing with unread input would reset the connection, and the client
      // might never see the response.
      this.#socket.resume();
      this.#linger(() => this.#socket.end(response));
    });
  }

  #enqueue(task: () => Promise<void>): void {
    this.#waiting++;
    this.#tail = this.#run(task, this.#tail);
  }

  async #run(task: () => Promise<void>, before: Promise<void>): Promise<void> {
    await before;
    try {
      if (!this.#socket.destroyed) await task();
    } catch {
      // Only `onFailure` or `onMalformed` of the dialect can have thrown.
      this.destroy();
    }
    this.#waiting--;
    if (this.#waiting === 0 && this.#in.isClosing()) this.#linger(() => this.#socket.destroySoon());
  }

  async #answer(
    running: Running,
    head: RequestHead,
    more: Expectations & { readonly receivedAt: number },
  ): Promise<void> {
    const { message, target, body } = running;
    const exchange = incomingExchange(message, head, { ...more, body, signal: () => goneSignal(target) });
    let response: OutgoingResponse;
    try {
      response = await this.#in.handler(exchange);
    } catch (error) {
      response = this.#in.onFailure(error, exchange);
    }
    try {
      await this.#send(running, response, more.expectsContinue);
    } catch (error) {
      const instead = this.#in.onFailure(error, exchange);
      if (target.headersSent) this.#breakOff(error, message);
      else await this.#send(running, { ...instead, close: true }, more.expectsContinue);
    }
  }

  /** Ends a response that cannot be finished so that the client sees that something is missing. */
  #breakOff(error: unknown, message: IncomingMessage): void {
    if (error instanceof ResponseBroken && error.reason === 'client') this.destroy();
    // Without chunks only a reset tells a broken response from a complete one.
    else if (message.httpVersion === '1.0') this.#socket.resetAndDestroy();
    else this.#linger(() => this.#socket.destroySoon());
  }

  /** Closes the connection by `close`, and by force when the client does not take what is still to be sent. */
  #linger(close: () => void): void {
    const timer = setTimeout(() => this.destroy(), this.#in.limits.drainTimeoutMs);
    this.#socket.once('close', () => clearTimeout(timer));
    close();
  }

  async #send(running: Running, response: OutgoingResponse, expectsContinue: boolean): Promise<void> {
    const { limits, clock, isClosing, wire } = this.#in;
    const { message, target, body } = running;
    // The parser may stand in the middle of a packet that has the end of the body in it. And when many clients ask at
    // once, all of them are read before the first is answered: that wakes each of them up once.
    await setImmediate();
    // A client that was never told to go on need not send its body: what comes next cannot be told from it.
    const held = expectsContinue && !body.started;
    const left = body.complete ? 0 : (body.declaredLength ?? 0) - body.received;
    const close = response.close === true || isClosing() || body.failed || held || left > limits.drainBytes;
    const drain = async (): Promise<void> => {
      await body.drain(close ? Number.POSITIVE_INFINITY : limits.drainBytes, limits.drainTimeoutMs);
    };
    try {
      const circumstances = {
        method: message.method ?? '',
        now: clock.now(),
        close,
        idleTimeoutMs: limits.bodyIdleTimeoutMs,
        beforeEnd: body.complete || body.failed || held ? undefined : drain,
      };
      await wire.send(target, response, circumstances, wire.headers(response, circumstances));
    } finally {
      releaseBody(response.body);
    }
    if (!message.complete) this.#linger(() => this.#socket.destroySoon());
  }

  #refusal(problem: Malformed): OutgoingResponse {
    const { status, headers, body } = this.#in.onMalformed(problem);
    return { status, headers, body: { kind: 'bytes', bytes: body } };
  }
}

/** Aborted when the connection closes before the response is out. */
function goneSignal(target: ServerResponse): AbortSignal {
  const gone = new AbortController();
  const closed = (): void => {
    if (!target.writableFinished) gone.abort();
  };
  if (target.destroyed) closed();
  else target.once('close', closed);
  return gone.signal;
}

/** Whether the packet the parser stumbled over began with a HEAD request, whose response has no content. */
function isHead(error: Error): boolean {
  const packet = 'rawPacket' in error ? error.rawPacket : undefined;
  return packet instanceof Uint8Array && Buffer.from(packet.subarray(0, 5)).toString('latin1') === 'HEAD ';
}

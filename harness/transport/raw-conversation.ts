import type { Socket } from 'node:net';
import { setImmediate } from 'node:timers/promises';
import { Alarm } from './alarm.ts';
import type { Exchange, FailureKind, ReceivedResponse, TransportFailure } from './exchange.ts';
import { brokenFailure, errorCode } from './failure.ts';
import type { TransportLimits } from './limits.ts';
import type { WriteStep } from './raw-plan.ts';
import { ResponseReader } from './raw-reader.ts';
import { type Written, writeSteps } from './raw-writer.ts';

/** What a conversation is told besides what to write. */
export interface ConversationSettings {
  /** Methods of the requests that are written: as many responses are read. */
  readonly methods: readonly string[];
  readonly limits: TransportLimits;
  /** How long to watch the connection after the last response. */
  readonly lingerMs: number;
}

/** What came of it. */
export interface ConversationOutcome {
  readonly written: Written;
  readonly outcome: Pick<Exchange, 'response' | 'failure' | 'further'>;
}

/** One connection from its first byte to its end: writes the steps, reads the responses, keeps the time. */
export class RawConversation {
  readonly #socket: Socket;
  readonly #settings: ConversationSettings;
  readonly #reader: ResponseReader;
  readonly #stop = new AbortController();
  readonly #over = Promise.withResolvers<void>();
  readonly #gone = Promise.withResolvers<void>();
  readonly #continued = Promise.withResolvers<void>();
  readonly #response: Alarm;
  readonly #content: Alarm;
  #timedOut: TransportFailure | undefined;
  #broken: unknown;
  #closed = false;
  #headsSeen = 0;

  constructor(socket: Socket, settings: ConversationSettings) {
    const { methods, limits } = settings;
    const { responseMs, bodyIdleMs } = limits;
    this.#socket = socket;
    this.#settings = settings;
    this.#reader = new ResponseReader(methods, limits);
    this.#response = this.#alarm(responseMs, 'response-timeout', `no response within ${responseMs} ms`);
    this.#content = this.#alarm(bodyIdleMs, 'body-timeout', `no more content within ${bodyIdleMs} ms`);
  }

  /** Holds the conversation and destroys the socket. Never rejects for what the target does. */
  async hold(steps: readonly WriteStep[]): Promise<ConversationOutcome> {
    const { deadlineMs } = this.#settings.limits;
    const pauses = steps.reduce((sum, step) => sum + (step.kind === 'pause' ? step.ms : 0), 0);
    const deadline = this.#alarm(
      deadlineMs + pauses,
      'deadline',
      `the exchange took more than ${deadlineMs} ms`,
    );
    deadline.arm();
    this.#listen();
    this.#response.arm();
    const writing = writeSteps(this.#socket, steps, {
      stop: this.#stop.signal,
      continued: this.#continued.promise,
      wrote: () => this.#awaitResponse(),
      paused: () => this.#response.disarm(),
    });
    const allWritten = writing.then(() => this.#heard());
    await this.#over.promise;
    deadline.disarm();
    await this.#linger();
    const connection = this.#closed ? 'closed' : 'open';
    this.#socket.destroy();
    await allWritten;
    const written = await writing;
    return { written, outcome: this.#outcome(written, connection) };
  }

  #alarm(ms: number, kind: FailureKind, message: string): Alarm {
    return new Alarm(ms, () => {
      if (this.#stop.signal.aborted) return;
      this.#timedOut = { kind, message };
      this.#finish();
    });
  }

  #listen(): void {
    this.#socket.on('data', (chunk) => {
      this.#reader.push(chunk);
      this.#heard();
    });
    this.#socket.on('end', () => this.#lost('closed'));
    this.#socket.on('close', () => this.#lost('closed'));
    this.#socket.on('error', (error) => {
      this.#broken ??= error;
      this.#lost('reset');
    });
  }

  /** Looks at where the reader stands after something came in, or after everything was written. */
  #heard(): void {
    const { phase, complete, interim } = this.#reader;
    if (phase === 'done' || phase === 'failed') {
      this.#finish();
      return;
    }
    if (phase === 'body') {
      this.#response.disarm();
      if (!this.#stop.signal.aborted) this.#content.arm();
    } else if (complete + interim.length !== this.#headsSeen) {
      this.#awaitResponse();
    }
    this.#headsSeen = complete + interim.length;
    if (phase === 'body' || interim.some(({ status }) => status === 100)) this.#continued.resolve();
  }

  #awaitResponse(): void {
    if (this.#stop.signal.aborted || this.#reader.phase !== 'head') return;
    this.#content.disarm();
    this.#response.arm();
  }

  #lost(cause: 'closed' | 'reset'): void {
    this.#closed = true;
    if (!this.#timedOut) this.#reader.end(cause, errorCode(this.#broken) || undefined);
    this.#gone.resolve();
    this.#finish();
  }

  #finish(): void {
    this.#response.disarm();
    this.#content.disarm();
    // Without a reason it would make an error with a stack, of every conversation.
    this.#stop.abort('over');
    this.#continued.resolve();
    this.#over.resolve();
  }

  /** Gives the target the time to say more, or to close. */
  async #linger(): Promise<void> {
    const { lingerMs } = this.#settings;
    if (this.#closed || this.#timedOut || this.#reader.phase === 'failed') return;
    // one turn even without a wait, so that what has already arrived is seen
    await setImmediate();
    if (lingerMs <= 0) return;
    const timer = new Alarm(lingerMs, () => this.#gone.resolve());
    timer.arm();
    await this.#gone.promise;
    timer.disarm();
  }

  #outcome(written: Written, connection: 'open' | 'closed'): ConversationOutcome['outcome'] {
    const { responses, partial, failure } = this.#reader.reading();
    const [response, ...further] = [...responses, ...(partial ? [partial] : [])].map(
      (one): ReceivedResponse => ({ ...one, connection }),
    );
    return {
      ...(response ? { response } : {}),
      ...(further.length > 0 ? { further } : {}),
      ...optionalFailure(this.#failure(written, failure)),
    };
  }

  #failure(written: Written, read: TransportFailure | undefined): TransportFailure | undefined {
    if (this.#timedOut) return this.#timedOut;
    if (written.abandoned && this.#reader.phase !== 'done') {
      const message = `this client broke the connection off after ${written.bytes.length} bytes, as the check says`;
      return { kind: 'closed-early', message, detail: 'abandoned' };
    }
    return read?.kind === 'reset' ? brokenFailure(this.#broken) : read;
  }
}

function optionalFailure(failure: TransportFailure | undefined): { failure?: TransportFailure } {
  return failure ? { failure } : {};
}

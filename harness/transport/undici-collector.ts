import type { Dispatcher } from 'undici';
import type { Header } from '../../dialects/core/headers.ts';
import { Alarm } from './alarm.ts';
import { joinBytes, latin1 } from './bytes.ts';
import type { ConnectionWatch } from './connection-watch.ts';
import type {
  Exchange,
  FailureKind,
  Framing,
  InterimResponse,
  ReceivedResponse,
  TransportFailure,
} from './exchange.ts';
import { brokenFailure } from './failure.ts';
import { HeadTap } from './head-tap.ts';
import type { TransportLimits } from './limits.ts';
import { KEPT_BYTES, MAX_INTERIM } from './raw-reader.ts';
import { contentFraming, trimBlanks } from './response-head.ts';
import { undiciFailure } from './undici-failure.ts';

/** What an exchange came to. */
export type Outcome = Pick<Exchange, 'response' | 'failure'> & {
  /** `performance.now()` when the request got a connection; undefined when it never did. */
  readonly onWireAt: number | undefined;
};

/** Takes in one response from undici, keeps the time and the limits, and settles exactly once. */
export class ResponseCollector implements Dispatcher.DispatchHandler {
  /** Set by the client that was chosen for the request. */
  watch: ConnectionWatch | undefined;
  /** The outcome; never rejects. */
  readonly settled: Promise<Outcome>;
  readonly #settle: (outcome: Outcome) => void;
  readonly #method: string;
  readonly #limits: TransportLimits;
  readonly #deadline: Alarm;
  readonly #response: Alarm;
  readonly #content: Alarm;
  readonly #tap: HeadTap;
  readonly #interim: InterimResponse[] = [];
  readonly #body: Uint8Array[] = [];
  #bodySize = 0;
  #head: Omit<ReceivedResponse, 'body'> | undefined;
  #trailers: Header[] | undefined;
  #controller: Dispatcher.DispatchController | undefined;
  #onWireAt: number | undefined;
  #done = false;

  constructor(method: string, limits: TransportLimits) {
    const { responseMs, bodyIdleMs, deadlineMs } = limits;
    const { promise, resolve } = Promise.withResolvers<Outcome>();
    this.settled = promise;
    this.#settle = resolve;
    this.#method = method;
    this.#limits = limits;
    this.#tap = new HeadTap(limits.headerBytes);
    this.#deadline = this.#alarm(deadlineMs, 'deadline', `the exchange took more than ${deadlineMs} ms`);
    this.#response = this.#alarm(responseMs, 'response-timeout', `no response within ${responseMs} ms`);
    this.#content = this.#alarm(bodyIdleMs, 'body-timeout', `no more content within ${bodyIdleMs} ms`);
    this.#deadline.arm();
  }

  onRequestStart(controller: Dispatcher.DispatchController): void {
    if (this.#done) {
      // given up while it waited for a connection: it must not be sent any more
      controller.abort(new Error('given up'));
      return;
    }
    this.#controller = controller;
    this.#onWireAt = performance.now();
    this.#response.arm();
    if (!this.watch) return;
    this.watch.countExchange();
    this.watch.onBytes = (bytes) => {
      if (this.#tap.add(bytes)) this.#tooManyFields();
    };
  }

  onBodySent(): void {
    this.#awaitResponse();
  }

  onRequestSent(): void {
    this.#awaitResponse();
  }

  onResponseStart(
    controller: Dispatcher.DispatchController,
    status: number,
    _headers: unknown,
    reason = '',
  ): void {
    const headers = headerList(controller.rawHeaders);
    const head = this.#tap.take();
    if (head.length > this.#limits.headerBytes || this.#interim.length >= MAX_INTERIM) {
      this.#tooManyFields();
      return;
    }
    const httpVersion = /^\s*HTTP\/(\d\.\d)/.exec(latin1(head.subarray(0, 16)))?.[1];
    if (httpVersion === undefined && head.length > 0) {
      // undici's parser also takes other protocols of the family
      this.#fail('malformed-response', 'what came is not a readable HTTP/1.x response', head);
      return;
    }
    if (status < 200) {
      this.#interim.push({ status, reason, headers });
      this.#awaitResponse();
      return;
    }
    this.#response.disarm();
    this.#content.arm();
    if (this.watch) this.watch.onBytes = undefined;
    this.#head = {
      httpVersion,
      status,
      reason,
      headers,
      framing: framingOf(this.#method, status, headers),
      interim: this.#interim,
      head,
    };
  }

  onResponseData(_controller: Dispatcher.DispatchController, chunk: Uint8Array): void {
    if (this.#done) return;
    const room = this.#limits.bodyBytes - this.#bodySize;
    this.#body.push(chunk.subarray(0, room));
    this.#bodySize += Math.min(room, chunk.length);
    if (chunk.length > room) {
      this.#fail('too-large-body', `the response has more than ${this.#limits.bodyBytes} bytes of content`);
    } else {
      this.#content.arm();
    }
  }

  onResponseEnd(controller: Dispatcher.DispatchController): void {
    const trailers = headerList(controller.rawTrailers);
    if (trailers.length > 0) this.#trailers = trailers;
    // content that ends with the connection is not complete when the connection broke: RFC 9112 section 8
    const broken = this.#head?.framing === 'close' ? this.watch?.broken : undefined;
    this.#finish(broken === undefined ? undefined : brokenFailure(broken));
  }

  onResponseError(_controller: unknown, error: unknown): void {
    const failure = undiciFailure(error, {
      onWire: this.#onWireAt !== undefined,
      answered: this.#head !== undefined || this.#tap.size > 0 || this.#interim.length > 0,
      reused: this.watch?.reused ?? false,
      broken: this.watch?.broken,
      bytes: joinBytes([this.#head?.head ?? new Uint8Array(), this.#tap.bytes()]).subarray(0, KEPT_BYTES),
      hasHead: this.#head !== undefined,
      refusedContinue: this.#head === undefined && /^HTTP\/1\.[01] 100\b/.test(latin1(this.#tap.bytes())),
    });
    this.#finish(failure);
  }

  #alarm(ms: number, kind: FailureKind, message: string): Alarm {
    return new Alarm(ms, () => this.#fail(kind, message));
  }

  /** True once the outcome is known. */
  get isSettled(): boolean {
    return this.#done;
  }

  #awaitResponse(): void {
    if (!this.#done && !this.#head) this.#response.arm();
  }

  #tooManyFields(): void {
    this.#fail('too-large-headers', `more than ${this.#limits.headerBytes} bytes of header fields`);
  }

  /** Gives up: settles first, so that the error undici raises on being stopped is not taken for the cause. */
  #fail(kind: FailureKind, message: string, bytes?: Uint8Array): void {
    this.#finish({ kind, message, ...(bytes ? { bytes } : {}) });
    this.#controller?.abort(new Error('given up'));
  }

  #finish(failure: TransportFailure | undefined): void {
    if (this.#done) return;
    this.#done = true;
    for (const alarm of [this.#deadline, this.#response, this.#content]) alarm.disarm();
    if (this.watch) this.watch.onBytes = undefined;
    const trailers = this.#trailers ? { trailers: this.#trailers } : {};
    this.#settle({
      ...(this.#head ? { response: { ...this.#head, body: joinBytes(this.#body), ...trailers } } : {}),
      ...(failure ? { failure } : {}),
      onWireAt: this.#onWireAt,
    });
  }
}

/** Raw header pairs as undici hands them over: name, value, name, value, in wire order and letter case. */
function headerList(raw: Dispatcher.DispatchController['rawHeaders']): Header[] {
  if (!Array.isArray(raw)) return [];
  const texts = raw.map((item) => (typeof item === 'string' ? item : latin1(item)));
  const headers: Header[] = [];
  for (let i = 0; i + 1 < texts.length; i += 2)
    headers.push([texts[i] ?? '', trimBlanks(texts[i + 1] ?? '')]);
  return headers;
}

function framingOf(method: string, status: number, headers: readonly Header[]): Framing {
  const content = contentFraming(method, status, headers);
  return 'problem' in content ? 'close' : content.framing;
}

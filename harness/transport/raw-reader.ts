import { latin1 } from './bytes.ts';
import { ContentDecoder } from './content-decoder.ts';
import type {
  FailureKind,
  Framing,
  InterimResponse,
  ReceivedResponse,
  TransportFailure,
} from './exchange.ts';
import { KeptBytes } from './kept-bytes.ts';
import { contentFraming, parseResponseHead, type ResponseHead } from './response-head.ts';
import { SectionCollector } from './section-collector.ts';

/** Most bytes kept of an unreadable response, and after the last response. */
export const KEPT_BYTES = 64 * 1024;
/** More interim responses than this before a final one are an attack and no progress report. */
export const MAX_INTERIM = 100;
const START = 'HTTP/';

/** Where the reader stands; `head` also between a response and the next, `done` after the last that is expected. */
export type ReaderPhase = 'head' | 'body' | 'done' | 'failed';

/** What was read: complete responses, then perhaps one that broke off, and why. */
export interface Reading {
  readonly responses: readonly ReceivedResponse[];
  /** The response that was under way, if its header section was complete. */
  readonly partial?: ReceivedResponse | undefined;
  readonly failure?: TransportFailure | undefined;
}

/** A response whose header section is complete. */
interface Current {
  readonly head: ResponseHead;
  readonly headBytes: Uint8Array;
  readonly framing: Framing;
  readonly oddFraming: ResponseHead['anomalies'];
  readonly content: ContentDecoder;
}

/**
 * Reads HTTP/1.x responses out of bytes that arrive in any pieces; how they are cut makes no difference to the result.
 * Never throws for what the bytes are and holds no more of them than the limits allow. RFC 9112.
 */
export class ResponseReader {
  readonly #methods: readonly string[];
  readonly #limits: { readonly headerBytes: number; readonly bodyBytes: number };
  readonly #responses: ReceivedResponse[] = [];
  readonly #trailing = new KeptBytes(KEPT_BYTES);
  #evidence = new KeptBytes(KEPT_BYTES);
  #section: SectionCollector;
  #interim: InterimResponse[] = [];
  #current: Current | undefined;
  #failure: TransportFailure | undefined;
  /** Set by a response after which the connection ends: whatever follows answers nothing. RFC 9112 section 9.6. */
  #closing = false;

  /**
   * @param methods of the requests whose responses are expected, in order
   * @param limits bytes of one header section and of one content
   */
  constructor(methods: readonly string[], limits: { headerBytes: number; bodyBytes: number }) {
    this.#methods = methods;
    this.#limits = limits;
    this.#section = new SectionCollector(limits.headerBytes);
  }

  get phase(): ReaderPhase {
    if (this.#failure) return 'failed';
    if (this.#closing || this.#responses.length >= this.#methods.length) return 'done';
    return this.#current ? 'body' : 'head';
  }

  /** Number of complete final responses. */
  get complete(): number {
    return this.#responses.length;
  }

  /** Interim responses to the request that is being answered. */
  get interim(): readonly InterimResponse[] {
    return this.#interim;
  }

  /** Takes the next bytes of the connection. After the end they are trailing bytes, after a failure evidence. */
  push(chunk: Uint8Array): void {
    let rest = chunk;
    while (rest.length > 0 && (this.phase === 'head' || this.phase === 'body')) {
      const evidence = this.#evidence;
      const taken = this.#current ? this.#readContent(this.#current, rest) : this.#readHead(rest);
      evidence.add(rest.subarray(0, taken));
      rest = rest.subarray(taken);
    }
    (this.#failure ? this.#evidence : this.#trailing).add(rest);
  }

  /** The connection was closed by the target, or was reset, which never completes a response. */
  end(cause: 'closed' | 'reset', detail?: string): void {
    if (this.phase === 'done' || this.phase === 'failed') return;
    if (cause === 'reset') {
      this.#fail('reset', 'the target reset the connection', detail);
      return;
    }
    if (this.#current) {
      this.#current.content.end();
      if (this.#current.content.complete) {
        this.#finish(this.#current);
        return;
      }
    }
    const nothing = !this.#current && this.#section.size === 0;
    const when = nothing ? 'before it sent a response' : 'in the middle of a response';
    this.#fail('closed-early', `the target closed the connection ${when}`, detail);
  }

  /** Everything read so far. */
  reading(): Reading {
    const responses = [...this.#responses];
    const last = responses.at(-1);
    const trailing = this.#trailing.bytes();
    if (last && trailing.length > 0) {
      const anomalies = [...(last.anomalies ?? []), 'bytes-after-end' as const];
      responses[responses.length - 1] = { ...last, trailing, anomalies };
    }
    const unreadable = this.#failure?.kind === 'malformed-response';
    return {
      responses,
      partial: this.#current && this.#response(this.#current),
      failure:
        this.#failure && unreadable ? { ...this.#failure, bytes: this.#evidence.bytes() } : this.#failure,
    };
  }

  #readHead(bytes: Uint8Array): number {
    const taken = this.#section.pushLine(bytes);
    if (this.#section.overflowed) {
      const message = `more than ${this.#limits.headerBytes} bytes of header fields`;
      this.#fail('too-large-headers', message);
    } else if (!startsLikeResponse(this.#section)) {
      this.#fail('malformed-response', 'what came is not an HTTP/1.x response', 'bad status line');
    } else if (this.#section.complete) {
      this.#readSection(this.#section.bytes());
    }
    return taken;
  }

  #readSection(headBytes: Uint8Array): void {
    this.#section = new SectionCollector(this.#limits.headerBytes);
    const head = parseResponseHead(headBytes);
    if ('problem' in head) {
      this.#fail('malformed-response', 'the header section of the response is unreadable', head.problem);
      return;
    }
    // after 101 the connection speaks another protocol, so it is the last response there is
    if (head.status < 200 && head.status !== 101) {
      const { status, reason, headers } = head;
      this.#interim = [...this.#interim, { status, reason, headers }];
      if (this.#interim.length > MAX_INTERIM) this.#fail('too-large-headers', 'too many interim responses');
      return;
    }
    const method = this.#methods[this.#responses.length] ?? '';
    const content = contentFraming(method, head.status, head.headers);
    if ('problem' in content) {
      this.#fail('malformed-response', 'the end of the response cannot be told', content.problem);
      return;
    }
    this.#current = {
      head,
      headBytes,
      framing: content.framing,
      oddFraming: content.anomalies,
      content: new ContentDecoder(content, this.#limits),
    };
    if (this.#current.content.complete) this.#finish(this.#current);
  }

  #readContent(current: Current, bytes: Uint8Array): number {
    const taken = current.content.push(bytes);
    const failure = current.content.failure;
    if (failure) this.#fail(failure.kind, contentMessage(failure.kind), failure.detail);
    else if (current.content.complete) this.#finish(current);
    return taken;
  }

  #finish(current: Current): void {
    this.#responses.push(this.#response(current));
    this.#closing = saysClose(current.head);
    this.#current = undefined;
    this.#interim = [];
    this.#evidence = new KeptBytes(KEPT_BYTES);
  }

  #response({ head, headBytes, framing, oddFraming, content }: Current): ReceivedResponse {
    return {
      httpVersion: head.httpVersion,
      status: head.status,
      reason: head.reason,
      headers: head.headers,
      body: content.body(),
      framing,
      interim: this.#interim,
      trailers: content.trailers,
      head: headBytes,
      anomalies: [...new Set([...head.anomalies, ...oddFraming, ...content.anomalies])],
    };
  }

  #fail(kind: FailureKind, message: string, detail?: string): void {
    this.#failure = { kind, message, detail };
  }
}

/** Whether the target ends the connection with this response. */
function saysClose({ headers }: ResponseHead): boolean {
  return headers.some(
    ([name, value]) =>
      name.toLowerCase() === 'connection' &&
      value.split(',').some((option) => option.trim().toLowerCase() === 'close'),
  );
}

/** Tells garbage from a response by its first bytes, so that nobody waits for the end of its first line. */
function startsLikeResponse(section: SectionCollector): boolean {
  const start = latin1(section.start(START.length));
  return START.startsWith(start);
}

function contentMessage(kind: FailureKind): string {
  return kind === 'malformed-response'
    ? 'the content of the response is unreadable'
    : 'the response is larger than allowed';
}

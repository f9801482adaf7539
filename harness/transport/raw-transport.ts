import type { Socket } from 'node:net';
import { headerValue, withoutHeader } from '../../dialects/core/headers.ts';
import { joinBytes } from './bytes.ts';
import { dial } from './dial.ts';
import type { EndpointSettings } from './endpoint.ts';
import type { Exchange, SentRequest } from './exchange.ts';
import { DialError } from './failure.ts';
import { type TransportLimits, transportLimits } from './limits.ts';
import { RawConversation } from './raw-conversation.ts';
import { type AfterStop, type Pause, planWrites, type WriteStep } from './raw-plan.ts';
import { describeBytes, encodeRequest, type RawFraming, type RawRequest } from './raw-request.ts';
import type { Written } from './raw-writer.ts';

/** How a request is written and how much is read. Everything is optional; nothing is added unless asked for. */
export interface RawOptions {
  /** Framing of the content of a request; `as-given` when absent. Has no meaning for arbitrary bytes. */
  readonly framing?: RawFraming | undefined;
  /** Leave out a Content-Length that is among the given fields. */
  readonly omitContentLength?: boolean | undefined;
  /** Pauses while writing, by bytes from the start. */
  readonly pauses?: readonly Pause[] | undefined;
  /**
   * Wait for `100 Continue` before the content, at most that long, then send it anyway; after a final response it is
   * not sent. Adds `Expect: 100-continue` to a request without the field.
   */
  readonly expectContinue?: { readonly waitMs: number } | undefined;
  /** Stop after that many bytes, head included, and then wait for a response, half-close, close or reset. */
  readonly stopAfter?: { readonly bytes: number; readonly afterwards: AfterStop } | undefined;
  /** Close our side after the last byte. */
  readonly halfClose?: boolean | undefined;
  /** Methods of the requests in the bytes, in order, when there are several: as many responses are read. */
  readonly responsesTo?: readonly string[] | undefined;
  /** How long to watch the connection after the last response, for trailing bytes and its end; 0 when absent. */
  readonly lingerMs?: number | undefined;
  /** Limits for this exchange alone. */
  readonly limits?: Partial<TransportLimits> | undefined;
}

/** A request, or the bytes of anything else. */
export type RawContent = RawRequest | { readonly bytes: Uint8Array };

/**
 * Writes a request or arbitrary bytes on a connection of its own and reads what comes back. Pauses we are told to make
 * do not count against the deadline.
 * @returns the exchange; `request.bytes` is what was really written, `further` holds the responses after the first
 * @throws RangeError (as a rejection) for impossible options; never for what the target does
 */
export async function sendRaw(
  settings: EndpointSettings,
  content: RawContent,
  options: RawOptions = {},
): Promise<Exchange> {
  const limits = transportLimits({ ...settings.limits, ...options.limits });
  const { request, steps } = prepare(content, options);
  const startedAt = (settings.now ?? Date.now)();
  const started = performance.now();
  const exchange = (
    outcome: Pick<Exchange, 'response' | 'failure' | 'further'>,
    written: Written,
  ): Exchange => {
    const durationMs = performance.now() - started;
    const waitedMs = Math.max(0, durationMs - written.pausedMs);
    return { request: { ...request, bytes: written.bytes }, ...outcome, startedAt, durationMs, waitedMs };
  };
  let socket: Socket;
  try {
    socket = await dial(settings, Math.min(limits.connectMs, limits.deadlineMs));
  } catch (error) {
    if (!(error instanceof DialError)) throw error;
    return exchange({ failure: error.failure }, { bytes: new Uint8Array(), pausedMs: 0, abandoned: false });
  }
  const { responsesTo = [request.method], lingerMs = 0 } = options;
  const { outcome, written } = await new RawConversation(socket, {
    methods: responsesTo,
    limits,
    lingerMs,
  }).hold(steps);
  return exchange(outcome, written);
}

function prepare(content: RawContent, options: RawOptions): { request: SentRequest; steps: WriteStep[] } {
  if ('bytes' in content) {
    const { headSize, ...parts } = describeBytes(content.bytes);
    const body = content.bytes.subarray(headSize);
    return {
      request: { ...parts, body, transport: 'raw' },
      steps: planWrites(content.bytes, { ...options, headSize }),
    };
  }
  const { method, target, body } = content;
  const encoded = encodeRequest({ ...content, headers: fieldsToWrite(content, options) }, options.framing);
  const headSize = encoded.head.length;
  return {
    request: { method, target, headers: encoded.headers, body, transport: 'raw' },
    steps: planWrites(joinBytes([encoded.head, encoded.content]), { ...options, headSize }),
  };
}

function fieldsToWrite({ headers }: RawRequest, options: RawOptions): RawRequest['headers'] {
  const fields = options.omitContentLength ? withoutHeader(headers, 'content-length') : headers;
  if (!options.expectContinue || headerValue(fields, 'expect') !== undefined) return fields;
  return [...fields, ['Expect', '100-continue']];
}

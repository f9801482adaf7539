import { wireBytes } from '../../../harness/transport/bytes.ts';
import { encodeChunks } from '../../../harness/transport/raw-request.ts';
import type { Json } from '../../json.ts';
import {
  bodyBytes,
  type Field,
  type RequestFraming,
  type StructuredRequest,
  targetOf,
  withField,
  withFurtherField,
  withoutField,
} from '../../structured-request.ts';
import type { About, MutationClass, Settlement } from '../mutation.ts';
import { settled } from '../mutation.ts';
import { variants } from '../variants.ts';

/** A way to frame a request, in a few words. */
export interface Framed<Args extends Json> {
  readonly slug: string;
  readonly title: string;
  readonly values: readonly Args[];
  readonly change: (
    request: StructuredRequest,
    args: Args,
    slot: string,
    about: About,
  ) => StructuredRequest | undefined;
  readonly settles?: Settlement | ((args: Args, slot: string, about: About) => Settlement | undefined);
  readonly when?: (request: StructuredRequest, about: About) => boolean;
  readonly destructive?: true;
  /** After signing when absent; before it where a signature may cover what is changed. */
  readonly order?: 'before-signing';
}

/** A class of the group `framing`: written byte by byte. */
export function framing<Args extends Json = string>(of: Framed<Args>): MutationClass {
  const { when = () => true, ...rest } = of;
  return variants<Args>({
    order: 'after-signing',
    ...rest,
    group: 'framing',
    raw: true,
    slots: (request, about) => (when(request, about) ? ['framing'] : []),
  });
}

/** Classes about the body need one. */
export function hasContent(request: StructuredRequest): boolean {
  return bodyBytes(request).length > 0;
}

/** Methods that may be sent twice without doing anything twice. */
export function isRead({ method }: StructuredRequest): boolean {
  return method === 'GET' || method === 'HEAD';
}

/** What is no message at all gets a refusal: RFC 9112 section 2.2. */
export const NO_MESSAGE: Settlement = settled('refused', 'RFC 9112 section 2.2', 'should');

/** The request with changed framing. */
export function reframed(request: StructuredRequest, framing: Partial<RequestFraming>): StructuredRequest {
  return { ...request, framing: { ...request.framing, ...framing } };
}

/** The request with another request line. */
export function withRequestLine(
  request: StructuredRequest,
  line: (parts: {
    readonly method: string;
    readonly target: string;
    readonly version: string;
  }) => string | undefined,
): StructuredRequest | undefined {
  const { method, framing: frame } = request;
  const requestLine = line({ method, target: targetOf(request), version: frame.version });
  return requestLine === undefined ? undefined : reframed(request, { requestLine });
}

/** A field line written by hand, as the last one. */
export function withLine(request: StructuredRequest, line: string): StructuredRequest {
  return withFurtherField(request, { name: '', value: '', line });
}

/** The same as the first line of the header section. */
export function withFirstLine(request: StructuredRequest, line: string): StructuredRequest {
  return { ...request, headers: [{ name: '', value: '', line }, ...request.headers] };
}

/** The request with these Content-Length fields in place of its own. */
export function withLengths(request: StructuredRequest, values: readonly string[]): StructuredRequest {
  const bare = withoutField(request, 'content-length');
  const fields = values.map((value): Field => ({ name: 'Content-Length', value }));
  return { ...bare, headers: [...bare.headers, ...fields] };
}

/** The length of the body as it is, in bytes. */
export function lengthOf(request: StructuredRequest): number {
  return bodyBytes(request).length;
}

/** The request without a length, and its content written by hand under that transfer coding. */
export function inChunks(
  request: StructuredRequest,
  content: (body: Uint8Array) => string | Uint8Array = properly,
  coding = 'chunked',
): StructuredRequest {
  const made = content(bodyBytes(request));
  const bare = withField(withoutField(request, 'content-length'), 'Transfer-Encoding', coding);
  return reframed(bare, { content: typeof made === 'string' ? wireBytes(made) : made });
}

/** The body in one chunk, as it should be. */
export function properly(body: Uint8Array): Uint8Array {
  return encodeChunks(body, { sizes: [] });
}

/** The body as text of one character a byte. */
export function latin(body: Uint8Array): string {
  return Buffer.from(body).toString('latin1');
}

/** The body in one chunk with another size line. @param size makes the line of the number of bytes */
export function underSize(size: (length: number) => string): (body: Uint8Array) => string {
  return (body) => `${size(body.length)}\r\n${latin(body)}\r\n0\r\n\r\n`;
}

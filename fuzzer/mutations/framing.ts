import fc from 'fast-check';
import { wireBytes } from '../../harness/transport/bytes.ts';
import { encodeChunks } from '../../harness/transport/raw-request.ts';
import {
  bodyBytes,
  type Field,
  type StructuredRequest,
  withField,
  withFieldChanged,
  withFurtherField,
  withoutField,
} from '../structured-request.ts';
import { type MutationClass, mutation, type Settlement, settled } from './mutation.ts';

type Frame = (request: StructuredRequest, args: string) => StructuredRequest | undefined;

function framing(
  slug: string,
  title: string,
  variants: readonly string[],
  apply: Frame,
  settles?: Settlement | ((args: string) => Settlement | undefined),
  accept: (request: StructuredRequest) => boolean = () => true,
): MutationClass {
  return mutation<string>({
    slug,
    group: 'framing',
    title,
    order: 'after-signing',
    raw: true,
    slots: (request) => (accept(request) ? ['framing'] : []),
    args: () => fc.constantFrom(...variants),
    apply: (request, _, args) => apply(request, args),
    ...(settles ? { settles: typeof settles === 'function' ? settles : () => settles } : {}),
  });
}

const hasBody = (request: StructuredRequest): boolean => bodyBytes(request).length > 0;
const REFUSED_LENGTH = settled('refused', 'RFC 9112 section 6.3');
const REFUSED_FIELD = settled('refused', 'RFC 9112 section 5');

/** The body in chunks that are written by hand, and no Content-Length. */
function chunked(
  request: StructuredRequest,
  content: (body: Uint8Array) => string | Uint8Array,
  coding = 'chunked',
): StructuredRequest {
  const made = content(bodyBytes(request));
  const bare = withoutField(request, 'content-length');
  return {
    ...withField(bare, 'Transfer-Encoding', coding),
    framing: { ...bare.framing, content: typeof made === 'string' ? wireBytes(made) : made },
  };
}

const latin = (body: Uint8Array): string => Buffer.from(body).toString('latin1');
const oneChunk =
  (size: (length: number) => string) =>
  (body: Uint8Array): string =>
    `${size(body.length)}\r\n${latin(body)}\r\n0\r\n\r\n`;

/** A field line written by hand. */
function line(request: StructuredRequest, text: string): StructuredRequest {
  return withFurtherField(request, { name: '', value: '', line: text } satisfies Field);
}

const lengthFields = (request: StructuredRequest, values: readonly string[]): StructuredRequest => {
  const bare = withoutField(request, 'content-length');
  return {
    ...bare,
    headers: [...bare.headers, ...values.map((value): Field => ({ name: 'Content-Length', value }))],
  };
};
const lengthOf = (request: StructuredRequest): number => bodyBytes(request).length;

/** How requests are framed, mostly wrongly. */
export const framingMutations: readonly MutationClass[] = [
  framing(
    'fr-cl-dup-same',
    'Content-Length twice',
    ['2', '3'],
    (request, count) =>
      lengthFields(
        request,
        Array.from({ length: Number(count) }, () => String(lengthOf(request))),
      ),
    undefined,
    hasBody,
  ),
  framing(
    'fr-cl-dup-differ',
    'two different lengths',
    ['first', 'second'],
    (request, right) => {
      const length = String(lengthOf(request));
      return lengthFields(request, right === 'first' ? [length, '1'] : ['1', length]);
    },
    REFUSED_LENGTH,
    hasBody,
  ),
  framing(
    'fr-cl-empty',
    'an empty length',
    [''],
    (request, value) => lengthFields(request, [value]),
    REFUSED_LENGTH,
    hasBody,
  ),
  framing(
    'fr-cl-form',
    'lengths in odd forms',
    ['+n', '-n', '0xn', 'n_', 'nabc', 'n.0', 'n n', '1e1'],
    (request, form) => lengthFields(request, [form.replaceAll('n', String(lengthOf(request)))]),
    REFUSED_LENGTH,
    hasBody,
  ),
  framing(
    'fr-cl-overflow',
    'lengths beyond 64 bits',
    ['18446744073709551616', '111111111111111111111111111111'],
    (request, value) => lengthFields(request, [value]),
    REFUSED_LENGTH,
    hasBody,
  ),
  framing(
    'fr-cl-missing',
    'neither length nor chunks',
    [''],
    (request) => withoutField(request, 'content-length'),
    undefined,
    hasBody,
  ),
  framing(
    'fr-te-and-cl',
    'chunks and a length',
    [''],
    (request) => {
      const made = chunked(request, (body) => encodeChunks(body, { sizes: [] }));
      return withFurtherField(made, { name: 'Content-Length', value: String(lengthOf(request)) });
    },
    undefined,
    hasBody,
  ),
  framing(
    'fr-te-unknown',
    'unknown transfer codings',
    ['gzip', 'identity', 'xchunked', 'chunked, gzip', 'chunked;q=1', '"chunked"'],
    (request, coding) => chunked(request, (body) => encodeChunks(body, { sizes: [] }), coding),
    settled('refused', 'RFC 9112 section 6.1'),
    hasBody,
  ),
  framing(
    'fr-te-case',
    'chunked in other letter case',
    ['Chunked', 'CHUNKED'],
    (request, coding) => chunked(request, (body) => encodeChunks(body, { sizes: [] }), coding),
    undefined,
    hasBody,
  ),
  framing(
    'fr-chunk-size',
    'chunk sizes that are none',
    ['0xn', '+n', '-n', '0_n', 'nxyz', '', ' n', 'n '],
    (request, form) =>
      chunked(
        request,
        oneChunk((length) => form.replace('n', length.toString(16))),
      ),
    (form) => (form === 'n ' || form === ' n' ? undefined : settled('refused', 'RFC 9112 section 7.1')),
    hasBody,
  ),
  framing(
    'fr-chunk-size-overflow',
    'chunk sizes beyond 64 bits',
    ['10000000000000000', 'fffffffffffffffff'],
    (request, size) =>
      chunked(
        request,
        oneChunk(() => size),
      ),
    settled('refused', 'RFC 9112 section 7.1'),
    hasBody,
  ),
  framing(
    'fr-chunk-ext-plain',
    'chunk extensions',
    [';a=b', ';a', ';a="b"'],
    (request, extension) =>
      chunked(
        request,
        oneChunk((length) => `${length.toString(16)}${extension}`),
      ),
    undefined,
    hasBody,
  ),
  framing(
    'fr-chunk-bare-lf',
    'chunks with LF alone',
    ['size', 'data'],
    (request, where) =>
      chunked(request, (body) =>
        where === 'size'
          ? `${body.length.toString(16)}\n${latin(body)}\r\n0\r\n\r\n`
          : `${body.length.toString(16)}\r\n${latin(body)}\n0\r\n\r\n`,
      ),
    undefined,
    hasBody,
  ),
  framing(
    'fr-chunk-bad-terminator',
    'chunks that end otherwise',
    ['XX', '\r\r'],
    (request, end) =>
      chunked(request, (body) => `${body.length.toString(16)}\r\n${latin(body)}${end}0\r\n\r\n`),
    settled('refused', 'RFC 9112 section 7.1'),
    hasBody,
  ),
  framing(
    'fr-chunk-trailer-forbidden',
    'trailers that are no trailers',
    ['Content-Length: 1', 'Authorization: x', 'Host: x'],
    (request, trailer) =>
      chunked(request, (body) => `${body.length.toString(16)}\r\n${latin(body)}\r\n0\r\n${trailer}\r\n\r\n`),
    undefined,
    hasBody,
  ),
  framing(
    'fr-header-space-before-colon',
    'white space before the colon',
    ['X-Fuzz : a', 'X-Fuzz\t: a'],
    line,
    REFUSED_FIELD,
  ),
  framing('fr-header-obs-fold', 'a folded line', ['X-Fuzz: a\r\n b', 'X-Fuzz: a\r\n\tb'], line),
  framing('fr-header-no-colon', 'a line without a colon', ['X-Fuzz', 'X-Fuzz a'], line, REFUSED_FIELD),
  framing('fr-header-empty-name', 'an empty name', [': a', ':'], line, REFUSED_FIELD),
  framing(
    'fr-header-ctl',
    'control characters',
    ['X-Fuzz: a\u0000b', 'X-Fuzz: a\u0001b', 'X-Fuzz: a\u007fb', 'X-Fuzz: a\rb'],
    line,
    (args) =>
      ['\u0000', '\r'].some((char) => args.includes(char))
        ? settled('refused', 'RFC 9110 section 5.5', 'should')
        : undefined,
  ),
  framing(
    'fr-header-name-delims',
    'delimiters in a name',
    ['X(Fuzz: a', 'X"Fuzz: a', 'X/Fuzz: a', 'X@Fuzz: a', 'X\u00e9Fuzz: a'],
    line,
    REFUSED_FIELD,
  ),
  framing('fr-header-bare-lf', 'LF alone at the ends of lines', ['\n'], (request, lineEnd) => ({
    ...request,
    framing: { ...request.framing, lineEnd },
  })),
  framing(
    'fr-line-double-space',
    'two blanks in the request line',
    ['  ', '\t'],
    (request, gap) => ({
      ...request,
      framing: { ...request.framing, requestLine: `${request.method}${gap}${request.path} HTTP/1.1` },
    }),
    undefined,
    (request) => request.query.length === 0,
  ),
  framing('fr-line-leading-crlf', 'an empty line first', ['\r\n', '\n', '\r\n\r\n'], (request, before) => ({
    ...request,
    framing: { ...request.framing, before },
  })),
  framing(
    'fr-version-odd',
    'odd versions',
    ['HTTP/1.10', 'HTTP/1.2', 'HTTP/2.0', 'http/1.1', 'HTTP/1,1', 'HTTP/0.9', 'HTTP/1.0'],
    (request, version) => ({ ...request, framing: { ...request.framing, version } }),
  ),
  framing(
    'fr-host-missing',
    'no Host',
    [''],
    (request) => withoutField(request, 'host'),
    settled({ kind: 'status', status: [400] }, 'RFC 9112 section 3.2'),
  ),
  framing(
    'fr-host-dup',
    'two Host fields',
    ['same', 'other'],
    (request, form) => {
      const host = request.headers.find(({ name }) => name.toLowerCase() === 'host');
      return (
        host &&
        withFurtherField(request, { name: 'Host', value: form === 'same' ? host.value : `x.${host.value}` })
      );
    },
    settled({ kind: 'status', status: [400] }, 'RFC 9112 section 3.2'),
  ),
  framing('fr-host-odd', 'Host written otherwise', ['h.', 'H', 'h:80', ' h'], (request, form) =>
    withFieldChanged(request, 'host', (field) => ({
      ...field,
      value: form === 'H' ? field.value.toUpperCase() : form.replace('h', () => field.value),
    })),
  ),
  framing('fr-expect-unknown', 'an unknown expectation', ['x', '100-continue, x'], (request, value) =>
    withField(request, 'Expect', value),
  ),
];

import { joinBytes, wireBytes } from '../../../harness/transport/bytes.ts';
import {
  bodyBytes,
  fieldOf,
  type StructuredRequest,
  targetOf,
  withField,
  withFurtherField,
  withoutField,
} from '../../structured-request.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { framing, hasContent, isRead, lengthOf, reframed, withLengths } from './frame.ts';

/** The request as bytes, for sending it once more behind itself. */
function messageOf(request: StructuredRequest): Uint8Array {
  const lines = request.headers.map(({ name, value, line }) => line ?? `${name}: ${value}`);
  const head = [`${request.method} ${targetOf(request)} HTTP/1.1`, ...lines, '', ''];
  return joinBytes([
    ...head.map((line, index) => wireBytes(index === 0 ? line : `\r\n${line}`)),
    bodyBytes(request),
  ]);
}

/** The request and once more the same behind it. */
function twice(request: StructuredRequest): StructuredRequest {
  return reframed(request, {
    after: messageOf(request),
    raw: { responsesTo: [request.method, request.method] },
  });
}

const SAME = settled('as-unmutated', 'RFC 9112 section 9.3.2');
/** A pause that a slow client makes. */
const PAUSE_MS = 400;
/** How long `100 Continue` is waited for. */
const CONTINUE_MS = 500;

/** What a connection carries besides one plain request. */
export const connectionMutations: readonly MutationClass[] = [
  framing({
    slug: 'fr-pipeline-ok',
    title: 'two requests at once',
    values: ['same'],
    when: isRead,
    change: twice,
    settles: SAME,
  }),
  framing({
    slug: 'fr-pipeline-after-bad',
    title: 'a request behind one that is none',
    values: ['GET / HTTP/1.1\r\nHost : x\r\n\r\n', 'GET / HTTP/1.1\r\nHost: x\r\nContent-Length: x\r\n\r\n'],
    when: isRead,
    change: (request, before) => reframed(request, { before }),
    settles: settled('refused', 'RFC 9112 section 2.2', 'should'),
  }),
  framing({
    slug: 'fr-pipeline-body-zero',
    title: 'a request behind one with Content-Length: 0',
    values: ['0'],
    when: isRead,
    change: (request, length) => twice(withLengths(request, [length])),
    settles: SAME,
  }),
  framing({
    slug: 'fr-connection-tokens',
    title: 'Connection names fields that are not for the way',
    values: ['authorization', 'host', 'content-length', 'content-type', 'close, x-fuzz'],
    change: (request, value) => withField(request, 'Connection', value),
  }),
  framing({
    slug: 'fr-expect-continue',
    title: 'waiting for 100 before the body',
    values: ['100-continue', '100-Continue'],
    when: hasContent,
    change: (request, value) =>
      reframed(withField(request, 'Expect', value), { raw: { expectContinue: { waitMs: CONTINUE_MS } } }),
    settles: settled('as-unmutated', 'RFC 9110 section 10.1.1'),
  }),
  framing({
    slug: 'fr-expect-unknown',
    title: 'an unknown expectation',
    values: ['x', '100-continue, x', '200-ok', ''],
    change: (request, value) => withField(request, 'Expect', value),
  }),
  framing({
    slug: 'fr-expect-no-body',
    title: 'Expect without a body',
    values: ['100-continue'],
    when: (request) => lengthOf(request) === 0,
    change: (request, value) => withField(request, 'Expect', value),
  }),
  framing({
    slug: 'fr-early-error-drain',
    title: 'a large body behind a head that is refused',
    values: ['65536', '1048576'],
    when: hasContent,
    change: (request, size) => {
      const bytes = Number(size) || 1;
      const bare = fieldOf(request, 'authorization')
        ? withField(request, 'Authorization', 'x')
        : withoutField(request, 'host');
      return reframed(withLengths(bare, [String(bytes)]), { content: new Uint8Array(bytes) });
    },
  }),
  framing({
    slug: 'fr-slow-body',
    title: 'a pause inside the body',
    values: ['first', 'last'],
    when: hasContent,
    change: (request, where) => {
      const size = messageOf(request).length;
      const after = where === 'first' ? size - lengthOf(request) : size - 1;
      return reframed(request, { raw: { pauses: [{ after, ms: PAUSE_MS }] } });
    },
  }),
  framing({
    slug: 'fr-upgrade-h2c',
    title: 'an offer to go on with HTTP/2',
    values: ['h2c', 'h2c, websocket', 'TLS/1.0'],
    change: (request, protocol) =>
      [
        { name: 'Connection', value: 'Upgrade, HTTP2-Settings' },
        { name: 'Upgrade', value: protocol },
        { name: 'HTTP2-Settings', value: 'AAMAAABkAAQAoAAAAAIAAAAA' },
      ].reduce(withFurtherField, request),
  }),
];

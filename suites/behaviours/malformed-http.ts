import type { WireRequest } from '../../dialects/core/request.ts';
import type { CheckDraft } from '../../harness/check/suite.ts';
import type { RawOptions } from '../../harness/transport/raw-transport.ts';
import { type GroundsFor, grounded, type SharedCheck, type SharedChecks } from './grounds.ts';
import { store } from './stored-object.ts';

const PATIENCE: RawOptions = { limits: { responseMs: 5_000 } };
const CLIENT_ERRORS: readonly number[] = Array.from({ length: 100 }, (_, index) => 400 + index);

/** A request as text, every character one byte; the host and path of a real request are filled in. */
type Text = (real: { readonly host: string; readonly path: string }) => string;

/** Something that is no request. `also`: statuses outside 4xx that HTTP itself gives it. */
interface Malformed {
  readonly text: Text;
  readonly also?: readonly number[];
}

const head =
  (requestLine: string, ...fields: string[]): Text =>
  ({ host, path }) =>
    [requestLine.replace('PATH', path), `Host: ${host}`, ...fields, '', ''].join('\r\n');
const get = (...fields: string[]): Text => head('GET PATH HTTP/1.1', ...fields);
const put = (fields: readonly string[], content = ''): Text => {
  const section = head('PUT PATH HTTP/1.1', ...fields);
  return (real) => section(real) + content;
};
const chunked = (content: string): Text => put(['Transfer-Encoding: chunked'], content);

/** Each of these is answered with a 4xx, and the server goes on serving. */
function refused(title: string, malformed: readonly (Text | Malformed)[]): SharedCheck {
  return {
    title,
    impact: 'security',
    run: async (t) => {
      const { getObject } = t.dialect.housekeeping;
      const key = await store(t, 'object', 'still here');
      for (const one of malformed) {
        const { text, also = [] } = typeof one === 'function' ? { text: one } : one;
        const exchange = await t.send({
          op: getObject,
          key,
          as: 'anonymous',
          bytes: ({ headers, target }: WireRequest) => {
            const [, host = ''] = headers.find(([name]) => name === 'Host') ?? [];
            return Buffer.from(text({ host, path: target }), 'latin1');
          },
          raw: PATIENCE,
        });
        t.expect(exchange, { status: [...CLIENT_ERRORS, ...also] });
      }
      t.expect(await t.send({ op: getObject, key }), { status: 200, body: 'still here' });
    },
  };
}

const checks = {
  'malformed-request-line': refused('A request line that is none is answered with a 4xx', [
    head('GET'),
    head('GET PATH'),
    head('PATH GET HTTP/1.1'),
    head('GET PATH HTTP/1.1 surplus'),
    head('GET PATH http/1.1'),
    head('GET PATH FTP/1.1'),
    { text: head('GET PATH HTTP/9.9'), also: [505] },
    { text: head('G(E)T PATH HTTP/1.1'), also: [501] },
    head('\u0000\u0001\u0002\u00ff\u00fe'),
    () => '\u0016\u0003\u0001\u0000\u0005hello\r\n\r\n',
  ]),
  'malformed-target': refused('A request target that is none is answered with a 4xx', [
    head('GET object HTTP/1.1'),
    head('GET /a b HTTP/1.1'),
    head('GET /%zz HTTP/1.1'),
    head('GET /% HTTP/1.1'),
    head('GET /%ff%fe HTTP/1.1'),
    head('GET /\u0000 HTTP/1.1'),
    head('GET PATH?%zz=%&&=& HTTP/1.1'),
    head('GET http:// HTTP/1.1'),
    head('GET * HTTP/1.1'),
    { text: head('CONNECT PATH HTTP/1.1'), also: [501] },
  ]),
  'malformed-fields': refused('A header field that is none is answered with a 4xx', [
    get('no colon'),
    get('space before : colon'),
    get(': no name'),
    get('na\u00efve: x'),
    get('x-null: a\u0000b'),
    get('x-return: a\rb'),
    get('Authorization: \u00ff\u0001=&=;'),
    get('Range: bytes=\u00b9-\u00b2', 'If-Modified-Since: \u00ff'),
  ]),
  'malformed-host': refused('A Host that is none is answered with a 4xx', [
    get('Host: another.example.com'),
    ({ path }) => `GET ${path} HTTP/1.1\r\nHost: a b\r\n\r\n`,
    ({ path }) => `GET ${path} HTTP/1.1\r\nHost: a/b?c#d\r\n\r\n`,
    ({ path }) => `GET ${path} HTTP/1.1\r\nHost: <a>&b;\r\n\r\n`,
    ({ path }) => `GET ${path} HTTP/1.1\r\nHost: [::1\r\n\r\n`,
    ({ path, host }) => `GET ${path} HTTP/1.1\r\nHost: ${host}:port\r\n\r\n`,
    ({ path }) => `GET ${path} HTTP/1.1\r\nHost:\r\n\r\n`,
    ({ path }) => `GET ${path} HTTP/1.1\r\nHost: ${'a'.repeat(3_000)}\r\n\r\n`,
  ]),
  'malformed-length': refused('A body whose length cannot be told is answered with a 4xx', [
    put(['Content-Length: five'], '12345'),
    put(['Content-Length: -5'], '12345'),
    put(['Content-Length: +5'], '12345'),
    put(['Content-Length: 0x5'], '12345'),
    put(['Content-Length: 5', 'Content-Length: 6'], '123456'),
    put(['Content-Length: 5, 6'], '123456'),
    put(['Content-Length: 99999999999999999999999'], '12345'),
    put(['Content-Length: 5', 'Transfer-Encoding: chunked'], '0\r\n\r\n'),
    { text: put(['Transfer-Encoding: no-such-coding'], '0\r\n\r\n'), also: [501] },
    { text: put(['Transfer-Encoding: chunked, no-such-coding'], '0\r\n\r\n'), also: [501] },
  ]),
  'malformed-chunks': refused('Chunks that are none are answered with a 4xx', [
    chunked('zz\r\nhello\r\n0\r\n\r\n'),
    chunked('-5\r\nhello\r\n0\r\n\r\n'),
    chunked('5\r\nhello and more\r\n0\r\n\r\n'),
    chunked('ffffffffffffffffffff\r\nhello\r\n0\r\n\r\n'),
    chunked('\r\n\r\n'),
  ]),
  'oversized-head': refused('A header section beyond all bounds is answered with a 4xx', [
    head(`GET /${'a'.repeat(100_000)} HTTP/1.1`),
    head(`GET PATH?${'a=b&'.repeat(25_000)} HTTP/1.1`),
    get(`x-long: ${'a'.repeat(200_000)}`),
    get(...Array.from({ length: 5_000 }, (_, index) => `x-many-${index}: ${index}`)),
  ]),
} satisfies SharedChecks;

/** What is not HTTP, or HTTP that nobody can serve. RFC 9112 sections 2 to 7. */
export function malformedHttp(binding: { readonly grounds: GroundsFor<typeof checks> }): CheckDraft[] {
  return grounded(checks, binding.grounds);
}

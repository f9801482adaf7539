import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { MAX_INTERIM, type Reading, ResponseReader } from './raw-reader.ts';
import { bytesOf, textOf } from './testing/requests.ts';

const LIMITS = { headerBytes: 200, bodyBytes: 40 };

function read(
  pieces: readonly string[],
  options: { methods?: string[]; end?: 'closed' | 'reset' } = {},
): { reading: Reading; phase: string } {
  const reader = new ResponseReader(options.methods ?? ['GET'], LIMITS);
  for (const piece of pieces) reader.push(bytesOf(piece));
  const { phase } = reader;
  if (options.end) reader.end(options.end);
  return { reading: reader.reading(), phase };
}

const first = (text: string, options = {}) => read([text], options).reading.responses[0];
const failure = (text: string, options = {}) => read([text], options).reading.failure;

describe('a complete response', () => {
  it('is read by its Content-Length', () => {
    const response = first('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\nabc');
    expect(response).toMatchObject({ httpVersion: '1.1', status: 200, framing: 'content-length' });
    expect(textOf(response?.body)).toBe('abc');
    expect(textOf(response?.head)).toBe('HTTP/1.1 200 OK\r\nContent-Length: 3\r\n\r\n');
  });

  it('is read in chunks, with extensions and trailers', () => {
    const response = first(
      'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n3;a="b"\r\nabc\r\n0A\r\n0123456789\r\n0\r\nX-Sum: 1\r\n\r\n',
    );
    expect(response).toMatchObject({
      framing: 'chunked',
      trailers: [['X-Sum', '1']],
      anomalies: ['chunk-extension'],
    });
    expect(textOf(response?.body)).toBe('abc0123456789');
  });

  it('ends with the connection when nothing else says where', () => {
    const text = 'HTTP/1.0 200 OK\r\n\r\nabc';
    expect(read([text]).phase).toBe('body');
    const response = first(text, { end: 'closed' });
    expect(response?.framing).toBe('close');
    expect(textOf(response?.body)).toBe('abc');
    expect(failure(text, { end: 'reset' })?.kind).toBe('reset');
  });

  it('has no content when it answers HEAD, or is 204 or 304', () => {
    expect(read(['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\n'], { methods: ['HEAD'] }).phase).toBe('done');
    expect(first('HTTP/1.1 204 No Content\r\n\r\n')?.framing).toBe('none');
    expect(first('HTTP/1.1 304 Not Modified\r\nContent-Length: 5\r\n\r\n')?.framing).toBe('none');
  });

  it('comes after its interim responses', () => {
    const text =
      'HTTP/1.1 100 Continue\r\n\r\nHTTP/1.1 103 Early Hints\r\nLink: x\r\n\r\nHTTP/1.1 204 \r\n\r\n';
    expect(first(text)?.interim).toEqual([
      { status: 100, reason: 'Continue', headers: [] },
      { status: 103, reason: 'Early Hints', headers: [['Link', 'x']] },
    ]);
  });

  it('keeps what comes after it, and says so', () => {
    const response = first('HTTP/1.1 204 No Content\r\n\r\nHTTP/1.1 200 OK');
    expect(textOf(response?.trailing)).toBe('HTTP/1.1 200 OK');
    expect(response?.anomalies).toEqual(['bytes-after-end']);
  });

  it('may be one of several on a connection', () => {
    const one = 'HTTP/1.1 200 OK\r\nContent-Length: 1\r\n\r\na';
    const { reading, phase } = read([`${one}HTTP/1.1 404 No\r\nContent-Length: 9\r\n\r\n${one}`], {
      methods: ['GET', 'HEAD', 'GET'],
    });
    expect(phase).toBe('done');
    expect(reading.responses.map(({ status }) => status)).toEqual([200, 404, 200]);
  });
});

describe('what cannot be read', () => {
  it('is told from the first byte that does not fit, and kept', () => {
    const { reading, phase } = read(['SSH-2.0-Open', 'SSH\r\n']);
    expect(phase).toBe('failed');
    expect(reading.failure).toMatchObject({ kind: 'malformed-response', detail: 'bad status line' });
    expect(textOf(reading.failure?.bytes)).toBe('SSH-2.0-OpenSSH\r\n');
  });

  it.each([
    ['bad chunk size', 'x\r\n'],
    ['bad chunk size', '\r\n'],
    ['bad chunk size', '-1\r\n'],
    ['bad chunk size', 'fffffffffffffff\r\n'],
    ['chunk longer than its size', '1\r\nab\r\n'],
    ['chunk size line too long', `1;${'x'.repeat(9000)}`],
    ['trailers: a field line without a name', '0\r\nnothing\r\n\r\n'],
  ])('%s', (detail, content) => {
    const text = `HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n${content}`;
    expect(failure(text)).toMatchObject({ kind: 'malformed-response', detail });
    expect(read([text]).reading.partial?.status).toBe(200);
  });

  it('is a Content-Length that cannot be relied on', () => {
    expect(failure('HTTP/1.1 200 OK\r\nContent-Length: 1, 2\r\n\r\n')).toMatchObject({
      kind: 'malformed-response',
      detail: 'conflicting Content-Length',
    });
  });
});

describe('limits', () => {
  it('stop a header section without end', () => {
    expect(failure(`HTTP/1.1 200 OK\r\nA: ${'x'.repeat(300)}`)?.kind).toBe('too-large-headers');
    expect(failure(`HTTP/1.1 200 ${'x'.repeat(300)}`)?.kind).toBe('too-large-headers');
  });

  it('stop trailers without end', () => {
    const head = 'HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n';
    expect(failure(head + 'A: 1\r\n'.repeat(60))?.kind).toBe('too-large-headers');
  });

  it('stop interim responses without end', () => {
    const interim = 'HTTP/1.1 102 Processing\r\n\r\n';
    expect(failure(interim.repeat(MAX_INTERIM))).toBeUndefined();
    expect(failure(interim.repeat(MAX_INTERIM + 1))?.kind).toBe('too-large-headers');
  });

  it.each(['Content-Length: 9999999999999999999999', 'Transfer-Encoding: none', 'Content-Length: 41'])(
    'stop too large a content under %s, and keep its beginning',
    (field) => {
      const { reading } = read([`HTTP/1.1 200 OK\r\n${field}\r\n\r\n`, 'x'.repeat(41)]);
      expect(reading.failure?.kind).toBe('too-large-body');
      expect(textOf(reading.partial?.body)).toBe('x'.repeat(40));
    },
  );
});

describe('the end of the connection', () => {
  it.each([
    ['', 'before it sent a response'],
    ['HTTP/1.1 200 O', 'in the middle of a response'],
    ['HTTP/1.1 200 OK\r\nContent-Length: 5\r\n\r\nab', 'in the middle of a response'],
    ['HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n1\r\na\r\n', 'in the middle of a response'],
  ])('comes too early after %j', (text, when) => {
    expect(failure(text, { end: 'closed' })).toMatchObject({
      kind: 'closed-early',
      message: `the target closed the connection ${when}`,
    });
    expect(failure(text, { end: 'reset' })?.kind).toBe('reset');
  });

  it('changes nothing after the last response', () => {
    expect(failure('HTTP/1.1 204 No Content\r\n\r\n', { end: 'reset' })).toBeUndefined();
  });
});

const fragment = fc.constantFrom(
  'HTTP/1.1 200 OK\r\n',
  'HTTP/1.1 100 Continue\r\n\r\n',
  'HTTP/1.1 204 No Content\r\n\r\n',
  'HTTP/1.0 404\n',
  'Content-Length: 3\r\n',
  'Content-Length: 50\r\n',
  'Transfer-Encoding: chunked\r\n',
  'A: b\r\n',
  ' folded\r\n',
  '\r\n',
  '\n',
  '3;x\r\nabc\r\n',
  '0\r\n',
  'abc',
  ':',
  '\r',
);
const wire = fc.oneof(
  fc.array(fragment, { maxLength: 12 }).map((parts) => parts.join('')),
  fc
    .tuple(fc.constantFrom('Content-Length: 3', 'Transfer-Encoding: chunked', 'A: b'), fc.array(fragment))
    .map(([field, parts]) => `HTTP/1.1 200 OK\r\n${field}\r\n\r\n${parts.join('')}`),
);

describe('how the bytes are cut', () => {
  it('makes no difference', () => {
    const cuts = fc.array(fc.nat({ max: 200 }), { maxLength: 20 });
    const end = fc.constantFrom('closed' as const, 'reset' as const, undefined);
    fc.assert(
      fc.property(wire, cuts, end, (text, at, cause) => {
        const options = { methods: ['GET', 'HEAD', 'GET'], ...(cause ? { end: cause } : {}) };
        const marks = [0, ...at.filter((mark) => mark < text.length).toSorted((a, b) => a - b), text.length];
        const pieces = marks.slice(1).map((mark, index) => text.slice(marks[index], mark));
        const whole = read([text], options);
        expect(read(pieces, options)).toEqual(whole);
        expect(read([...text], options)).toEqual(whole);
      }),
      { numRuns: 1000 },
    );
  });

  it('never loses a byte of a response that is read whole', () => {
    fc.assert(
      fc.property(wire, (text) => {
        const { responses, failure: failed, partial } = read([text]).reading;
        const [response] = responses;
        if (failed || partial || !response || response.framing === 'chunked') return;
        if (response.interim.length > 0) return;
        const kept = [response.head, response.body, response.trailing].map(textOf).join('');
        expect(kept).toBe(text);
      }),
    );
  });
});

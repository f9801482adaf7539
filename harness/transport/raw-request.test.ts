import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { ContentDecoder } from './content-decoder.ts';
import { describeBytes, encodeChunks, encodeRequest } from './raw-request.ts';
import { bytesOf, textOf, wireRequest } from './testing/requests.ts';

const whole = (...args: Parameters<typeof encodeRequest>): string => {
  const { head, content } = encodeRequest(...args);
  return textOf(head) + textOf(content);
};

describe('encodeRequest', () => {
  it('writes what it is given and nothing else', () => {
    const request = wireRequest('PuT', {
      target: '/a b?c',
      headers: [
        ['x-B', '2'],
        ['X-a', ' 1\r\nInjected: yes'],
      ],
      body: 'abc',
    });
    expect(whole(request)).toBe('PuT /a b?c HTTP/1.1\r\nx-B: 2\r\nX-a:  1\r\nInjected: yes\r\n\r\nabc');
    expect(whole({ ...request, headers: [], version: 'HTTP/1.0' })).toBe('PuT /a b?c HTTP/1.0\r\n\r\nabc');
  });

  it('adds Content-Length in place of what was there, when asked', () => {
    const request = wireRequest('PUT', {
      headers: [
        ['content-length', '9'],
        ['A', 'b'],
      ],
      body: 'abc',
    });
    expect(whole(request, 'content-length')).toBe('PUT / HTTP/1.1\r\nA: b\r\nContent-Length: 3\r\n\r\nabc');
  });

  it('adds Transfer-Encoding to chunked content unless it is there', () => {
    const request = wireRequest('PUT', { headers: [], body: 'abc' });
    expect(whole(request, { sizes: [] })).toBe(
      'PUT / HTTP/1.1\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\n\r\n',
    );
    const given = { ...request, headers: [['transfer-encoding', 'gzip'] as const] };
    expect(whole(given, { sizes: [] })).toContain('HTTP/1.1\r\ntransfer-encoding: gzip\r\n\r\n3\r\n');
  });

  it('writes Latin-1 where it can, else UTF-8, line by line', () => {
    const request = wireRequest('GET', {
      headers: [
        ['A', '\u00e9'],
        ['B', '\u20ac'],
      ],
    });
    expect(whole(request)).toBe('GET / HTTP/1.1\r\nA: \xe9\r\nB: \xe2\x82\xac\r\n\r\n');
  });
});

describe('encodeChunks', () => {
  it('repeats the last size and puts extensions and trailers where they belong', () => {
    const framing = { sizes: [1, 2], extensions: [';a', '', ';c', ';end'], trailers: [['T', '1'] as const] };
    expect(textOf(encodeChunks(bytesOf('abcde'), framing))).toBe(
      '1;a\r\na\r\n2\r\nbc\r\n2;c\r\nde\r\n0;end\r\nT: 1\r\n\r\n',
    );
  });

  it('is undone by decoding', () => {
    const sizes = fc.array(fc.integer({ min: 1, max: 20 }), { maxLength: 5 });
    fc.assert(
      fc.property(fc.uint8Array({ maxLength: 100 }), sizes, (body, chunks) => {
        const encoded = encodeChunks(body, { sizes: chunks });
        const decoder = new ContentDecoder(
          { framing: 'chunked', length: 0, anomalies: [] },
          { headerBytes: 100, bodyBytes: 100 },
        );
        let at = 0;
        while (at < encoded.length && !decoder.complete) at += decoder.push(encoded.subarray(at));
        expect([decoder.complete, at, decoder.body()]).toEqual([true, encoded.length, body]);
      }),
    );
  });

  it('refuses chunks of nothing, which would end the content', () => {
    expect(() => encodeChunks(bytesOf('a'), { sizes: [0] })).toThrow(RangeError);
    expect(() => encodeChunks(bytesOf('a'), { sizes: [Number.NaN] })).toThrow(RangeError);
  });
});

describe('describeBytes', () => {
  it('tells the parts of a request', () => {
    expect(describeBytes(bytesOf('GET /x HTTP/1.1\r\nA: b\r\nodd\r\n\r\nrest'))).toEqual({
      method: 'GET',
      target: '/x',
      headers: [['A', 'b']],
      headSize: 30,
    });
  });

  it('makes the best of anything else', () => {
    expect(describeBytes(bytesOf('\x00\x01'))).toMatchObject({ target: '', headers: [], headSize: 2 });
    fc.assert(fc.property(fc.uint8Array(), (bytes) => describeBytes(bytes).headSize <= bytes.length));
  });
});

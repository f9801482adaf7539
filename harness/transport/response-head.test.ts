import { describe, expect, it } from 'vitest';
import { contentFraming, hasNoContent, parseResponseHead, trimBlanks } from './response-head.ts';
import { bytesOf } from './testing/requests.ts';

const parse = (text: string) => parseResponseHead(bytesOf(text));

describe('parseResponseHead', () => {
  it('keeps the order, letter case and repetition of fields', () => {
    expect(parse('HTTP/1.1 200 All is well\r\nB: 1\r\na:2 \r\nB:\t3\r\nEmpty:\r\n\r\n')).toEqual({
      httpVersion: '1.1',
      status: 200,
      reason: 'All is well',
      headers: [
        ['B', '1'],
        ['a', '2'],
        ['B', '3'],
        ['Empty', ''],
      ],
      anomalies: [],
    });
  });

  it('reads values as Latin-1, so that no byte is lost', () => {
    expect(parse('HTTP/1.1 200 OK\r\nX: caf\u00c3\u00a9\r\n\r\n')).toMatchObject({
      headers: [['X', 'caf\u00c3\u00a9']],
    });
  });

  it.each([
    ['bare-lf', 'HTTP/1.1 200 OK\nA: 1\r\n\r\n', [['A', '1']]],
    ['obs-fold', 'HTTP/1.1 200 OK\r\nA: 1\r\n\t 2 \r\n\r\n', [['A', '1 2']]],
    ['space-before-colon', 'HTTP/1.1 200 OK\r\nA : 1\r\n\r\n', [['A', '1']]],
    ['invalid-field-name', 'HTTP/1.1 200 OK\r\nA(b): 1\r\n\r\n', [['A(b)', '1']]],
    ['no-reason-space', 'HTTP/1.1 200\r\nA: 1\r\n\r\n', [['A', '1']]],
    ['control-character', 'HTTP/1.1 200 OK\r\nA: 1\x002\r\n\r\n', [['A', '1\x002']]],
    ['control-character', 'HTTP/1.1 200 OK\r\nA: 1\r2\r\n\r\n', [['A', '1\r2']]],
    ['control-character', 'HTTP/1.1 200 O\x07K\r\nA: 1\r\n\r\n', [['A', '1']]],
  ])('reads past %s and notes it: %j', (anomaly, text, headers) => {
    expect(parse(text)).toMatchObject({ status: 200, headers, anomalies: [anomaly] });
  });

  it.each([
    ['bad status line', 'HTTP/1.1 20 OK\r\n\r\n'],
    ['bad status line', 'HTTP/1.1  200 OK\r\n\r\n'],
    ['bad status line', 'HTTP/1.1 200OK\r\n\r\n'],
    ['bad status line', 'HTTP/1.1 099 OK\r\n\r\n'],
    ['bad status line', 'HTTP/11 200 OK\r\n\r\n'],
    ['bad status line', '\r\n'],
    ['white space before the first field', 'HTTP/1.1 200 OK\r\n A: 1\r\n\r\n'],
    ['a field line without a name', 'HTTP/1.1 200 OK\r\nnothing here\r\n\r\n'],
    ['a field line without a name', 'HTTP/1.1 200 OK\r\n: 1\r\n\r\n'],
  ])('refuses %s: %j', (problem, text) => {
    expect(parse(text)).toEqual({ problem });
  });
});

describe('contentFraming', () => {
  const framing = (headers: [string, string][], method = 'GET', status = 200) =>
    contentFraming(method, status, headers);

  it('goes by Transfer-Encoding, then Content-Length, then the end of the connection', () => {
    expect(framing([['Transfer-Encoding', 'gzip, Chunked']])).toMatchObject({ framing: 'chunked' });
    expect(framing([['Transfer-Encoding', 'chunked, gzip']])).toMatchObject({ framing: 'close' });
    expect(framing([['content-length', '12']])).toMatchObject({ framing: 'content-length', length: 12 });
    expect(framing([])).toMatchObject({ framing: 'close' });
  });

  it('lets Transfer-Encoding win over Content-Length and notes it', () => {
    const both: [string, string][] = [
      ['Content-Length', '3'],
      ['Transfer-Encoding', 'chunked'],
    ];
    expect(framing(both)).toEqual({ framing: 'chunked', length: 0, anomalies: ['length-and-chunked'] });
  });

  it('takes a repeated length when all agree', () => {
    const anomalies = ['repeated-content-length'];
    expect(framing([['Content-Length', '5, 05']])).toEqual({
      framing: 'content-length',
      length: 5,
      anomalies,
    });
    expect(
      framing([
        ['Content-Length', '5'],
        ['content-length', '6'],
      ]),
    ).toEqual({ problem: 'conflicting Content-Length' });
  });

  it.each(['', '-1', '+5', '0x10', '5 5', '1e3'])('refuses the length %j', (value) => {
    expect(framing([['Content-Length', value]])).toEqual({ problem: 'bad Content-Length' });
  });

  it('knows what has no content', () => {
    expect(framing([['Content-Length', '5']], 'HEAD')).toEqual({ framing: 'none', length: 0, anomalies: [] });
    expect(framing([['Content-Length', '5']], 'GET', 304)).toMatchObject({ framing: 'none', anomalies: [] });
    expect(framing([['Content-Length', '0']], 'PUT', 204)).toMatchObject({
      framing: 'none',
      anomalies: ['length-where-none'],
    });
    expect(hasNoContent('CONNECT', 200)).toBe(true);
    expect(hasNoContent('CONNECT', 400)).toBe(false);
  });
});

describe('trimBlanks', () => {
  it('removes spaces and tabs at both ends only', () => {
    expect(trimBlanks(' \ta \t b\u00a0 ')).toBe('a \t b\u00a0');
    expect(trimBlanks('   ')).toBe('');
  });
});

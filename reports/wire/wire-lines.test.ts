import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { BodyRecord } from '../record.ts';
import { exchange } from '../testing/record-arbitraries.ts';
import { sampleExchange } from '../testing/sample-exchanges.ts';
import { requestLines, responseLines, type WireLine } from './wire-lines.ts';

function linesOf(body: BodyRecord): WireLine[] {
  const one = sampleExchange(
    'target',
    { operation: 'X', method: 'GET', target: '/' },
    { status: 200, reason: 'OK' },
  );
  return requestLines({ ...one, request: { ...one.request, headers: [], body } }).slice(1);
}
const textBody = (text: string): WireLine[] => linesOf({ text, size: Buffer.byteLength(text) });

describe('wire lines', () => {
  it('are start line, fields and body, in order', () => {
    const one = sampleExchange(
      'target',
      {
        operation: 'X',
        method: 'PUT',
        target: '/k?acl',
        headers: [['x-a', '1']],
        body: 'hi\nyou',
        identity: 'anonymous',
      },
      { status: 200, reason: 'OK', body: 'done' },
    );
    expect(requestLines(one).map(({ text }) => text)).toEqual([
      'PUT /k?acl',
      'Host: bp-7f3a-1250000000.oss.acme.example',
      'x-a: 1',
      'Content-Length: 6',
      'hi',
      'you',
    ]);
    expect(responseLines(one)[0]?.text).toBe('HTTP/1.1 200 OK');
    expect(responseLines(one).at(-1)).toEqual({ kind: 'body', text: 'done', feed: false });
  });

  it('say in the place of the status line that nothing came', () => {
    const lost = sampleExchange('target', { operation: 'X', method: 'GET', target: '/' }, undefined);
    expect(responseLines(lost)).toEqual([
      { kind: 'start', text: 'no response: the connection was closed before a response (connection-reset)' },
    ]);
  });

  it('tell real line feeds from cuts made for reading', () => {
    const document = `<A>${'<B>some text here</B>'.repeat(8)}</A>\n`;
    const lines = textBody(document);
    expect(lines.length).toBe(9);
    expect(lines.map(({ feed }) => feed).filter(Boolean)).toHaveLength(1);
    expect(lines.map(({ text }) => text).join('')).toBe(document.trimEnd());
    expect(textBody('<A><B>short</B></A>')).toHaveLength(1);
  });

  it('show bytes that are no text as a dump', () => {
    const lines = linesOf({ base64: Buffer.from([0, 1, 65, 255]).toString('base64'), size: 4 });
    expect(lines[1]?.text).toBe(`0000  00 01 41 ff${' '.repeat(36)}  ..A.`);
  });

  it('name a body that was not kept by size and digest', () => {
    expect(linesOf({ size: 9000, sha256: 'ab'.repeat(32) })[0]?.text).toContain('9.0 kB, SHA-256 abab');
  });

  it('are bounded, whatever was recorded', () => {
    fc.assert(
      fc.property(exchange, fc.integer({ min: 1, max: 3000 }), (one, times) => {
        const text = `<a>${'\n<b>x'.repeat(times)}`;
        const response = {
          ...one.response,
          headers: Array.from({ length: times }, () => ['a', 'b'] as const),
        };
        const big = { ...one, request: { ...one.request, body: { text, size: text.length } } };
        expect(requestLines(big).length).toBeLessThan(400);
        if (one.response === undefined) return;
        expect(responseLines({ ...one, response: { ...one.response, ...response } }).length).toBeLessThan(
          400,
        );
      }),
      { numRuns: 30 },
    );
    expect(Math.max(...textBody('y'.repeat(100_000)).map(({ text }) => text.length))).toBeLessThan(2100);
  });
});

import { describe, expect, it } from 'vitest';
import { rendered, subject } from '../mutations.fixture.ts';
import { mutationsBySlug } from '../registry.ts';

/** The bytes of a sample with one framing mutation, one character a byte. */
function bytes(slug: string, args: unknown, operation = 'PutObject'): string {
  const of = mutationsBySlug.get(slug);
  if (!of) throw new Error(slug);
  const slot = slug.startsWith('fr-method') ? 'method' : 'framing';
  const { raw, applied } = rendered(subject('tencent-cos', operation), { of, slot, args });
  expect(applied).toEqual([0]);
  return Buffer.from(raw?.bytes ?? new Uint8Array()).toString('latin1');
}

const head = (text: string): string[] => text.slice(0, text.indexOf('\r\n\r\n')).split('\r\n');
const content = (text: string): string => text.slice(text.indexOf('\r\n\r\n') + 4);
const fields = (text: string, name: string): string[] =>
  head(text).filter((line) => line.toLowerCase().startsWith(`${name.toLowerCase()}:`));
/** The sample has this body, of eleven bytes. */
const BODY = 'Hello world';

describe('lengths', () => {
  it.each([
    ['fr-cl-dup-same', '3', ['Content-Length: 11', 'Content-Length: 11', 'Content-Length: 11']],
    ['fr-cl-dup-differ', 'first', ['Content-Length: 11', 'Content-Length: 1']],
    ['fr-cl-dup-differ', 'second', ['Content-Length: 1', 'Content-Length: 11']],
    ['fr-cl-list', 'n, 1', ['Content-Length: 11, 1']],
    ['fr-cl-empty', '', ['Content-Length: ']],
    ['fr-cl-sign', '+n', ['Content-Length: +11']],
    ['fr-cl-hex', '0xn', ['Content-Length: 0x11']],
    ['fr-cl-octal', '0', ['Content-Length: 011']],
    ['fr-cl-underscore', 'n_', ['Content-Length: 11_']],
    ['fr-cl-prefix', 'n n', ['Content-Length: 11 11']],
    ['fr-cl-overflow', '18446744073709551616', ['Content-Length: 18446744073709551616']],
    ['fr-cl-short-body', 'half-close', ['Content-Length: 21']],
    ['fr-cl-missing', 'field', []],
  ] as const)('%s %s', (slug, args, expected) => {
    const text = bytes(slug, args);
    expect(fields(text, 'Content-Length')).toEqual(expected);
    expect(content(text)).toBe(BODY);
  });

  it('fr-cl-long-body sends more than it announces', () => {
    const text = bytes('fr-cl-long-body', 'x');
    expect(fields(text, 'Content-Length')).toEqual(['Content-Length: 11']);
    expect(content(text)).toBe(`${BODY}x`);
  });

  it('fr-cl-unicode-digit sends digits in UTF-8', () => {
    expect(fields(bytes('fr-cl-unicode-digit', '\uff11'), 'Content-Length')).toEqual([
      `Content-Length: ${Buffer.from('\uff11').toString('latin1')}`,
    ]);
  });
});

describe('transfer codings', () => {
  it.each([
    ['fr-te-case', 'CHUNKED', ['Transfer-Encoding: CHUNKED'], []],
    ['fr-te-and-cl', 'short', ['Transfer-Encoding: chunked'], ['Content-Length: 1']],
    ['fr-te-twice', 'lines', ['Transfer-Encoding: chunked', 'Transfer-Encoding: chunked'], []],
    ['fr-te-chunked-not-last', 'chunked, gzip', ['Transfer-Encoding: chunked, gzip'], []],
    ['fr-te-odd-space', 'chunked\u00a0', ['Transfer-Encoding: chunked\u00a0'], []],
  ] as const)('%s %s', (slug, args, codings, lengths) => {
    const text = bytes(slug, args);
    expect(fields(text, 'Transfer-Encoding')).toEqual(codings);
    expect(fields(text, 'Content-Length')).toEqual(lengths);
    expect(content(text)).toBe(`b\r\n${BODY}\r\n0\r\n\r\n`);
  });

  it('fr-te-http10 names the older version', () => {
    expect(head(bytes('fr-te-http10', 'HTTP/1.0'))[0]).toMatch(/^PUT \S+ HTTP\/1\.0$/);
  });
});

describe('chunks', () => {
  it.each([
    ['fr-chunk-size-0x', '0xn', `0xb\r\n${BODY}\r\n0\r\n\r\n`],
    ['fr-chunk-size-empty', 'line', `\r\n${BODY}\r\n0\r\n\r\n`],
    ['fr-chunk-size-zeros', '16', `${'0'.repeat(16)}b\r\n${BODY}\r\n0\r\n\r\n`],
    ['fr-chunk-ext-plain', 'n;a=b', `b;a=b\r\n${BODY}\r\n0\r\n\r\n`],
    ['fr-chunk-bare-lf', 'size', `b\n${BODY}\r\n0\r\n\r\n`],
    ['fr-chunk-bare-lf', 'last', `b\r\n${BODY}\r\n0\n\n`],
    ['fr-chunk-bad-terminator', 'XX', `b\r\n${BODY}XX0\r\n\r\n`],
    ['fr-chunk-missing-last', 'half-close', `b\r\n${BODY}\r\n`],
    ['fr-chunk-trailer-field', 'X-Fuzz: a', `b\r\n${BODY}\r\n0\r\nX-Fuzz: a\r\n\r\n`],
    [
      'fr-chunk-trailer-forbidden',
      '~acl: public-read',
      `b\r\n${BODY}\r\n0\r\nx-cos-acl: public-read\r\n\r\n`,
    ],
    ['fr-chunk-extra-crlf', '\r\n', `b\r\n${BODY}\r\n\r\n0\r\n\r\n`],
  ] as const)('%s %j', (slug, args, expected) => {
    expect(content(bytes(slug, args))).toBe(expected);
  });
});

describe('field lines', () => {
  it.each([
    ['fr-header-space-before-colon', 'X-Fuzz : a'],
    ['fr-header-no-colon', 'X-Fuzz'],
    ['fr-header-nul', 'X-Fuzz: a\u0000b'],
    ['fr-header-bare-cr', 'X-Fuzz: a\rb'],
  ] as const)('%s %j is the last line', (slug, line) => {
    expect(head(bytes(slug, line)).at(-1)).toBe(line);
  });

  it('fr-header-first-leading-ws is the first line', () => {
    expect(head(bytes('fr-header-first-leading-ws', ' X-Fuzz: a'))[1]).toBe(' X-Fuzz: a');
  });

  it('fr-header-bare-lf leaves no CR in the head', () => {
    const text = bytes('fr-header-bare-lf', '\n', 'GetObject');
    expect(text).not.toContain('\r');
    expect(text.endsWith('\n\n')).toBe(true);
  });

  it('fr-header-block-end ends the section otherwise', () => {
    expect(bytes('fr-header-block-end', '\rX')).toContain('X-Fuzz: a\r\n\rX\r\n\r\n');
  });
});

describe('request lines', () => {
  it.each([
    ['fr-line-double-space', '  ', /^GET {2}\/\S+ HTTP\/1\.1$/],
    ['fr-line-lf-separator', '\n', /^GET\n\/\S+ HTTP\/1\.1$/],
    ['fr-line-no-version', '', /^GET \/\S+$/],
    ['fr-version-odd', 'HTTP/1.10', /^GET \/\S+ HTTP\/1\.10$/],
    ['fr-target-absolute', 'http', /^GET http:\/\/[^/]+\/\S+ HTTP\/1\.1$/],
    ['fr-target-asterisk', '*', /^GET \* HTTP\/1\.1$/],
    ['fr-target-nonslash', '#a', /^GET #a HTTP\/1\.1$/],
    ['fr-method-odd', 'get', /^get \/\S+ HTTP\/1\.1$/],
  ] as const)('%s %j', (slug, args, expected) => {
    expect(head(bytes(slug, args, 'GetObject'))[0]).toMatch(expected);
  });

  it('fr-target-absolute-vs-host changes one of both', () => {
    const target = bytes('fr-target-absolute-vs-host', 'target', 'GetObject');
    const field = bytes('fr-target-absolute-vs-host', 'field', 'GetObject');
    expect(head(target)[0]).toContain('http://x.');
    expect(fields(target, 'Host')[0]).not.toContain('x.');
    expect(head(field)[0]).not.toContain('http://x.');
    expect(fields(field, 'Host')[0]).toContain('x.');
  });
});

describe('connections', () => {
  it('fr-pipeline-ok sends the same message twice', () => {
    const text = bytes('fr-pipeline-ok', 'same', 'GetObject');
    expect(text.slice(0, text.length / 2)).toBe(text.slice(text.length / 2));
  });

  it('fr-host-missing has no Host, fr-host-dup has two', () => {
    expect(fields(bytes('fr-host-missing', 'field'), 'Host')).toEqual([]);
    expect(fields(bytes('fr-host-dup', 'same'), 'Host')).toHaveLength(2);
  });

  it('fr-early-error-drain announces and sends the large body', () => {
    const text = bytes('fr-early-error-drain', '65536');
    expect(fields(text, 'Content-Length')).toEqual(['Content-Length: 65536']);
    expect(content(text)).toHaveLength(65_536);
  });

  it('fr-slow-body pauses behind the head', () => {
    const of = mutationsBySlug.get('fr-slow-body');
    if (!of) throw new Error('fr-slow-body');
    const { raw } = rendered(subject('tencent-cos', 'PutObject'), { of, slot: 'framing', args: 'first' });
    const text = Buffer.from(raw?.bytes ?? []).toString('latin1');
    expect(raw?.options.pauses?.[0]?.after).toBe(text.length - BODY.length);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { curlCommand } from './curl.ts';
import type { ExchangeRecord } from './record.ts';
import { exchange } from './testing/record-arbitraries.ts';
import { sampleExchange } from './testing/sample-exchanges.ts';
import { printsArguments, runShell } from './testing/shell.ts';

const ENDPOINT = 'http://127.0.0.1:9000';
const ok = { status: 200, reason: 'OK' };

function sample(request: Partial<ExchangeRecord['request']>, identity = 'anonymous'): ExchangeRecord {
  const base = sampleExchange('target', { operation: 'X', method: 'GET', target: '/k', identity }, ok);
  return { ...base, request: { ...base.request, ...request } };
}

/** The arguments the shell hands to curl. */
function argumentsOf(command: string): string[] {
  return runShell(command, printsArguments('curl')).toString('utf8').split('\0').slice(0, -1);
}

/** What curl reads on standard input. */
function inputOf(command: string): Buffer {
  return runShell(command, 'curl() { cat; }');
}

const values = (args: readonly string[], option: string): string[] =>
  args.filter((_, index) => args[index - 1] === option);

describe('curlCommand', () => {
  it('repeats an ordinary request', () => {
    const one = sampleExchange(
      'target',
      {
        operation: 'PutObject',
        method: 'PUT',
        target: '/a%20b?acl',
        headers: [['x-empty', '']],
        body: "it's",
      },
      ok,
    );
    const { command, faithful, notes } = curlCommand(one, `${ENDPOINT}/`);
    expect(command).toBe(`curl --include --http1.1 --path-as-is --globoff \\
  --request PUT \\
  --header 'Host: bp-7f3a-1250000000.oss.acme.example' \\
  --header 'x-empty;' \\
  --header 'Authorization: q-sign-algorithm=sha1&q-ak=[redacted]&q-signature=[redacted]' \\
  --header accept: \\
  --header user-agent: \\
  --header content-type: \\
  --header expect: \\
  --data-raw 'it'\\''s' \\
  --url 'http://127.0.0.1:9000/a%20b?acl'`);
    expect(faithful).toBe(true);
    expect(notes).toEqual([expect.stringContaining('signature was redacted')]);
  });

  it('says nothing of signatures where there is none', () => {
    expect(curlCommand(sample({}), ENDPOINT)).toMatchObject({ faithful: true, notes: [] });
    expect(curlCommand(sample({ target: '/k?q-signature=x' }), ENDPOINT).notes).toHaveLength(1);
  });

  it('asks for the head with HEAD, which has no body', () => {
    const args = argumentsOf(curlCommand(sample({ method: 'HEAD' }), ENDPOINT).command);
    expect(args).toContain('--head');
    expect(args).not.toContain('--request');
    const withBody = curlCommand(sample({ method: 'HEAD', body: { text: 'x', size: 1 } }), ENDPOINT);
    expect(withBody.faithful).toBe(false);
  });

  it('keeps Content-Length: 0, which curl would not send', () => {
    const headers = [['Content-Length', '0']] as const;
    const args = argumentsOf(curlCommand(sample({ method: 'PUT', headers }), ENDPOINT).command);
    expect(values(args, '--header')).toContain('Content-Length: 0');
  });

  it('sends a target that curl would change word for word', () => {
    for (const target of ['*', 'http://other/k', '/a b', '/a#b', '/{a,b}"<', 'k']) {
      const args = argumentsOf(curlCommand(sample({ target }), ENDPOINT).command);
      expect(values(args, '--request-target')).toEqual([target]);
      expect(args.at(-1)).toBe(`${ENDPOINT}/`);
    }
  });

  it('does not read a file for a body that starts with @', () => {
    const args = argumentsOf(
      curlCommand(sample({ body: { text: '@/etc/passwd', size: 12 } }), ENDPOINT).command,
    );
    expect(values(args, '--data-raw')).toEqual(['@/etc/passwd']);
  });

  it('does not let what was recorded be an option or a file to curl', () => {
    const hostile = sample({ headers: [['@/etc/passwd', 'x']] });
    for (const endpoint of ['--config=/etc/passwd', 'javascript:alert(1)', 'file:///etc/passwd', '']) {
      const { command, faithful } = curlCommand(hostile, endpoint);
      const args = argumentsOf(command);
      expect(values(args, '--url')).toEqual(['http://endpoint.invalid/k']);
      expect(args.join(' ')).not.toContain('passwd');
      expect(faithful).toBe(false);
    }
  });

  it('pipes a binary body in', () => {
    const bytes = Buffer.from([0, 255, 10, 39, 10]);
    const { command, faithful } = curlCommand(
      sample({ body: { base64: bytes.toString('base64'), size: 5 } }),
      ENDPOINT,
    );
    expect(inputOf(command)).toEqual(bytes);
    expect(faithful).toBe(true);
  });

  it.each([
    ['a raw request', { transport: 'raw' as const }],
    ['a body that was not kept', { body: { size: 9000, sha256: '0'.repeat(64) } }],
    ['a wrong length', { headers: [['Content-Length', '7']] as const }],
    [
      'two lengths',
      {
        headers: [
          ['Content-Length', '0'],
          ['content-length', '0'],
        ] as const,
      },
    ],
    ['chunks', { headers: [['Transfer-Encoding', 'chunked']] as const }],
    ['a wait', { headers: [['Expect', '100-continue']] as const }],
    ['a control character', { headers: [['x', 'a\u0001']] as const }],
    ['bytes beyond ASCII', { target: '/é' }],
    ['a name that names a file', { headers: [['@/etc/passwd', '1']] as const }],
    ['a bad name', { headers: [['x y', '1']] as const }],
    ['a bad method', { method: 'GE T' }],
  ])('says when it is not byte for byte: %s', (_, request) => {
    const { faithful, notes } = curlCommand(sample(request), ENDPOINT);
    expect(faithful).toBe(false);
    expect(notes[0]).toMatch(/^Not byte for byte: /);
  });

  it('is a single command with the recorded words, whatever they are', () => {
    fc.assert(
      fc.property(exchange, (one) => {
        const { command } = curlCommand(one, ENDPOINT);
        expect(command).not.toMatch(/[^\P{Cc}\n\t]|\p{Cf}/u);
        const clean = (text: string): string => text.toWellFormed().replaceAll('\0', '');
        const args = argumentsOf(command);
        const { method, target, body } = one.request;
        if (method !== 'HEAD') expect(values(args, '--request')[0]).toBe(clean(method));
        expect([args.at(-1), args[args.indexOf('--request-target') + 1]]).toContainEqual(
          args.includes('--request-target') ? clean(target) : ENDPOINT + target,
        );
        if ('text' in body && body.size > 0 && method !== 'HEAD' && args.includes('--data-raw')) {
          expect(values(args, '--data-raw')).toContain(body.text);
        }
      }),
      { numRuns: 60 },
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Exchange } from './exchange.ts';
import { createRedactor, REDACTED } from './redact.ts';
import { base64Forms } from './secret-finder.ts';
import { bytesOf } from './testing/requests.ts';
import { wireRecord } from './wire-record.ts';

const SECRET = 'BQYIM75p8x0iWVFSIgqEKwFprpRSVHlz';
const redactor = createRedactor({
  secrets: [SECRET],
  headers: ['X-Token'],
  query: ['sign'],
  reveal: ({ headers }) =>
    headers.flatMap(([, value]) => /q-signature=([0-9a-f]+)/.exec(value)?.slice(1) ?? []),
});

function exchange(parts: {
  target?: string;
  headers?: [string, string][];
  body?: Uint8Array;
  answer?: Uint8Array;
  answerHeaders?: [string, string][];
  failure?: string;
}): Exchange {
  return {
    request: {
      method: 'PUT',
      target: parts.target ?? '/',
      headers: parts.headers ?? [],
      body: parts.body ?? new Uint8Array(),
      transport: 'undici',
    },
    response: {
      httpVersion: '1.1',
      status: 403,
      reason: 'Forbidden',
      headers: parts.answerHeaders ?? [],
      body: parts.answer ?? new Uint8Array(),
      framing: 'content-length',
      interim: [],
    },
    ...(parts.failure ? { failure: { kind: 'reset', message: parts.failure } } : {}),
    startedAt: 0,
    durationMs: 1,
    waitedMs: 1,
  };
}

describe('a redactor', () => {
  it('leaves text without secrets alone', () => {
    const bytes = bytesOf('nothing');
    expect(redactor.bytes(bytes)).toBe(bytes);
    expect(redactor.text('100% \\ & \ud800')).toBe('100% \\ & \ud800');
  });

  it('keeps what stands around a secret', () => {
    expect(redactor.text(`ö ${SECRET}, ${SECRET}!`)).toBe(`ö ${REDACTED}, ${REDACTED}!`);
  });

  it('hides the values of named fields and parameters, and their echoes', () => {
    const record = wireRecord(
      exchange({
        target: '/key?a=1&Sign=t%2Bken%3D%3D&sign',
        headers: [
          ['x-token', 'session-token'],
          ['Authorization', 'q-ak=AKID&q-signature=0123abcd'],
        ],
        answer: bytesOf('<E>session-token t+ken== 0123abcd AKID</E>'),
        answerHeaders: [['X-Token', 'other']],
      }),
      redactor,
    );
    expect(record.request.target).toBe(`/key?a=1&Sign=${REDACTED}&sign`);
    expect(record.request.headers).toEqual([
      ['x-token', REDACTED],
      ['Authorization', `q-ak=AKID&q-signature=${REDACTED}`],
    ]);
    expect(record.response?.headers).toEqual([['X-Token', REDACTED]]);
    expect(record.response?.body).toMatchObject({ text: `<E>${REDACTED} ${REDACTED} ${REDACTED} AKID</E>` });
  });

  it('does not carry what is secret about one request into another', () => {
    redactor.within(exchange({ headers: [['X-Token', 'session-token']] }).request);
    expect(redactor.text('session-token')).toBe('session-token');
  });

  it('gives up the whole text rather than leave an encoding it cannot point at', () => {
    const nested = [...'secret/key'].map((char) => `%5Cu00${char.charCodeAt(0).toString(16)}`).join('');
    expect(createRedactor({ secrets: ['secret/key'], headers: [], query: [] }).text(`a ${nested} b`)).toBe(
      REDACTED,
    );
  });

  it('does not look for values too short to be secrets', () => {
    expect(createRedactor({ secrets: ['', 'abc'], headers: [], query: [] }).text('abc')).toBe('abc');
  });
});

const SECRET_CHARS = 'abcXYZ0189+/=%&<>"\'\\-_. é€';
const canaries = fc
  .array(fc.constantFrom(...SECRET_CHARS), { minLength: 8, maxLength: 40 })
  .map((chars) => chars.join(''))
  // a marker that contains the secret would be a false alarm, and escapes in a secret make it shorter than it looks
  .filter(
    (secret) => !/^[\s.]*$/.test(secret) && !/%[0-9a-f]{2}|&(amp|lt|gt|quot|apos);|\\["\\/]/i.test(secret),
  );

const percent = (text: string, all: boolean): string =>
  Array.from(Buffer.from(text), (byte) => {
    const char = String.fromCharCode(byte);
    return !all && /[A-Za-z0-9]/.test(char) ? char : `%${byte.toString(16).padStart(2, '0')}`;
  }).join('');
const xml = (text: string): string => text.replace(/[&<>"']/g, (char) => `&#${char.charCodeAt(0)};`);

const encodings: Record<string, (secret: string, before: string, after: string) => string> = {
  plain: (secret, before, after) => before + secret + after,
  percent: (secret, before, after) => before + percent(secret, false) + after,
  'percent, upper case': (secret, before, after) => before + encodeURIComponent(secret) + after,
  'percent, every byte': (secret, before, after) => before + percent(secret, true) + after,
  'percent, twice': (secret, before, after) =>
    before + encodeURIComponent(encodeURIComponent(secret)) + after,
  base64: (secret) => Buffer.from(secret).toString('base64'),
  base64url: (secret) => Buffer.from(secret).toString('base64url'),
  'base64 of a longer text': (secret, before, after) =>
    Buffer.from(before + secret + after).toString('base64'),
  'percent-encoded base64': (secret, before, after) =>
    encodeURIComponent(Buffer.from(before + secret + after).toString('base64')),
  hex: (secret, before, after) => before + Buffer.from(secret).toString('hex').toUpperCase() + after,
  json: (secret, before, after) => JSON.stringify(before + secret + after),
  xml: (secret, before, after) => before + xml(secret) + after,
};

/** Every spelling of the secret that must not be found. */
function spellings(secret: string): string[] {
  return [
    secret,
    percent(secret, false),
    percent(secret, true),
    encodeURIComponent(secret),
    encodeURIComponent(encodeURIComponent(secret)),
    Buffer.from(secret).toString('hex'),
    Buffer.from(secret).toString('hex').toUpperCase(),
    JSON.stringify(secret).slice(1, -1),
    xml(secret),
    ...base64Forms(Buffer.from(secret)),
    ...base64Forms(Buffer.from(secret)).map(encodeURIComponent),
  ];
}

describe('no spelling of a secret survives in a record', () => {
  it.each(Object.keys(encodings))('%s', (name) => {
    const encode = encodings[name] ?? (() => '');
    const around = fc.string({ maxLength: 8 });
    const binary = fc.constantFrom('', '\xff\x00');
    fc.assert(
      fc.property(canaries, around, around, binary, (secret, before, after, odd) => {
        const text = encode(secret, before, after);
        const body = Buffer.concat([Buffer.from(odd, 'latin1'), Buffer.from(text)]);
        const record = wireRecord(
          exchange({
            target: `/${text}?${text}=${text}`,
            headers: [
              ['A', text],
              [text, Buffer.from(text).toString('latin1')],
            ],
            body,
            answer: body,
            answerHeaders: [['B', text]],
            failure: text,
          }),
          createRedactor({ secrets: [secret], headers: [], query: [] }),
        );
        const written = JSON.stringify(record);
        const shown = [written, JSON.stringify(decoded(record))];
        const forbidden = spellings(secret).flatMap((one) => [one, JSON.stringify(one).slice(1, -1)]);
        expect(forbidden.filter((one) => shown.some((all) => all.includes(one)))).toEqual([]);
      }),
      { numRuns: 50 },
    );
  });
});

/** The bodies of a record as the bytes they stand for. */
function decoded({ request, response }: ReturnType<typeof wireRecord>): string[] {
  return [request.body, response?.body].map((body) =>
    body && 'base64' in body ? Buffer.from(body.base64, 'base64').toString() : '',
  );
}

describe('base64Forms', () => {
  it('stands in the base64 of every text that contains the bytes', () => {
    fc.assert(
      fc.property(
        fc.uint8Array(),
        fc.uint8Array({ minLength: 4 }),
        fc.uint8Array(),
        (before, secret, after) => {
          const encoded = Buffer.concat([before, secret, after]).toString('base64');
          expect(base64Forms(secret).some((form) => encoded.includes(form))).toBe(true);
        },
      ),
    );
  });
});

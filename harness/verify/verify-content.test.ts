import { createHash } from 'node:crypto';
import { describe, expect, it } from 'vitest';
import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { Operation } from '../../dialects/core/operation.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import type { Expectation } from '../check/expectation.ts';
import { type Answer, exchangeOf } from './testing/answer.ts';
import { verify } from './verify.ts';

const getObject = operationById(tencentCos, 'GetObject');

const judge = (answer: Answer, expectation: Expectation, operation = getObject) =>
  verify(tencentCos, operation, exchangeOf(answer), expectation);

describe('the body of a success', () => {
  it('may be any bytes where the operation answers with bytes or with anything', () => {
    expect(judge({ status: 200, body: 'anything' }, { success: true })).toEqual([]);
    const anything: Operation = { ...getObject, success: [{ status: [200], headers: [], body: 'any' }] };
    expect(judge({ status: 200, body: 'anything' }, { success: true }, anything)).toEqual([]);
  });

  it('is empty where the operation says so', () => {
    const putObject = operationById(tencentCos, 'PutObject');
    expect(judge({ status: 200, body: 'ok' }, { success: true }, putObject)).toEqual([
      { facet: 'body', expected: 'empty', got: '2 bytes "ok"' },
    ]);
  });
});

describe('a body', () => {
  const content = Buffer.from('abc');
  const digest = createHash('sha256').update(content).digest('hex');
  it.each<[string, NonNullable<Expectation['body']>, string, string]>([
    ['bytes', content, 'abd', '3 bytes "abc"'],
    ['a string', 'abc', '', '3 bytes "abc"'],
    ['text', { text: 'abc' }, 'ab', '3 bytes "abc"'],
    ['nothing', 'empty', 'abc', 'empty'],
    ['a digest', { length: 3, sha256: digest }, 'abd', `3 bytes, SHA-256 ${digest}`],
    ['a digest of another length', { length: 4, sha256: digest }, 'abc', `4 bytes, SHA-256 ${digest}`],
    ['anything else', { not: content }, 'abc', 'other content'],
  ])('has to be %s', (_what, body, wrong, expected) => {
    const found = judge({ body: wrong }, { status: 200, body });
    expect(found.map((one) => [one.facet, one.expected])).toEqual([['body', expected]]);
    const length =
      typeof body === 'object' && 'length' in body && !(body instanceof Uint8Array) ? body.length : 3;
    const right = body === 'empty' ? '' : typeof body === 'object' && 'not' in body ? 'abd' : 'abc';
    expect(judge({ body: right }, { status: 200, body })).toHaveLength(length === 3 ? 0 : 1);
  });
});

describe('a reading', () => {
  const reading = {
    what: 'a list of lines',
    read: (body: Uint8Array) =>
      body.length === 0 ? undefined : { lines: Buffer.from(body).toString().split('|'), none: [] },
    values: { lines: { list: ['a', 'b'] }, none: { absent: true }, other: { absent: true } },
  } as const;

  it('is judged by the names it gives', () => {
    expect(judge({ body: 'a|b' }, { status: 200, reading })).toEqual([]);
    expect(judge({ body: 'b|a' }, { status: 200, reading })).toEqual([
      { facet: 'lines', expected: '"a", "b" in this order', got: '"b", "a"' },
    ]);
    const present = { ...reading, values: { other: { present: true } } } as const;
    expect(judge({ body: 'a|b' }, { status: 200, reading: present })).toEqual([
      { facet: 'other', expected: 'present', got: 'absent' },
    ]);
  });

  it('is one mismatch where the body is no such thing', () => {
    expect(judge({ body: '' }, { status: 200, reading })).toEqual([
      { facet: 'body', expected: 'a list of lines', got: expect.any(String) },
    ]);
  });
});

describe('the keys of a page', () => {
  const listed = (...keys: string[]): string =>
    `<ListBucketResult><Name>b</Name><Prefix/><Marker/><MaxKeys>9</MaxKeys><IsTruncated>false</IsTruncated>${keys
      .map((key) => `<Contents><Key>${key}</Key></Contents>`)
      .join('')}</ListBucketResult>`;
  const ofKeys = (body: string, keys: NonNullable<Expectation['keys']>, dialect = tencentCos) =>
    verify(dialect, getObject, exchangeOf({ body }), { status: 200, keys });

  it('are judged in their order', () => {
    expect(ofKeys(listed('a', 'b'), { list: ['a', 'b'] })).toEqual([]);
    expect(ofKeys(listed('b', 'a'), { list: ['a', 'b'] })).toEqual([
      { facet: 'keys', expected: '"a", "b" in this order', got: '"b", "a"' },
    ]);
  });

  it('are one mismatch where the body is no listing', () => {
    expect(ofKeys('text', { list: [] })).toEqual([
      { facet: 'listing', expected: 'a listing of objects', got: '4 bytes "text"' },
    ]);
  });

  it('are, where the page leaves open which is meant, the one that was expected', () => {
    const { housekeeping } = tencentCos;
    const read = () => ({ entries: [{ keys: ['a b', 'a%20b', 'a+b'] }], next: undefined });
    const open: Dialect = { ...tencentCos, housekeeping: { ...housekeeping, objects: { read } } };
    for (const key of ['a b', 'a%20b', 'a+b']) expect(ofKeys('x', { list: [key] }, open)).toEqual([]);
    expect(ofKeys('x', { list: ['c'] }, open)[0]?.got).toBe('"a b"');
    expect(ofKeys('x', /.*\+.*/, open)).toEqual([]);
    expect(ofKeys('x', /c/, open)[0]?.got).toBe('"a+b"');
    const none: Dialect = {
      ...open,
      housekeeping: {
        ...housekeeping,
        objects: { read: () => ({ entries: [{ keys: [] }], next: undefined }) },
      },
    };
    expect(ofKeys('x', 'a', none)[0]?.got).toBe('""');
  });
});

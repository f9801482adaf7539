import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Dialect, Volatile } from '../../dialects/core/dialect.ts';
import { tencentCos } from '../../dialects/tencent-cos/index.ts';
import { compare } from './compare.ts';
import { type Answer, exchangeOf } from './testing/answer.ts';

const volatile: Volatile = {
  headers: {},
  headerPrefixes: { 'x-of-others-': 'ignore', 'x-time-of-': 'date' },
  elements: { when: 'date', id: 'id' },
  prose: (status) => status >= 400,
};
const dialect: Dialect = { ...tencentCos, volatile };

const differences = (target: Answer, reference: Answer) =>
  compare(
    dialect,
    { exchanges: [exchangeOf(target)], substitutions: [] },
    { exchanges: [exchangeOf(reference)], substitutions: [] },
  ).map(({ facet, reference: theirs, target: ours }) => [facet, theirs, ours]);

const json = (body: string): Answer => ({
  status: 200,
  headers: [
    ['Content-Type', 'application/json; charset=utf-8'],
    ['Content-Length', String(body.length)],
  ],
  body,
});

describe('JSON bodies', () => {
  it('are compared by what they say, not by how it is written', () => {
    expect(differences(json('[{"a": 1, "b": "x"}]'), json('[{"b":"x","a":1}]'))).toEqual([]);
  });

  it('differ member by member and item by item', () => {
    expect(differences(json('[{"a": 1}, {"a": 3}]'), json('[{"a": 2}]'))).toEqual([
      ['[]', '1', '2'],
      ['[1]/a', '2', '1'],
      ['[2]/a', 'absent', '3'],
    ]);
  });

  it('are symbolised like elements of a document', () => {
    const at = (when: string, id: string) => json(`[{"when":"${when}","id":"${id}","other":"${id}"}]`);
    const day = at('2026-11-21T04:19:40.172500', 'abc');
    expect(differences(day, at('2027-01-01T00:00:00.000001', 'x'))).toEqual([]);
    expect(differences(day, at('yesterday', 'x'))).toEqual([
      ['[1]/when', '‹not a date›', '‹iso8601-fraction›'],
    ]);
  });

  it('are bytes where they are none, or do not say that they are', () => {
    expect(differences(json('{'), json('{}')).map(([facet]) => facet)).toContain('body');
    const plain = (body: string): Answer => ({ status: 200, headers: [], body });
    expect(differences(plain('{"a":1}'), plain('{"a": 1}'))).toHaveLength(1);
  });

  it('of any kind are equal to themselves', () => {
    fc.assert(
      fc.property(fc.json(), (body) => {
        expect(differences(json(body), json(body))).toEqual([]);
      }),
    );
  });
});

describe('boundaries of multipart bodies', () => {
  const multipart = (boundary: string, data = 'abc'): Answer => ({
    status: 206,
    headers: [['Content-Type', `multipart/byteranges;boundary=${boundary}`]],
    body: `--${boundary}\r\n\r\n${data}\r\n--${boundary}--`,
  });

  it('are not compared', () => {
    expect(differences(multipart('one'), multipart('another'))).toEqual([]);
  });

  it('do not hide what lies between them', () => {
    const facets = differences(multipart('one', 'abc'), multipart('two', 'abd')).map(([facet]) => facet);
    expect(facets).toEqual(['body']);
  });
});

describe('what is written for people', () => {
  const page = (status: number, body: string): Answer => ({
    status,
    headers: [
      ['Content-Type', 'text/html'],
      ['Content-Length', String(body.length)],
    ],
    body,
  });

  it('is not compared, nor its type and length', () => {
    expect(differences(page(404, '<h1>Not here</h1>'), { status: 404, headers: [], body: '' })).toEqual([]);
  });

  it('is compared under every other status', () => {
    expect(differences(page(200, 'a'), page(200, 'bc')).map(([facet]) => facet)).toEqual([
      'header content-length',
      'body',
    ]);
  });
});

describe('headers that begin alike', () => {
  const headers = (name: string, value: string): Answer => ({ status: 200, headers: [[name, value]] });

  it('are symbolised alike', () => {
    expect(differences(headers('X-Of-Others-One', '1'), headers('X-Of-Others-Two', '2'))).toEqual([]);
    const date = 'Sun, 06 Nov 1994 08:49:37 GMT';
    expect(
      differences(headers('X-Time-Of-A', date), headers('X-Time-Of-A', 'Mon, 07 Nov 1994 08:49:37 GMT')),
    ).toEqual([]);
    expect(differences(headers('X-Time-Of-A', date), headers('X-Time-Of-A', 'now'))).toHaveLength(1);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import type { Volatile } from '../../dialects/core/dialect.ts';
import { dateFormat, type Substitutions, symboliser } from './symbolise.ts';

const volatile: Volatile = {
  headers: { date: 'date', 'x-id': 'id', 'x-request': 'opaque', server: 'ignore' },
  elements: { When: 'date', Id: 'id', Request: 'opaque' },
  fixedIds: ['null'],
};
const symbols = (substitutions: Substitutions = []) => symboliser(volatile, substitutions);

describe('symboliser', () => {
  it('leaves out headers that mean nothing and keeps all others', () => {
    expect(symbols().header('server', 'x')).toBeUndefined();
    expect(symbols().header('x-other', 'x')).toBe('x');
  });

  it('numbers ids by the order in which they were first seen, wherever that was', () => {
    const { header, text } = symbols();
    expect([text('Id', 'b'), header('x-id', 'a'), text('Id', 'b'), text('Other', 'a')]).toEqual([
      '‹id-1›',
      '‹id-2›',
      '‹id-1›',
      '‹id-2›',
    ]);
  });

  it('takes an id in quotes for the same id, and keeps the quotes', () => {
    const { text } = symbols();
    expect([text('Id', '"a"'), text('Id', 'a'), text('Id', '""'), text('Id', '')]).toEqual([
      '"‹id-1›"',
      '‹id-1›',
      expect.any(String),
      '',
    ]);
  });

  it('takes quotes off only where they stand on both sides', () => {
    const { text } = symbols();
    expect(['abc', '"abc', 'x"abc"', '"abc"x', '"abc"'].map((id) => text('Id', id))).toEqual([
      '‹id-1›',
      '‹id-2›',
      '‹id-3›',
      '‹id-4›',
      '"‹id-1›"',
    ]);
  });

  it('knows headers by the beginning of their names too, after those it knows by name', () => {
    const { header } = symboliser({ ...volatile, headerPrefixes: { 'x-': 'ignore', 'd-': 'date' } }, []);
    expect([
      header('x-id', 'a'),
      header('x-other', 'b'),
      header('d-1', 'c'),
      header('other-x-', 'd'),
    ]).toEqual(['‹id-1›', undefined, '‹not a date›', 'd']);
  });

  it('passes over a host without a name', () => {
    expect(symbols([['', '‹nothing›']]).text('Other', 'a b')).toBe('a b');
    expect(
      symbols([
        ['', '‹nothing›'],
        ['b', '‹endpoint›'],
      ]).text('Other', 'a b'),
    ).toBe('a ‹endpoint›');
  });

  it('compares an id that means the same everywhere as it is', () => {
    const { text } = symbols();
    expect([text('Id', 'null'), text('Id', 'a'), text('Other', 'null')]).toEqual(['null', '‹id-1›', 'null']);
  });

  it('drops opaque values, but not that there is one', () => {
    const { header, text } = symbols();
    expect([header('x-request', 'abc'), text('Request', '')]).toEqual(['‹value›', '']);
  });

  it('maps two lists of ids alike exactly when they relate alike', () => {
    const id = fc.stringMatching(/^[a-e]$/);
    fc.assert(
      fc.property(fc.array(fc.tuple(id, id), { maxLength: 12 }), (pairs) => {
        const [left, right] = [symbols(), symbols()];
        const mapped = pairs.map(([ours, theirs]) => [left.text('Id', ours), right.text('Id', theirs)]);
        const related = pairs.every(([ours, theirs], index) =>
          pairs.slice(0, index).every(([a, b]) => (a === ours) === (b === theirs)),
        );
        expect(mapped.every(([a, b]) => a === b)).toBe(related);
      }),
    );
  });

  it('replaces hosts alone and behind a bucket, the longest first', () => {
    const { text } = symbols([
      ['host', '‹short›'],
      ['host:80', '‹endpoint›'],
    ]);
    expect(text('Location', 'http://bucket.host:80/key?host')).toBe('http://bucket.‹endpoint›/key?‹short›');
    expect(text('Location', 'host:8080 and host')).toBe('‹short›:8080 and ‹short›');
  });

  it('leaves names alone that only contain a host', () => {
    const { text } = symbols([['cos', '‹endpoint›']]);
    for (const name of ['x-cos-acl', 'cos.example.com', 'costs', 'my-cos']) {
      expect(text('Resource', name)).toBe(name);
    }
    expect(text('Resource', 'b.cos/key, cos.')).toBe('b.‹endpoint›/key, ‹endpoint›.');
  });

  it('takes hosts literally', () => {
    const { text } = symbols([['a.b', '‹endpoint›']]);
    expect(text('Resource', 'axb a.b')).toBe('axb ‹endpoint›');
  });

  it('changes nothing without hosts', () => {
    fc.assert(
      fc.property(fc.string(), (value) => {
        expect(symbols().text('Other', value)).toBe(value);
      }),
    );
  });
});

describe('dateFormat', () => {
  it.each([
    ['Sun, 06 Nov 1994 08:49:37 GMT', 'imf-fixdate'],
    ['Sunday, 06-Nov-94 08:49:37 GMT', 'rfc850-date'],
    ['Sun Nov  6 08:49:37 1994', 'asctime-date'],
    ['1994-11-06T08:49:37.000Z', 'iso8601-ms-utc'],
    ['1994-11-06T08:49:37Z', 'iso8601-utc'],
    ['1994-11-06T08:49:37.1234567+08:00', 'iso8601-fraction'],
    ['1994-11-06T08:49:37+0800', 'iso8601-offset'],
    ['1994-11-06T08:49:37', 'iso8601-no-zone'],
    ['1994-11-06 08:49:37', 'date-space-time'],
    ['784111777', 'unix-seconds'],
    ['Sun, 6 Nov 1994 08:49:37 GMT', 'not a date'],
    ['yesterday', 'not a date'],
    ['', 'not a date'],
  ])('reads %j as %s', (text, format) => {
    expect(dateFormat(text)).toBe(format);
  });

  it('knows every instant in the forms it is written in', () => {
    fc.assert(
      fc.property(fc.date({ min: new Date(0), max: new Date('9999-12-31'), noInvalidDate: true }), (date) => {
        expect(dateFormat(date.toISOString())).toBe('iso8601-ms-utc');
        expect(dateFormat(date.toUTCString())).toBe('imf-fixdate');
      }),
    );
  });
});

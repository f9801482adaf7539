import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  decodeUtf8,
  encodeKey,
  formatQuery,
  parseQuery,
  percentDecode,
  percentDecodeLenient,
  percentEncode,
} from './percent-encoding.ts';

const text = fc.string({ unit: 'grapheme' });

describe('percentEncode', () => {
  it('keeps unreserved characters only', () => {
    expect(percentEncode('AZaz09-._~')).toBe('AZaz09-._~');
    expect(percentEncode("!'()*/:;=&+,@ $#?[]")).toBe(
      '%21%27%28%29%2A%2F%3A%3B%3D%26%2B%2C%40%20%24%23%3F%5B%5D',
    );
  });

  it('writes UTF-8 with upper-case hex', () => {
    expect(percentEncode('é中😀')).toBe('%C3%A9%E4%B8%AD%F0%9F%98%80');
  });

  it('differs from encodeURIComponent in five characters only', () => {
    fc.assert(
      fc.property(text, (value) => {
        const strict = encodeURIComponent(value).replace(
          /[!'()*]/g,
          (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
        );
        expect(percentEncode(value)).toBe(strict);
      }),
    );
  });

  it('is undone by percentDecode', () => {
    fc.assert(
      fc.property(text, (value) => {
        expect(percentDecode(percentEncode(value))).toBe(value);
        expect(percentDecode(encodeKey(value))).toBe(value);
      }),
    );
  });
});

describe('encodeKey', () => {
  it('keeps slashes', () => {
    expect(encodeKey('/a//b c/.')).toBe('/a//b%20c/.');
  });
});

describe('percentDecode', () => {
  it.each(['%', '%4', '%zz', 'a%2', '%%20', '%+1', '%-1', '% 1', '%0x', '%ff', '%C3', '%ED%A0%80'])(
    '"%s" does not decode',
    (value) => {
      expect(percentDecode(value)).toBeUndefined();
    },
  );

  it('decodes once', () => {
    expect(percentDecode('%2541')).toBe('%41');
    expect(percentDecode('%e4%B8%aD+')).toBe('中+');
  });

  it('keeps a byte order mark', () => {
    expect(percentDecode('%EF%BB%BFa')).toBe('\ufeffa');
  });

  it('keeps characters beside escapes', () => {
    expect(percentDecode('中😀%20')).toBe('中😀 ');
    expect(percentDecode('中😀')).toBe('中😀');
  });

  it('reads bytes handed over as Latin-1 as UTF-8', () => {
    const latin1 = Buffer.from('中').toString('latin1');
    expect(percentDecode(latin1)).toBe('中');
    expect(percentDecode(`${latin1}%20`)).toBe('中 ');
    expect(percentDecode('\u00ff')).toBeUndefined();
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (value) => {
        expect(['string', 'undefined']).toContain(typeof percentDecode(`%${value}`));
      }),
    );
  });
});

describe('percentDecodeLenient', () => {
  it.each([
    ['%', '%'],
    ['a%zz%41', 'a%zzA'],
    ['%4', '%4'],
    ['%%41', '%A'],
    ['%2541', '%41'],
    ['%FF', undefined],
    ['%zz%FF', undefined],
  ])('reads %j as %j', (text, decoded) => {
    expect(percentDecodeLenient(text)).toBe(decoded);
  });

  it('reads what is well-formed as percentDecode does', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(percentDecodeLenient(percentEncode(text))).toBe(percentDecode(percentEncode(text)));
      }),
    );
  });
});

describe('decodeUtf8', () => {
  it.each([
    [[0x80]],
    [[0xc0, 0xaf]],
    [[0xe0, 0x80, 0xaf]],
    [[0xed, 0xa0, 0x80]],
    [[0xf4, 0x90, 0x80, 0x80]],
    [[0xe4, 0xb8]],
  ])('refuses %j', (bytes) => {
    expect(decodeUtf8(Uint8Array.from(bytes))).toBeUndefined();
  });
});

describe('parseQuery', () => {
  it.each<[string | undefined, [string, string | null][]]>([
    [undefined, []],
    ['', []],
    ['acl', [['acl', null]]],
    ['acl=', [['acl', '']]],
    [
      'a=1&b=2&a=3',
      [
        ['a', '1'],
        ['b', '2'],
        ['a', '3'],
      ],
    ],
    ['a=b=c', [['a', 'b=c']]],
    ['&&a&', [['a', null]]],
    ['=x', [['', 'x']]],
    ['a+b=c+d%2B', [['a b', 'c d+']]],
    ['%E4%B8%AD=%zz', [['中', '%zz']]],
    ['a;b=1', [['a;b', '1']]],
  ])('%s', (query, items) => {
    expect(parseQuery(query)).toEqual(items);
  });

  it('reads back what formatQuery wrote', () => {
    const items = fc.array(fc.tuple(fc.string({ unit: 'grapheme', minLength: 1 }), fc.option(text)));
    fc.assert(
      fc.property(items, (given) => {
        expect(parseQuery(formatQuery(given))).toEqual(given);
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (query) => {
        expect(parseQuery(query).every(([name]) => typeof name === 'string')).toBe(true);
      }),
    );
  });
});

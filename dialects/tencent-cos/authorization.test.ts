import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import {
  AUTHORIZATION_ITEMS,
  type Authorization,
  authorizationItems,
  formatAuthorization,
  parseAuthorization,
  parseTimeRange,
} from './authorization.ts';
import { vectors } from './signature-vectors.fixture.ts';

const token = fc.stringMatching(/^[A-Za-z0-9._~%-]{1,12}$/);
const time = fc.tuple(fc.nat(), fc.nat()).map(([start, end]) => `${start};${end}`);
const authorization: fc.Arbitrary<Authorization> = fc.record({
  algorithm: token,
  keyId: token,
  signTime: time,
  keyTime: time,
  headerList: fc.array(token, { maxLength: 4 }),
  paramList: fc.array(token, { maxLength: 4 }),
  signature: fc.stringMatching(/^[0-9a-f]{40}$/),
});

describe('parseAuthorization', () => {
  it('reads back what formatAuthorization wrote', () => {
    fc.assert(
      fc.property(authorization, (of) => {
        expect(parseAuthorization(formatAuthorization(of))).toEqual({ kind: 'complete', authorization: of });
      }),
    );
  });

  it('does not depend on the order of the items', () => {
    const shuffled = authorization.chain((of) =>
      fc.tuple(fc.constant(of), fc.shuffledSubarray(authorizationItems(of), { minLength: 7, maxLength: 7 })),
    );
    fc.assert(
      fc.property(shuffled, ([of, items]) => {
        const text = items.map(([name, value]) => `${name}=${value}`).join('&');
        expect(parseAuthorization(text)).toEqual({ kind: 'complete', authorization: of });
      }),
    );
  });

  it.each(vectors.generated)('reads the string of $id', ({ authorization: text, signature, headers }) => {
    const parsed = parseAuthorization(text);
    expect(parsed).toMatchObject({
      kind: 'complete',
      authorization: {
        signature,
        keyId: vectors.secretId,
        headerList: Object.keys(headers)
          .map((name) => name.toLowerCase())
          .sort(),
      },
    });
  });

  it.each(AUTHORIZATION_ITEMS)('names a missing %s', (name) => {
    const text = (vectors.generated[0]?.authorization ?? '')
      .split('&')
      .filter((item) => !item.startsWith(`${name}=`))
      .join('&');
    expect(parseAuthorization(text)).toEqual({ kind: 'incomplete', missing: [name] });
  });

  it.each([
    ['empty', ''],
    ['blank', '  '],
    ['no =', 'bucketproof'],
    ['another scheme', 'Basic YnVja2V0OnByb29m='],
    ['an item twice', 'q-ak=a&q-ak=b'],
    ['an item without =', 'q-ak=a&q-sign-time'],
    ['too long', `q-ak=${'a'.repeat(20_000)}`],
  ])('%s is malformed', (_, text) => {
    expect(parseAuthorization(text).kind).toBe('malformed');
  });

  it.each([
    ['', 'the string is empty'],
    [' \t', 'the string is empty'],
    ['bucketproof', 'an item has no ='],
    ['q-ak=a&q-ak=b', 'q-ak stands twice'],
    ['a=b', 'no q- item'],
    [`q-ak=${'a'.repeat(20_000)}`, 'the string is too long'],
  ])('says of %j that %s', (text, reason) => {
    expect(parseAuthorization(text)).toEqual({ kind: 'malformed', reason });
  });

  it('passes over blanks around the string', () => {
    fc.assert(
      fc.property(authorization, (of) => {
        expect(parseAuthorization(` ${formatAuthorization(of)}\t`)).toEqual({
          kind: 'complete',
          authorization: of,
        });
      }),
    );
  });

  it('never throws', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary' }), (text) => {
        expect(['complete', 'incomplete', 'malformed']).toContain(parseAuthorization(text).kind);
      }),
    );
  });
});

describe('parseTimeRange', () => {
  it('reads start and end', () => {
    expect(parseTimeRange('1417773892;1417853898')).toEqual({ start: 1_417_773_892, end: 1_417_853_898 });
    expect(parseTimeRange('1489110340;32468694340')).toEqual({
      start: 1_489_110_340,
      end: 32_468_694_340,
    });
  });

  it.each([
    '',
    ';',
    '1',
    '1;',
    ';1',
    'abc;def',
    'NaN;NaN',
    '-1;2',
    '1;2;3',
    '1.5;2',
    ' 1;2',
    '1;9999999999999',
  ])('"%s" is none', (text) => {
    expect(parseTimeRange(text)).toBeUndefined();
  });
});

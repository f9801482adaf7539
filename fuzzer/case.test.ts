import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseCase } from './case.ts';
import { canonicalJson } from './json.ts';
import { parseSequence } from './model/sequence.ts';
import { sampleOf } from './testing/rendering.ts';

describe('parseCase', () => {
  it('reads what was written', () => {
    const fuzzCase = sampleOf('PutObject', {
      parameters: [{ in: 'query', name: 'a', value: null }],
      body: { kind: 'base64', base64: 'YQ==' },
      mutations: [{ slug: 'x', slot: 'body', args: { a: [1, null] } }],
    });
    expect(parseCase(JSON.parse(JSON.stringify(fuzzCase)))).toEqual(fuzzCase);
  });

  it('says what is wrong with anything else, and nothing worse', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        expect(() => parseCase(value)).toThrow(TypeError);
        if (typeof value === 'object' && value !== null && !Array.isArray(value)) {
          expect(() => parseSequence(value as Readonly<Record<string, unknown>>)).toThrow(TypeError);
        }
      }),
    );
    expect(() => parseCase({ ...sampleOf('PutObject'), sender: 'pigeon' })).toThrow(
      'sender is none of undici, raw',
    );
    expect(() => parseCase({ ...sampleOf('PutObject'), schema: 2 })).toThrow('another version');
  });
});

describe('canonicalJson', () => {
  it('does not depend on the order of names', () => {
    fc.assert(
      fc.property(fc.dictionary(fc.string(), fc.jsonValue()), (value) => {
        const turned = Object.fromEntries(Object.entries(value).toReversed());
        expect(canonicalJson(turned)).toBe(canonicalJson(value));
        expect(JSON.parse(canonicalJson(value))).toEqual(JSON.parse(JSON.stringify(value)));
      }),
    );
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeFormPolicy, type FormCondition, FormPolicyProblem, parseFormPolicy } from './form-policy.ts';

const EXPIRATION = '2017-12-01T12:00:00.000Z';

function conditions(...given: unknown[]): readonly FormCondition[] {
  return parseFormPolicy(JSON.stringify({ expiration: EXPIRATION, conditions: given })).conditions;
}

describe('parseFormPolicy', () => {
  it('reads the expiration as an instant', () => {
    const policy = parseFormPolicy(JSON.stringify({ expiration: EXPIRATION, conditions: [] }));
    expect(policy).toEqual({ expiration: Date.UTC(2017, 11, 1, 12), conditions: [] });
  });

  it.each([
    ['an object', { Acl: 'public-read' }, { kind: 'equals', field: 'acl', value: 'public-read' }],
    ['an eq list', ['eq', '$acl', 'x'], { kind: 'equals', field: 'acl', value: 'x' }],
    ['an EQ list', ['EQ', '$acl', 'x'], { kind: 'equals', field: 'acl', value: 'x' }],
    ['a name without $', ['eq', 'Key', 'x'], { kind: 'equals', field: 'key', value: 'x' }],
    ['an object name with $', { $key: 'x' }, { kind: 'equals', field: 'key', value: 'x' }],
    [
      'a number as value',
      { success_action_status: 201 },
      { kind: 'equals', field: 'success_action_status', value: '201' },
    ],
    ['a boolean as value', { flag: true }, { kind: 'equals', field: 'flag', value: 'true' }],
    ['a prefix', ['starts-with', '$key', ''], { kind: 'starts-with', field: 'key', value: '' }],
    ['a size range', ['content-length-range', 1, 10], { kind: 'size', min: 1, max: 10 }],
    ['a size range in text', ['content-length-range', '1', '1'], { kind: 'size', min: 1, max: 1 }],
  ])('reads %s', (_, given, expected) => {
    expect(conditions(given)).toEqual([expected]);
  });

  it('reads an object with several fields as several conditions', () => {
    expect(conditions({ a: '1', b: '2' })).toHaveLength(2);
  });

  it.each([
    ['no JSON', '{"expiration": "2017-12-01T12:00:00.000Z", "conditions": [],}'],
    ['a list', '[]'],
    ['null', 'null'],
    ['text', '"x"'],
    ['no expiration', '{"conditions": []}'],
    ['an expiration that is no time', '{"expiration": "2017-13-01T12:00:00.000Z", "conditions": []}'],
    ['an expiration without a time zone', '{"expiration": "2017-12-01T12:00:00", "conditions": []}'],
    ['a number as expiration', '{"expiration": 1, "conditions": []}'],
    ['trailing text after the expiration', '{"expiration": "2017-12-01T12:00:00Z later", "conditions": []}'],
    ['no conditions', `{"expiration": "${EXPIRATION}"}`],
    ['conditions that are no list', `{"expiration": "${EXPIRATION}", "conditions": {}}`],
  ])('refuses %s', (_, text) => {
    expect(() => parseFormPolicy(text)).toThrow(FormPolicyProblem);
  });

  it.each([
    ['text', 'x'],
    ['an empty object', {}],
    ['an unknown operator', ['contains', '$key', 'x']],
    ['an operator that is no text', [1, '$key', 'x']],
    ['too few members', ['eq', '$key']],
    ['too many members', ['eq', '$key', 'x', 'y']],
    ['a nameless field', ['eq', '$', 'x']],
    ['a field that is no text', ['eq', 1, 'x']],
    ['a value that is an object', { key: {} }],
    ['a value that is null', { key: null }],
    ['a reversed size range', ['content-length-range', 2, 1]],
    ['a negative size', ['content-length-range', -1, 1]],
    ['a fractional size', ['content-length-range', 0, 1.5]],
    ['a size that is no number', ['content-length-range', 0, 'x']],
  ])('refuses a condition that is %s', (_, condition) => {
    expect(() => conditions(condition)).toThrow(FormPolicyProblem);
  });

  it('either reads or refuses whatever JSON holds', () => {
    fc.assert(
      fc.property(fc.jsonValue(), (value) => {
        try {
          conditions(value);
        } catch (error) {
          expect(error).toBeInstanceOf(FormPolicyProblem);
        }
      }),
    );
  });
});

describe('decodeFormPolicy', () => {
  it('is the inverse of base64, line breaks apart', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 1 }), (text) => {
        const encoded = Buffer.from(text).toString('base64');
        expect(decodeFormPolicy(encoded.replace(/(.{10})/g, '$1\r\n'))).toBe(text);
      }),
    );
  });

  it.each(['', 'a', 'ab=c', '{"a":1}', '////'])('refuses %j', (text) => {
    expect(() => decodeFormPolicy(text)).toThrow(FormPolicyProblem);
  });
});

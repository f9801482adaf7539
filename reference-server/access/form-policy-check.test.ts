import { describe, expect, it } from 'vitest';
import type { FormCondition, FormPolicy } from './form-policy.ts';
import { checkForm, checkSize } from './form-policy-check.ts';

const NOW = 1000;

function policy(...conditions: FormCondition[]): FormPolicy {
  return { expiration: NOW, conditions };
}

function form(fields: Record<string, string>, bucketNames = ['b-1', 'b']): Parameters<typeof checkForm>[1] {
  return { fields: new Map(Object.entries(fields)), bucketNames };
}

describe('checkForm', () => {
  it('asks nothing of fields without a condition', () => {
    expect(checkForm(policy(), form({ key: 'x', other: 'y' }), NOW)).toEqual([]);
  });

  it('is valid up to its expiration', () => {
    expect(checkForm(policy(), form({}), NOW + 1)).toEqual([
      { kind: 'expired', expiration: NOW, now: NOW + 1 },
    ]);
  });

  it.each([
    ['equals', 'value', 'value', true],
    ['equals', 'value', 'value2', false],
    ['equals', 'Value', 'value', false],
    ['starts-with', 'val', 'value', true],
    ['starts-with', 'alu', 'value', false],
    ['starts-with', '', 'value', true],
    ['starts-with', '', '', true],
  ] as const)('%s %j on %j holds: %s', (kind, expected, got, holds) => {
    const violations = checkForm(policy({ kind, field: 'key', value: expected }), form({ key: got }), NOW);
    expect(violations).toEqual(holds ? [] : [{ kind: 'unmatched', field: 'key', expected, got }]);
  });

  it('asks for every named field, even where any value would do', () => {
    const conditions: FormCondition[] = [{ kind: 'starts-with', field: 'acl', value: '' }];
    expect(checkForm(policy(...conditions), form({}), NOW)).toEqual([{ kind: 'absent-field', field: 'acl' }]);
  });

  it.each(['b-1', 'b'])('compares bucket with the addressed bucket, by every name of it: %s', (value) => {
    const condition: FormCondition = { kind: 'equals', field: 'bucket', value };
    expect(checkForm(policy(condition), form({ bucket: 'sent' }), NOW)).toEqual([]);
  });

  it('does not take the bucket from the form', () => {
    const condition: FormCondition = { kind: 'equals', field: 'bucket', value: 'sent' };
    expect(checkForm(policy(condition), form({ bucket: 'sent' }), NOW)).toEqual([
      { kind: 'unmatched', field: 'bucket', expected: 'sent', got: 'b-1' },
    ]);
  });

  it('reports every violation', () => {
    const conditions: FormCondition[] = [
      { kind: 'equals', field: 'a', value: '1' },
      { kind: 'equals', field: 'b', value: '1' },
      { kind: 'size', min: 1, max: 2 },
    ];
    const kinds = checkForm(policy(...conditions), form({ a: '2' }), NOW + 1).map(({ kind }) => kind);
    expect(kinds).toEqual(['expired', 'unmatched', 'absent-field']);
  });
});

describe('checkSize', () => {
  const range: FormCondition = { kind: 'size', min: 2, max: 4 };

  it.each([
    [1, [{ kind: 'too-small', limit: 2, size: 1 }]],
    [2, []],
    [4, []],
    [5, [{ kind: 'too-large', limit: 4, size: 5 }]],
  ])('of %i bytes against 2 to 4', (size, expected) => {
    expect(checkSize(policy({ kind: 'equals', field: 'a', value: '' }, range), size)).toEqual(expected);
  });
});

import { describe, expect, it } from 'vitest';
import { type BaselineEntry, isExpired, isGlob, isPlaceholder, REASON_PLACEHOLDER } from './baseline.ts';
import { BaselineError } from './baseline-error.ts';
import { expectationsOf } from './expectations.ts';

const entry = (id: string, change: Partial<BaselineEntry> = {}): BaselineEntry => ({
  id,
  expect: 'known-fail',
  reason: 'because',
  line: 1,
  ...change,
});

describe('an entry', () => {
  it('holds on its last day, and expires with the next', () => {
    const until = entry('a', { expires: '2026-01-31' });
    expect(['2026-01-30', '2026-01-31', '2026-02-01'].map((today) => isExpired(until, today))).toEqual([
      false,
      false,
      true,
    ]);
    expect(isExpired(entry('a'), '9999-12-31')).toBe(false);
  });

  it('has a reason once somebody has written one', () => {
    for (const none of [REASON_PLACEHOLDER, 'TODO', ' todo: later']) expect(isPlaceholder(none)).toBe(true);
    for (const reason of ['ranges come with 3.2', 'see TODO list', 'todos are tracked elsewhere']) {
      expect(isPlaceholder(reason)).toBe(false);
    }
  });

  it('of a glob speaks of checks that have no entry of their own, the first glob first', () => {
    expect([isGlob('a/*'), isGlob('a/b')]).toEqual([true, false]);
    const entries = [entry('a/*'), entry('a/b'), entry('*'), entry('literal.dot')];
    const { of } = expectationsOf({ entries });
    expect(['a/b', 'a/c', 'b', 'literal.dot', 'literalxdot'].map((id) => of(id)?.id)).toEqual(
      ['a/b', 'a/*', '*', '*', '*'].with(3, 'literal.dot'),
    );
    expect(expectationsOf({ entries: [entry('a/b')] }).of('a/c')).toBeUndefined();
    expect(expectationsOf({ entries: [entry('a/*')] }).of('a/*')?.id).toBe('a/*');
  });
});

describe('a baseline that cannot be used', () => {
  it('says file and line, and what would do', () => {
    const { message, file, line, hint, name } = new BaselineError('b.yaml', 3, 'is wrong', 'mend it');
    expect([message, file, line, hint, name]).toEqual([
      'b.yaml:3: is wrong',
      'b.yaml',
      3,
      'mend it',
      'BaselineError',
    ]);
  });

  it('names no line where the fault is in none', () => {
    const error = new BaselineError('b.yaml', undefined, 'is too large');
    expect(error.message).toBe('b.yaml: is too large');
    expect([error.line, error.hint]).toEqual([undefined, undefined]);
  });

  it('does not speak to the terminal', () => {
    expect(new BaselineError('b\u001b[2J', 1, 'x'.repeat(5000)).message).not.toMatch(/\p{Cc}/u);
    expect(new BaselineError('b', 1, 'x'.repeat(5000)).message.length).toBeLessThan(2100);
  });
});

import { describe, expect, it } from 'vitest';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { openFindingsLedger } from './findings-ledger.ts';

/** The ledger looks at nothing else. */
const finding = (id: string, of: Partial<FindingRecord> = {}): FindingRecord =>
  ({ id, grade: 'divergent', referenceToo: false, ...of }) as FindingRecord;

function open() {
  const told: string[] = [];
  const ledger = openFindingsLedger(({ id, supersedes = [] }) =>
    told.push([id, ...supersedes].join(' for ')),
  );
  return { told, ledger };
}

describe('findings ledger', () => {
  it('knows a finding again by any of its keys, and counts that', () => {
    const { ledger, told } = open();
    ledger.keep('a', finding('F-1'), { keys: ['x', 'y'] });
    expect(ledger.isKnown('b', ['z', 'y'], 'divergent')).toBe(true);
    expect(ledger.isKnown('c', ['z'], 'divergent')).toBe(false);
    expect([ledger.isSettled('b'), ledger.isSettled('c'), ledger.isFound('a')]).toEqual([true, false, true]);
    expect(ledger.duplicates()).toEqual({ 'F-1': 3 });
    expect(told).toEqual(['F-1']);
    expect(ledger.size()).toBe(1);
  });

  it('knows a finding by the keys of its other sights as well', () => {
    const { ledger } = open();
    ledger.keep('a', finding('F-1'), { keys: ['x'] });
    ledger.isKnown('b', ['x'], 'divergent');
    ledger.learn('b', ['y']);
    ledger.learn('c', ['z']);
    expect(ledger.isKnown('d', ['y'], 'divergent')).toBe(true);
    expect(ledger.hasKey('z')).toBe(false);
  });

  it('leaves a key with the finding that had it first', () => {
    const { ledger } = open();
    ledger.keep('a', finding('F-1'), { keys: ['x'] });
    ledger.keep('b', finding('F-2'), { keys: ['x', 'y'] });
    ledger.isKnown('c', ['x'], 'divergent');
    ledger.isKnown('d', ['y'], 'divergent');
    expect(ledger.duplicates()).toEqual({ 'F-1': 1, 'F-2': 1 });
    expect([ledger.hasKey('x'), ledger.hasKey('z')]).toEqual([true, false]);
  });

  it('settles what is given up without a finding', () => {
    const { ledger } = open();
    ledger.giveUp('a');
    expect([ledger.isSettled('a'), ledger.isFound('a')]).toEqual([true, false]);
    expect(ledger.duplicates()).toEqual({});
  });

  it('knows in which ways a finding showed', () => {
    const { ledger } = open();
    ledger.keep('a', finding('F-1'), { keys: ['x'], paths: ['body', 'header etag'] });
    ledger.isKnown('b', ['x'], 'divergent');
    expect(ledger.showsAs('b', 'body')).toBe(true);
    expect(ledger.showsAs('b', 'header date')).toBe(false);
    expect(ledger.showsAs('c', 'body')).toBe(false);
  });

  it('puts what a rule forbids in the place of what only differed', () => {
    const { ledger, told } = open();
    ledger.keep('a', finding('F-1'), { keys: ['x'], paths: ['body'] });
    ledger.isKnown('b', ['x'], 'divergent');
    expect(ledger.isKnown('c', ['x'], 'fail')).toBe(false);
    ledger.keep('c', finding('F-2', { grade: 'fail' }), { keys: ['y'], speaking: ['x'] });
    expect(told).toEqual(['F-1', 'F-2 for F-1']);
    expect(ledger.size()).toBe(1);
    expect(ledger.duplicates()).toEqual({ 'F-2': 2 });
    expect(ledger.isKnown('d', ['x'], 'fail')).toBe(true);
    expect([ledger.isSettled('a'), ledger.showsAs('a', 'body')]).toEqual([true, true]);
    expect(Object.keys(ledger.duplicates())).toEqual(['F-2']);
  });

  it('leaves what only differs where the reference fails as well, and what is no lesser', () => {
    const { ledger, told } = open();
    ledger.keep('a', finding('F-1'), { keys: ['x'] });
    ledger.keep('b', finding('F-2', { grade: 'fail', referenceToo: true }), { keys: ['y'], speaking: ['x'] });
    ledger.keep('c', finding('F-3', { grade: 'fail' }), { keys: ['z'], speaking: ['y'] });
    expect(told).toEqual(['F-1', 'F-2', 'F-3']);
    expect(ledger.size()).toBe(3);
  });
});

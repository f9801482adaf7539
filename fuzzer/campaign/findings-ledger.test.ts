import { describe, expect, it } from 'vitest';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { openFindingsLedger } from './findings-ledger.ts';

/** The ledger looks at nothing but the id. */
const finding = (id: string): FindingRecord => ({ id }) as FindingRecord;

function open() {
  const told: string[] = [];
  return { told, ledger: openFindingsLedger(({ id }) => told.push(id)) };
}

describe('findings ledger', () => {
  it('knows a finding again by any of its keys, and counts that', () => {
    const { ledger, told } = open();
    ledger.keep('a', ['x', 'y'], finding('F-1'));
    expect(ledger.isKnown('b', ['z', 'y'])).toBe(true);
    expect(ledger.isKnown('c', ['z'])).toBe(false);
    expect([ledger.isSettled('b'), ledger.isSettled('c'), ledger.isFound('a')]).toEqual([true, false, true]);
    expect(ledger.duplicates()).toEqual({ 'F-1': 3 });
    expect(told).toEqual(['F-1']);
    expect(ledger.size()).toBe(1);
  });

  it('leaves a key with the finding that had it first', () => {
    const { ledger } = open();
    ledger.keep('a', ['x'], finding('F-1'));
    ledger.keep('b', ['x', 'y'], finding('F-2'));
    ledger.isKnown('c', ['x']);
    ledger.isKnown('d', ['y']);
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
    ledger.keep('a', ['x'], finding('F-1'), ['body', 'header etag']);
    ledger.isKnown('b', ['x']);
    expect(ledger.showsAs('b', 'body')).toBe(true);
    expect(ledger.showsAs('b', 'header date')).toBe(false);
    expect(ledger.showsAs('c', 'body')).toBe(false);
  });
});

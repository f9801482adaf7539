import { describe, expect, it } from 'vitest';
import { comparableRules, FULL, PLAIN } from './cors-rules.ts';

describe('comparableRules', () => {
  it('does not mind the order of rules and of repeated elements', () => {
    const shuffled = FULL.map((rule) => ({ ...rule, methods: rule.methods.toReversed() })).toReversed();
    expect(comparableRules(shuffled, FULL)).toEqual(comparableRules(FULL, FULL));
  });

  it('minds how often an element stands there', () => {
    const twice = [{ ...PLAIN, methods: ['GET', 'GET'] }];
    expect(comparableRules(twice, [PLAIN])).not.toEqual(comparableRules([PLAIN], [PLAIN]));
  });

  it('minds ids only where they were given', () => {
    const given = [{ ...PLAIN, id: 'given by the server' }];
    expect(comparableRules(given, [PLAIN])).toEqual(comparableRules([PLAIN], [PLAIN]));
    const asked = [{ ...PLAIN, id: 'asked for' }];
    expect(comparableRules(given, asked)).not.toEqual(comparableRules(asked, asked));
  });
});

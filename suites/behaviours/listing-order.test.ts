import { describe, expect, it } from 'vitest';
import { percentEncode } from '../../dialects/core/percent-encoding.ts';
import { orders } from './listing-order.ts';

const sorted = (names: readonly string[], by: (left: string, right: string) => number) => names.toSorted(by);
const bytes = (left: string, right: string) => Buffer.compare(Buffer.from(left), Buffer.from(right));
const codeUnits = (left: string, right: string) => (left < right ? -1 : Number(left > right));

describe('orders', () => {
  it('are byte orders', () => {
    for (const names of Object.values(orders)) expect(sorted(names, bytes)).toEqual(names);
  });

  it('tell from byte order what else a server may compare by', () => {
    const wrong: Record<keyof typeof orders, (left: string, right: string) => number> = {
      case: (left, right) => codeUnits(left.toLowerCase(), right.toLowerCase()),
      numbers: new Intl.Collator('en', { numeric: true }).compare,
      punctuation: (left, right) => codeUnits(left.replaceAll('/', '\0'), right.replaceAll('/', '\0')),
      unicode: codeUnits,
      encoded: (left, right) => codeUnits(percentEncode(left), percentEncode(right)),
    };
    for (const [name, compare] of Object.entries(wrong)) {
      const names = orders[name as keyof typeof orders];
      expect(sorted(names, compare), name).not.toEqual(names);
    }
    expect(sorted(orders.unicode, new Intl.Collator('en').compare)).not.toEqual(orders.unicode);
  });
});

import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { compareKeys } from './key-order.ts';
import { OrderedMap } from './ordered-map.ts';

const key = fc.string({ unit: fc.constantFrom('a', 'b', '/', '\ue000', '\u{1f600}'), maxLength: 3 });
const step = fc.oneof(
  fc.record({ act: fc.constant('set' as const), key, value: fc.nat() }),
  fc.record({ act: fc.constant('delete' as const), key, value: fc.constant(0) }),
);

describe('OrderedMap', () => {
  it('behaves as a sorted list of entries', () => {
    fc.assert(
      fc.property(fc.array(step, { maxLength: 200 }), key, (steps, probe) => {
        const map = new OrderedMap<string, number>(compareKeys);
        const model = new Map<string, number>();
        for (const { act, key: at, value } of steps) {
          if (act === 'set') {
            map.set(at, value);
            model.set(at, value);
          } else expect(map.delete(at)).toBe(model.delete(at));
        }
        const sorted = [...model].sort(([a], [b]) => compareKeys(a, b));
        expect(map.size).toBe(model.size);
        expect(map.get(probe)).toBe(model.get(probe));
        expect([...map.from()]).toEqual(sorted);
        expect([...map.from(probe)]).toEqual(sorted.filter(([k]) => compareKeys(k, probe) >= 0));
        expect(map.after(probe)).toEqual(sorted.find(([k]) => compareKeys(k, probe) > 0));
        expect(map.after(probe, true)).toEqual(sorted.find(([k]) => compareKeys(k, probe) >= 0));
        expect(map.after(undefined)).toEqual(sorted[0]);
        expect(map.after(undefined, true)).toEqual(sorted[0]);
      }),
    );
  });

  it('can be changed while it is walked', () => {
    const map = new OrderedMap<number, string>((a, b) => a - b);
    for (let i = 0; i < 1000; i++) map.set(i, 'x');
    const seen: number[] = [];
    for (const [at] of map.from()) {
      seen.push(at);
      map.delete(at);
      map.delete(at + 1);
      if (at === 500) map.set(502.5, 'y');
    }
    expect(seen).toHaveLength(501);
    expect(seen).toContain(502.5);
    expect(map.size).toBe(0);
  });

  it('is empty after clear', () => {
    const map = new OrderedMap<number, string>((a, b) => a - b);
    map.set(1, 'x');
    map.clear();
    expect(map.size).toBe(0);
    expect(map.after(undefined)).toBeUndefined();
  });
});

import { expect, it } from 'vitest';
import { Attributes, attributeKey } from './attributes.ts';

it('keeps values under keys that are told apart by identity', () => {
  const colour = attributeKey<string>('colour');
  const namesake = attributeKey<string>('colour');
  const size = attributeKey<number>('size');
  const some = Attributes.empty.with(colour, 'red').with(size, 0);
  expect(some.get(colour)).toBe('red');
  expect(some.get(namesake)).toBeUndefined();
  expect(some.get(size)).toBe(0);
  expect(some.has(size)).toBe(true);
  expect(Attributes.empty.has(size)).toBe(false);
});

it('never changes', () => {
  const colour = attributeKey<string>('colour');
  const red = Attributes.empty.with(colour, 'red');
  const blue = red.with(colour, 'blue');
  const none = blue.with(colour, undefined);
  expect([red.get(colour), blue.get(colour), none.get(colour)]).toEqual(['red', 'blue', undefined]);
  expect(none.has(colour)).toBe(false);
});

import { describe, expect, it } from 'vitest';
import { sampleOf } from '../testing/rendering.ts';
import { seen, trial } from '../testing/trials.ts';
import { openPostponed, type Postponed } from './postponed.ts';

const sent = trial(sampleOf('GetObject'), [403, 'AccessDenied'], [404, 'NoSuchKey']);

function waiting(coarse: string, ...likely: readonly string[]): Postponed {
  const keys = { sure: [], likely, asked: [], unless: [] };
  return { suspect: { trial: sent, observations: [seen({})] }, observation: seen({}), coarse, keys };
}

const coarseOf = (all: readonly Postponed[]): string[] => all.map(({ coarse }) => coarse);

describe('what is put off', () => {
  it('is due as soon as it is decided', () => {
    const list = openPostponed();
    list.add(waiting('a', 'open'));
    list.add(waiting('b'));
    expect(coarseOf(list.takeDue(({ likely }) => likely.includes('open')))).toEqual(['b']);
    expect(coarseOf(list.takeDue(() => false))).toEqual(['a']);
    expect(list.takeAll()).toEqual([]);
  });

  it('is due after a while, decided or not', () => {
    const list = openPostponed();
    list.add(waiting('a'));
    for (let cases = 0; cases < 400; cases++) list.tick();
    expect(list.takeDue(() => true)).toEqual([]);
    list.tick();
    expect(coarseOf(list.takeDue(() => true))).toEqual(['a']);
  });

  it('is not piled up without bound', () => {
    const list = openPostponed();
    for (let count = 0; count < 1000; count++) list.add(waiting(`${count}`));
    expect(list.takeAll().length).toBeLessThanOrEqual(40);
    expect(list.takeAll()).toEqual([]);
  });
});

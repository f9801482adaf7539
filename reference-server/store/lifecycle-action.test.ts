import { describe, expect, it } from 'vitest';
import type { LifecyclePolicy, LifecycleRule } from './lifecycle.ts';
import { abortRule, dueTime, expirationOf, lifecycleAction } from './lifecycle-action.ts';
import type { DeleteMarker, ObjectVersion } from './object-record.ts';
import { storeFixture } from './testing/store-fixture.ts';

const DAY = 24 * 60 * 60 * 1000;
const NOON = Date.UTC(2018, 5, 1, 12);
const EXACT: LifecyclePolicy = { rounding: 'exact' };

function rule(more: Partial<LifecycleRule>): LifecycleRule {
  return {
    id: 'r',
    enabled: true,
    prefix: '',
    tags: [],
    transitions: [],
    noncurrentTransitions: [],
    ...more,
  };
}

function object(more: Partial<ObjectVersion> = {}): ObjectVersion {
  return { ...storeFixture(NOON).put('logs/a'), ...more };
}

const marker: DeleteMarker = {
  type: 'delete-marker',
  key: 'logs/a',
  versionId: 'null',
  sequence: 1,
  lastModified: NOON,
  owner: 'o',
};

const none = { kind: 'none' };
const remove = { kind: 'remove', rule: 'r' };
const to = (storageClass: string): object => ({ kind: 'transition', rule: 'r', storageClass });

describe('dueTime', () => {
  it('counts days to the millisecond', () => {
    expect(dueTime(NOON, { days: 3 }, EXACT)).toBe(NOON + 3 * DAY);
    expect(dueTime(NOON, { days: 0 }, EXACT)).toBe(NOON);
    expect(dueTime(NOON, { days: 3 }, { rounding: 'exact', dayMs: 10 })).toBe(NOON + 30);
  });

  it('counts days to the next midnight', () => {
    const midnight: LifecyclePolicy = { rounding: 'midnight' };
    expect(dueTime(NOON, { days: 3 }, midnight)).toBe(Date.UTC(2018, 5, 5));
    expect(dueTime(Date.UTC(2018, 5, 1), { days: 3 }, midnight)).toBe(Date.UTC(2018, 5, 4));
    expect(dueTime(1001, { days: 3 }, { ...midnight, dayMs: 10 })).toBe(1040);
  });

  it('takes a date as it is', () => {
    expect(dueTime(NOON, { date: 5 }, { rounding: 'midnight' })).toBe(5);
  });
});

describe('expiration', () => {
  const rules = [rule({ expiration: { days: 2 } })];

  it('is due to the millisecond', () => {
    expect(lifecycleAction(object(), true, rules, NOON + 2 * DAY - 1, EXACT)).toEqual(none);
    expect(lifecycleAction(object(), true, rules, NOON + 2 * DAY, EXACT)).toEqual(remove);
  });

  it.each<[string, Partial<LifecycleRule>, object]>([
    ['the rule is disabled', { enabled: false }, none],
    ['the prefix is another', { prefix: 'log/' }, none],
    ['the prefix fits', { prefix: 'logs/' }, remove],
    [
      'a tag is missing',
      {
        tags: [
          { key: 'a', value: '1' },
          { key: 'c', value: '3' },
        ],
      },
      none,
    ],
    ['a tag has another value', { tags: [{ key: 'a', value: '2' }] }, none],
    [
      'all tags are there',
      {
        tags: [
          { key: 'b', value: '2' },
          { key: 'a', value: '1' },
        ],
      },
      remove,
    ],
  ])('when %s', (_, more, action) => {
    const tagged = object({
      tags: [
        { key: 'a', value: '1' },
        { key: 'b', value: '2' },
      ],
    });
    const one = rule({ expiration: { days: 2 }, ...more });
    expect(lifecycleAction(tagged, true, [one], NOON + 3 * DAY, EXACT)).toEqual(action);
  });

  it('leaves alone what the dialect exempts', () => {
    const policy = { ...EXACT, applies: ({ kind }: ObjectVersion) => kind !== 'appendable' };
    const later = NOON + 3 * DAY;
    expect(lifecycleAction(object({ kind: 'appendable' }), true, rules, later, policy)).toEqual(none);
    expect(lifecycleAction(object(), true, rules, later, policy)).toEqual(remove);
  });

  it('comes before a transition', () => {
    const both = [
      rule({ id: 't', transitions: [{ due: { days: 0 }, storageClass: 'COLD' }] }),
      rule({ expiration: { days: 1 } }),
    ];
    expect(lifecycleAction(object(), true, both, NOON + DAY, EXACT)).toEqual(remove);
  });

  it('is announced: the first one of all rules', () => {
    const several = [
      rule({ id: 'none' }),
      rule({ id: 'late', expiration: { days: 9 } }),
      rule({ id: 'first', expiration: { days: 4 } }),
      rule({ id: 'same', expiration: { days: 4 } }),
      rule({ id: 'elsewhere', prefix: 'x', expiration: { days: 1 } }),
    ];
    expect(expirationOf(object(), several, EXACT)).toEqual({ rule: 'first', at: NOON + 4 * DAY });
    expect(expirationOf(object(), [rule({})], EXACT)).toBeUndefined();
  });
});

describe('delete markers', () => {
  const after = NOON + 10 * DAY;
  it.each<[string, Partial<LifecycleRule>, boolean, object]>([
    ['a lone one goes when the rule says so', { expireLoneMarkers: true }, true, remove],
    ['one over other versions stays', { expireLoneMarkers: true }, false, none],
    ['an expiration takes a lone one too', { expiration: { days: 1 } }, true, remove],
    ['but not before it is due', { expiration: { days: 11 } }, true, none],
    ['nor one over other versions', { expiration: { days: 1 } }, false, none],
    [
      'a rule with tags does not touch it',
      { expireLoneMarkers: true, tags: [{ key: 'a', value: '1' }] },
      true,
      none,
    ],
    ['it is never transitioned', { transitions: [{ due: { days: 0 }, storageClass: 'COLD' }] }, true, none],
  ])('%s', (_, more, alone, action) => {
    expect(lifecycleAction(marker, alone, [rule(more)], after, EXACT)).toEqual(action);
  });
});

describe('noncurrent versions', () => {
  const old = object({ noncurrentSince: NOON + 5 * DAY });

  it('are removed so many days after they were replaced', () => {
    const rules = [rule({ expiration: { days: 1 }, noncurrentExpirationDays: 2 })];
    expect(lifecycleAction(old, false, rules, NOON + 7 * DAY - 1, EXACT)).toEqual(none);
    expect(lifecycleAction(old, false, rules, NOON + 7 * DAY, EXACT)).toEqual(remove);
    const oldMarker = { ...marker, noncurrentSince: NOON };
    expect(lifecycleAction(oldMarker, false, rules, NOON + 2 * DAY, EXACT)).toEqual(remove);
  });

  it('are not touched by expirations and transitions of current ones', () => {
    const rules = [
      rule({ expiration: { days: 0 }, transitions: [{ due: { days: 0 }, storageClass: 'COLD' }] }),
    ];
    expect(lifecycleAction(old, false, rules, NOON + 99 * DAY, EXACT)).toEqual(none);
  });

  it('are transitioned so many days after they were replaced', () => {
    const rules = [rule({ noncurrentTransitions: [{ days: 1, storageClass: 'COLD' }] })];
    expect(lifecycleAction(old, false, rules, NOON + 6 * DAY - 1, EXACT)).toEqual(none);
    expect(lifecycleAction(old, false, rules, NOON + 6 * DAY, EXACT)).toEqual(to('COLD'));
    expect(lifecycleAction(object(), true, rules, NOON + 6 * DAY, EXACT)).toEqual(none);
  });
});

describe('transition', () => {
  const rules = [
    rule({
      transitions: [
        { due: { days: 30 }, storageClass: 'COLD' },
        { due: { days: 10 }, storageClass: 'WARM' },
        { due: { date: NOON + 50 * DAY }, storageClass: 'GONE' },
      ],
    }),
  ];

  it.each([
    [0, none],
    [10, to('WARM')],
    [29, to('WARM')],
    [30, to('COLD')],
    [50, to('GONE')],
  ])('after %d days', (days, action) => {
    expect(lifecycleAction(object(), true, rules, NOON + days * DAY, EXACT)).toEqual(action);
  });

  it('does nothing for an object that is there already', () => {
    const warm = object({ storageClass: 'WARM' });
    expect(lifecycleAction(warm, true, rules, NOON + 10 * DAY, EXACT)).toEqual(none);
  });

  it('goes down only, where there is an order', () => {
    const policy = { ...EXACT, classOrder: ['STANDARD', 'WARM', 'COLD', 'GONE'] };
    const cold = object({ storageClass: 'COLD' });
    expect(lifecycleAction(cold, true, rules, NOON + 20 * DAY, policy)).toEqual(none);
    expect(lifecycleAction(cold, true, rules, NOON + 60 * DAY, policy)).toEqual(to('GONE'));
    expect(lifecycleAction(cold, true, rules, NOON + 20 * DAY, EXACT)).toEqual(to('WARM'));
    const unheard = { ...EXACT, classOrder: [] };
    expect(lifecycleAction(cold, true, rules, NOON + 20 * DAY, unheard)).toEqual(none);
  });

  it('takes the rule that stands later when two are due at once', () => {
    const two = [
      rule({ id: 'first', transitions: [{ due: { days: 1 }, storageClass: 'A' }] }),
      rule({ transitions: [{ due: { days: 1 }, storageClass: 'B' }] }),
    ];
    expect(lifecycleAction(object(), true, two, NOON + DAY, EXACT)).toEqual(to('B'));
  });
});

describe('abortRule', () => {
  const upload = { key: 'logs/a', initiatedAt: NOON };
  it.each<[string, Partial<LifecycleRule>, boolean]>([
    ['fits', {}, true],
    ['has another prefix', { prefix: 'x' }, false],
    ['is disabled', { enabled: false }, false],
    ['has tags', { tags: [{ key: 'a', value: '1' }] }, false],
    ['is not due', { abortUploadsAfterDays: 4 }, false],
    ['does not speak of uploads', { abortUploadsAfterDays: undefined }, false],
  ])('a rule that %s', (_, more, found) => {
    const one = rule({ abortUploadsAfterDays: 3, ...more });
    expect(abortRule(upload, [one], NOON + 3 * DAY, EXACT)).toBe(found ? one : undefined);
  });
});

import { describe, expect, it } from 'vitest';
import type { LifecycleRule } from '../store/lifecycle.ts';
import { conflict } from './lifecycle-conflicts.ts';

function rule(given: Partial<LifecycleRule>): LifecycleRule {
  return {
    id: '',
    enabled: true,
    prefix: '',
    tags: [],
    transitions: [],
    noncurrentTransitions: [],
    ...given,
  };
}
const archive = (days: number) => ({ due: { days }, storageClass: 'ARCHIVE' });

describe('conflict', () => {
  it.each<[string, Partial<LifecycleRule>[], boolean]>([
    ['no rule', [], false],
    [
      'one rule of every kind',
      [{ expiration: { days: 2 }, transitions: [archive(1)], abortUploadsAfterDays: 1 }],
      false,
    ],
    ['two expirations of the same objects', [{ expiration: { days: 1 } }, { expiration: { days: 2 } }], true],
    [
      'expirations of different prefixes',
      [
        { expiration: { days: 1 }, prefix: 'a' },
        { expiration: { days: 2 }, prefix: 'b' },
      ],
      false,
    ],
    [
      'expirations of a prefix inside another',
      [
        { expiration: { days: 1 }, prefix: 'a' },
        { expiration: { days: 2 }, prefix: 'a/b' },
      ],
      false,
    ],
    [
      'expirations of different tags',
      [{ expiration: { days: 1 }, tags: [{ key: 'a', value: '1' }] }, { expiration: { days: 2 } }],
      false,
    ],
    ['two actions of the same objects', [{ expiration: { days: 9 } }, { transitions: [archive(1)] }], false],
    ['two transitions to one class', [{ transitions: [archive(1), archive(2)] }], true],
    [
      'transitions to two classes',
      [{ transitions: [archive(2), { due: { days: 1 }, storageClass: 'STANDARD_IA' }] }],
      false,
    ],
    ['a transition on the day of removal', [{ transitions: [archive(2)], expiration: { days: 2 } }], true],
    [
      'a transition after removal by another rule',
      [{ transitions: [archive(3)] }, { expiration: { days: 2 } }],
      true,
    ],
    [
      'a date after a date',
      [{ transitions: [{ due: { date: 2 }, storageClass: 'A' }], expiration: { date: 1 } }],
      true,
    ],
    [
      'a date before a date',
      [{ transitions: [{ due: { date: 1 }, storageClass: 'A' }], expiration: { date: 2 } }],
      false,
    ],
    ['days beside a date', [{ transitions: [archive(9)], expiration: { date: 1 } }], false],
    ['two abortions', [{ abortUploadsAfterDays: 1 }, { abortUploadsAfterDays: 2 }], true],
    ['two noncurrent expirations', [{ noncurrentExpirationDays: 1 }, { noncurrentExpirationDays: 2 }], true],
    ['two delete marker settings', [{ expireLoneMarkers: true }, { expireLoneMarkers: false }], true],
    [
      'noncurrent transitions to one class',
      [
        {
          noncurrentTransitions: [
            { days: 1, storageClass: 'A' },
            { days: 2, storageClass: 'A' },
          ],
        },
      ],
      true,
    ],
    [
      'current and noncurrent to one class',
      [{ transitions: [archive(1)], noncurrentTransitions: [{ days: 1, storageClass: 'ARCHIVE' }] }],
      false,
    ],
  ])('%s: %s', (_, rules, expected) => {
    expect(conflict(rules.map(rule))).toBe(expected);
  });

  it('compares tags without order', () => {
    const [a, b] = [
      { key: 'a', value: '1' },
      { key: 'b', value: '2' },
    ];
    const rules = [
      rule({ expiration: { days: 1 }, tags: [a, b] }),
      rule({ expiration: { days: 2 }, tags: [b, a] }),
    ];
    expect(conflict(rules)).toBe(true);
  });
});

import { expect, it } from 'vitest';
import { sweepExpired } from './expiry.ts';
import { type LifecycleRule, sweepLifecycle } from './lifecycle.ts';
import { PLAIN, storeFixture } from './testing/store-fixture.ts';

const DAY = 24 * 60 * 60 * 1000;
const POLICY = { rounding: 'exact' } as const;

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

it('removes, transitions and aborts what is due when the clock has moved', () => {
  const { clock, bucket, put } = storeFixture();
  put('old/a');
  put('keep/a');
  bucket.createUpload({ key: 'old/u', initiator: 'i', properties: PLAIN });
  const rules = [
    rule({ id: 'expire', prefix: 'old/', expiration: { days: 5 }, abortUploadsAfterDays: 2 }),
    rule({ id: 'move', transitions: [{ due: { days: 1 }, storageClass: 'COLD' }] }),
  ];
  clock.subscribe((now) => seen.push(...sweepLifecycle(bucket, rules, now, POLICY)));
  const seen: unknown[] = [];
  clock.advance(DAY - 1);
  expect(seen).toEqual([]);
  clock.advance(1);
  expect(seen.splice(0)).toEqual([
    { rule: 'move', key: 'keep/a', action: 'transitioned' },
    { rule: 'move', key: 'old/a', action: 'transitioned' },
  ]);
  expect(bucket.current('keep/a')).toMatchObject({ storageClass: 'COLD', lastModified: 0 });
  clock.advance(DAY);
  expect(seen.splice(0)).toEqual([{ rule: 'expire', key: 'old/u', action: 'upload-aborted' }]);
  clock.advance(3 * DAY);
  expect(seen.splice(0)).toEqual([{ rule: 'expire', key: 'old/a', action: 'expired' }]);
  expect(bucket.current('old/a')).toBeUndefined();
  expect(bucket.usage).toMatchObject({ objects: 1, versions: 1, uploads: 0 });
});

it('hides expired objects of a versioned bucket under delete markers, which go when they are alone', () => {
  const { clock, bucket, put } = storeFixture(0, 'enabled');
  put('a', 'one');
  put('a', 'two');
  const rules = [rule({ expiration: { days: 1 }, expireLoneMarkers: true, noncurrentExpirationDays: 3 })];
  const sweep = (): string[] =>
    sweepLifecycle(bucket, rules, clock.now(), POLICY).map(({ action }) => action);
  clock.advance(DAY);
  expect(sweep()).toEqual(['expired']);
  expect(bucket.newest('a')?.type).toBe('delete-marker');
  expect(sweep()).toEqual([]);
  clock.advance(2 * DAY);
  expect(sweep()).toEqual(['noncurrent-expired']);
  clock.advance(DAY);
  expect(sweep()).toEqual(['noncurrent-expired', 'marker-removed']);
  expect(bucket.usage.versions).toBe(0);
});

it('removes objects at the time they name themselves', () => {
  const { clock, bucket, put } = storeFixture();
  put('a', '', { expiresAt: 1000 });
  put('b', '', { expiresAt: 1001 });
  put('c');
  clock.advance(1000);
  expect(sweepExpired(bucket, clock.now())).toEqual(['a']);
  expect(bucket.current('a')).toBeUndefined();
  expect(bucket.usage.objects).toBe(2);
});

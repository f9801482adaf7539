import type { RenderValue } from '../../../dialects/core/document-render.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import {
  accepted,
  acting,
  expectLifecycle,
  type LifecycleRule,
  lifecycle,
  refused,
  rule,
} from './lifecycle.ts';

function moving(Transition: RenderValue): LifecycleRule[] {
  return [acting('moving', { Transition })];
}

function expiring(Expiration: RenderValue): LifecycleRule[] {
  return [acting('expiring', { Expiration })];
}

/** Midnight in the time zone of the service, then in that of ISO 8601 without an offset. No chapter says which. */
const MIDNIGHTS = ['2037-01-01T00:00:00+08:00', '2037-01-01T00:00:00Z'];

/** Expects that a rule with one of these dates is accepted, and returned with it. */
async function expectDate(t: CheckContext, withDate: (date: string) => LifecycleRule[]): Promise<void> {
  const [first = '', second = ''] = MIDNIGHTS;
  const exchange = await t.send({ op: 'PutBucketLifecycle', ...lifecycle(withDate(first)) });
  if (exchange.response?.status === 200) {
    t.expect(exchange, { status: 200, body: 'empty' });
    return expectLifecycle(t, withDate(first));
  }
  const again = await t.send({ op: 'PutBucketLifecycle', ...lifecycle(withDate(second)) });
  t.expect(again, { status: 200, body: 'empty' });
  return expectLifecycle(t, withDate(second));
}

export default suite('PutBucketLifecycle', [
  accepted({
    id: 'transition',
    title: 'Objects may be moved to STANDARD_IA',
    claims: ['T-PUTLC-11'],
    configurations: [moving({ Days: 30, StorageClass: 'STANDARD_IA' })],
  }),
  accepted({
    id: 'transition-to-archive',
    title: 'Objects may be moved to ARCHIVE, also after STANDARD_IA',
    claims: ['T-PUTLC-11'],
    needs: ['archive'],
    configurations: [
      moving({ Days: 30, StorageClass: 'ARCHIVE' }),
      [
        acting('moving', {
          Transition: [
            { Days: 30, StorageClass: 'STANDARD_IA' },
            { Days: 90, StorageClass: 'ARCHIVE' },
          ],
        }),
      ],
    ],
  }),
  refused({
    id: 'transition-class',
    title: 'A Transition without StorageClass, or to a class that does not exist, is refused',
    claims: ['T-PUTLC-11'],
    configurations: [moving({ Days: 30 }), moving({ Days: 30, StorageClass: 'GLACIER' })],
  }),
  accepted({
    id: 'transition-days',
    title: 'A Transition may be after 0 days or more',
    claims: ['T-PUTLC-12'],
    configurations: [0, 1, 3650].map((Days) => moving({ Days, StorageClass: 'STANDARD_IA' })),
  }),
  refused({
    id: 'negative-transition-days',
    title: 'A Transition after less than 0 days, or after what is no number, is refused',
    claims: ['T-PUTLC-12'],
    configurations: ['-1', 'ten'].map((Days) => moving({ Days, StorageClass: 'STANDARD_IA' })),
  }),
  accepted({
    id: 'expiration-days',
    title: 'An Expiration may be after 1 day or more',
    claims: ['T-PUTLC-13'],
    configurations: [1, 30, 3650].map((Days) => expiring({ Days })),
  }),
  refused({
    id: 'expiration-after-no-days',
    title: 'An Expiration after 0 days or less, or after what is no number, is refused',
    claims: ['T-PUTLC-13'],
    configurations: ['0', '-1', 'ten'].map((Days) => expiring({ Days })),
  }),
  {
    id: 'expiration-date',
    title: 'An Expiration may be at a date',
    claims: ['T-PUTLC-14'],
    reading: 'lifecycle-dates',
    lease: 'own',
    run: (t) => expectDate(t, (date) => expiring({ Date: date })),
  },
  {
    id: 'transition-date',
    title: 'A Transition may be at a date',
    claims: ['T-PUTLC-14'],
    reading: 'lifecycle-dates',
    lease: 'own',
    run: (t) => expectDate(t, (date) => moving({ Date: date, StorageClass: 'STANDARD_IA' })),
  },
  refused({
    id: 'days-and-date',
    title: 'An action with Days and Date is refused',
    claims: ['T-PUTLC-14'],
    level: 'should',
    reading: 'lifecycle-dates',
    configurations: [
      ...MIDNIGHTS.map((date) => expiring({ Days: 30, Date: date })),
      ...MIDNIGHTS.map((date) => moving({ Days: 30, Date: date, StorageClass: 'STANDARD_IA' })),
    ],
  }),
  refused({
    id: 'date-that-is-none',
    title: 'An action with a Date that is none is refused',
    claims: ['T-PUTLC-14'],
    level: 'should',
    reading: 'lifecycle-dates',
    configurations: ['tomorrow', '2037-13-41T00:00:00Z'].map((date) => expiring({ Date: date })),
  }),
  accepted({
    id: 'delete-markers',
    title: 'ExpiredObjectDeleteMarker is true or false',
    claims: ['T-PUTLC-15'],
    configurations: ['true', 'false'].map((value) => expiring({ ExpiredObjectDeleteMarker: value })),
  }),
  refused({
    id: 'other-delete-markers',
    title: 'An ExpiredObjectDeleteMarker that is neither true nor false is refused',
    claims: ['T-PUTLC-15'],
    configurations: ['maybe', ''].map((value) => expiring({ ExpiredObjectDeleteMarker: value })),
  }),
  accepted({
    id: 'abort-uploads',
    title: 'Unfinished uploads may be aborted after some days',
    claims: ['T-PUTLC-16'],
    configurations: [
      [acting('aborting', { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 7 } })],
      [rule('both', { AbortIncompleteMultipartUpload: { DaysAfterInitiation: 1 } })],
    ],
  }),
  refused({
    id: 'abort-without-days',
    title: 'AbortIncompleteMultipartUpload without DaysAfterInitiation, or with no number there, is refused',
    claims: ['T-PUTLC-16'],
    configurations: [{}, { DaysAfterInitiation: 'some' }].map((AbortIncompleteMultipartUpload) => [
      rule('aborting', { AbortIncompleteMultipartUpload }),
    ]),
  }),
  accepted({
    id: 'noncurrent-transition',
    title: 'Old versions may be moved after 0 days or more',
    claims: ['T-PUTLC-17'],
    configurations: [0, 30].map((NoncurrentDays) => [
      acting('moving', {
        NoncurrentVersionTransition: { NoncurrentDays, StorageClass: 'STANDARD_IA' },
      }),
    ]),
  }),
  refused({
    id: 'noncurrent-transition-without-class',
    title: 'NoncurrentVersionTransition without StorageClass, or after less than 0 days, is refused',
    claims: ['T-PUTLC-17'],
    configurations: [{ NoncurrentDays: 30 }, { NoncurrentDays: -1, StorageClass: 'STANDARD_IA' }].map(
      (NoncurrentVersionTransition) => [acting('moving', { NoncurrentVersionTransition })],
    ),
  }),
  accepted({
    id: 'noncurrent-expiration',
    title: 'Old versions may be removed after 1 day or more',
    claims: ['T-PUTLC-18'],
    configurations: [1, 30].map((NoncurrentDays) => [
      acting('removing', { NoncurrentVersionExpiration: { NoncurrentDays } }),
    ]),
  }),
  refused({
    id: 'noncurrent-expiration-after-no-days',
    title: 'NoncurrentVersionExpiration after 0 days or less is refused',
    claims: ['T-PUTLC-18'],
    configurations: [0, -1].map((NoncurrentDays) => [
      acting('removing', { NoncurrentVersionExpiration: { NoncurrentDays } }),
    ]),
  }),
]);

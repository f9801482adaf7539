import {
  BODY,
  type Conditions,
  type ConditionsBinding,
  conditionCheck,
  DAY,
  modifiedSince,
  outcomeOf,
  SECOND,
  unmodifiedSince,
} from './conditionals-judge.ts';
import type { SharedChecks } from './grounds.ts';
import { asctimeDate, NO_HTTP_DATES, rfc850Date } from './http-dates.ts';
import { afterSecond, storeValidated } from './stored-object.ts';

/** Conditions on the time of modification. RFC 9110 sections 13.1.3 and 13.1.4. */
export function dateConditions(binding: ConditionsBinding) {
  const on = conditionCheck(binding);
  return {
    'if-modified-since-earlier': on(
      'If-Modified-Since before the modification reads the object, even by one second',
      ({ lastModified }) => [modifiedSince(lastModified - SECOND), modifiedSince(lastModified - 365 * DAY)],
      'read',
    ),
    'if-modified-since-equal': on(
      'If-Modified-Since with the time of the modification itself yields 304',
      ({ lastModified }) => modifiedSince(lastModified),
      'not-modified',
    ),
    'if-modified-since-later': {
      title: 'If-Modified-Since after the modification yields 304',
      run: async (t) => {
        const { key, lastModified } = await storeValidated(t, 'object', BODY);
        await afterSecond(t, lastModified);
        const exchange = await t.send({
          op: binding.operation,
          key,
          headers: modifiedSince(lastModified + SECOND),
        });
        t.expect(exchange, outcomeOf(binding, 'not-modified'));
      },
    },
    'if-modified-since-future': on(
      'If-Modified-Since with a time still to come yields 304: the object was not modified after it',
      ({ lastModified }) => modifiedSince(lastModified + 365 * DAY),
      'not-modified',
    ),
    'if-modified-since-after-overwrite': {
      title: 'An object overwritten in a later second counts as modified',
      impact: 'data-loss',
      run: async (t) => {
        const before = await storeValidated(t, 'object', BODY);
        await afterSecond(t, before.lastModified);
        const after = await storeValidated(t, 'object', 'another body');
        const send = (headers: Conditions) => t.send({ op: binding.operation, key: before.key, headers });
        t.expect(
          await send(modifiedSince(before.lastModified)),
          outcomeOf(binding, 'read', 'another body', after.etag),
        );
        t.expect(await send(unmodifiedSince(before.lastModified)), outcomeOf(binding, 'failed'));
      },
    },
    'if-unmodified-since-earlier': on(
      'If-Unmodified-Since before the modification is refused with 412, even by one second',
      ({ lastModified }) => [
        unmodifiedSince(lastModified - SECOND),
        unmodifiedSince(lastModified - 365 * DAY),
      ],
      'failed',
    ),
    'if-unmodified-since-equal': on(
      'If-Unmodified-Since with the time of the modification itself reads the object',
      ({ lastModified }) => unmodifiedSince(lastModified),
      'read',
    ),
    'if-unmodified-since-later': on(
      'If-Unmodified-Since after the modification reads the object',
      ({ lastModified }) => [
        unmodifiedSince(lastModified + SECOND),
        unmodifiedSince(lastModified + 365 * DAY),
      ],
      'read',
    ),
    'unparsable-if-modified-since': on(
      'An If-Modified-Since that is no HTTP date is ignored',
      () => NO_HTTP_DATES.map((date) => ({ 'If-Modified-Since': date })),
      'read',
    ),
    'unparsable-if-unmodified-since': on(
      'An If-Unmodified-Since that is no HTTP date is ignored',
      () => NO_HTTP_DATES.map((date) => ({ 'If-Unmodified-Since': date })),
      'read',
    ),
    'obsolete-dates-not-modified': on(
      'If-Modified-Since is understood in both obsolete forms of an HTTP date',
      ({ lastModified }) => [
        { 'If-Modified-Since': rfc850Date(lastModified) },
        { 'If-Modified-Since': asctimeDate(lastModified) },
      ],
      'not-modified',
    ),
    'obsolete-dates-failed': on(
      'If-Unmodified-Since is understood in both obsolete forms of an HTTP date',
      ({ lastModified }) => [
        { 'If-Unmodified-Since': rfc850Date(lastModified - DAY) },
        { 'If-Unmodified-Since': asctimeDate(lastModified - DAY) },
      ],
      'failed',
    ),
  } satisfies SharedChecks;
}

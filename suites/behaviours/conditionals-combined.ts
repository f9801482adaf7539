import {
  BODY,
  type Conditions,
  type ConditionsBinding,
  conditionCheck,
  DAY,
  modifiedSince,
  OTHER_TAG,
  type Outcome,
  outcomeOf,
  unmodifiedSince,
} from './conditionals-judge.ts';
import type { SharedChecks } from './grounds.ts';
import { type StoredObject, storeValidated } from './stored-object.ts';

/** Several conditions on one request: RFC 9110 section 13.2.2. */
export function combinedConditions(binding: ConditionsBinding) {
  const on = conditionCheck(binding);
  return {
    'etag-over-date-match': on(
      'If-Match that holds decides, whatever If-Unmodified-Since says',
      (object) => ({ 'If-Match': object.etag, ...unmodifiedSince(object.lastModified - DAY) }),
      'read',
    ),
    'etag-over-date-match-fails': on(
      'If-Match that does not hold decides, whatever If-Unmodified-Since says',
      ({ lastModified }) => ({ 'If-Match': OTHER_TAG, ...unmodifiedSince(lastModified + DAY) }),
      'failed',
    ),
    'etag-over-date-none-match': on(
      'If-None-Match that holds decides, whatever If-Modified-Since says',
      ({ lastModified }) => ({ 'If-None-Match': OTHER_TAG, ...modifiedSince(lastModified) }),
      'read',
    ),
    'etag-over-date-none-match-fails': on(
      'If-None-Match that does not hold decides, whatever If-Modified-Since says',
      (object) => ({ 'If-None-Match': object.etag, ...modifiedSince(object.lastModified - DAY) }),
      'not-modified',
    ),
    'match-before-none-match': on(
      'If-Match is judged before If-None-Match',
      (object) => ({ 'If-Match': OTHER_TAG, 'If-None-Match': object.etag }),
      'failed',
    ),
    'match-and-none-match': on(
      'With If-Match holding, If-None-Match still yields 304',
      (object) => ({ 'If-Match': object.etag, 'If-None-Match': object.etag }),
      'not-modified',
    ),
    'match-and-modified-since': on(
      'With If-Match holding, If-Modified-Since still yields 304',
      (object) => ({ 'If-Match': object.etag, ...modifiedSince(object.lastModified) }),
      'not-modified',
    ),
    'unmodified-and-none-match': on(
      'With If-Unmodified-Since holding, If-None-Match still yields 304',
      (object) => ({ 'If-None-Match': object.etag, ...unmodifiedSince(object.lastModified) }),
      'not-modified',
    ),
    'all-conditions-hold': on(
      'With all four conditions holding the object is read',
      (object) => ({
        'If-Match': object.etag,
        'If-None-Match': OTHER_TAG,
        ...modifiedSince(object.lastModified - DAY),
        ...unmodifiedSince(object.lastModified),
      }),
      'read',
    ),
    'every-combination': {
      title: 'Every combination of the four conditions, each holding or not, comes to what HTTP asks for',
      run: async (t) => {
        const object = await storeValidated(t, 'object', BODY);
        for (const truths of combinations()) {
          const exchange = await t.send({
            op: binding.operation,
            key: object.key,
            headers: conditionsOf(object, truths),
          });
          t.expect(exchange, outcomeOf(binding, combinedOutcome(truths), BODY, object.etag));
        }
      },
    },
  } satisfies SharedChecks;
}

/** Whether each condition is sent so that it holds. */
interface Truths {
  readonly match: boolean;
  readonly unmodified: boolean;
  readonly noneMatch: boolean;
  readonly modified: boolean;
}

function combinations(): Truths[] {
  return Array.from({ length: 16 }, (_, bits) => ({
    match: (bits & 1) !== 0,
    unmodified: (bits & 2) !== 0,
    noneMatch: (bits & 4) !== 0,
    modified: (bits & 8) !== 0,
  }));
}

function conditionsOf({ etag, lastModified }: StoredObject, truths: Truths): Conditions {
  return {
    'If-Match': truths.match ? etag : OTHER_TAG,
    'If-None-Match': truths.noneMatch ? OTHER_TAG : etag,
    ...unmodifiedSince(truths.unmodified ? lastModified : lastModified - DAY),
    ...modifiedSince(truths.modified ? lastModified - DAY : lastModified),
  };
}

/** With all four present the dates do not count. RFC 9110 section 13.2.2. */
function combinedOutcome({ match, noneMatch }: Truths): Outcome {
  if (!match) return 'failed';
  return noneMatch ? 'read' : 'not-modified';
}

import type { Expectation } from '../../harness/check/expectation.ts';
import type { SharedCheck } from './grounds.ts';
import { imfDate } from './http-dates.ts';
import { type StoredObject, storeValidated } from './stored-object.ts';

/** Which operation the conditions are sent with. */
export interface ConditionsBinding {
  readonly operation: string;
  /** False for an operation that answers with headers alone. */
  readonly returnsBody: boolean;
}

/** What a condition comes to. */
export type Outcome = 'read' | 'not-modified' | 'failed';

/** Conditional header fields of one request. */
export type Conditions = Readonly<Record<string, string>>;

/** Content of the object the conditions are tried on. */
export const BODY = 'conditional body';
/** An ETag no object has. */
export const OTHER_TAG = '"0123456789abcdef0123456789abcdef"';
export const SECOND = 1000;
export const DAY = 86_400 * SECOND;

/** What the response to a conditional request has to be; `body` and `etag` are those of the object. */
export function outcomeOf(
  { returnsBody }: ConditionsBinding,
  outcome: Outcome,
  body: string = BODY,
  etag?: string,
): Expectation {
  const headers = etag === undefined ? {} : { etag };
  switch (outcome) {
    case 'read':
      return returnsBody
        ? { status: 200, body, headers }
        : { status: 200, headers: { ...headers, 'content-length': String(body.length) } };
    case 'not-modified':
      return { status: 304, body: 'empty' };
    case 'failed':
      return { refusal: 'precondition-failed' };
    default:
      return outcome satisfies never;
  }
}

/** A check of one or several sets of conditions on one object; all of them come to the same outcome. */
export type ConditionCheck = (
  title: string,
  conditions: (object: StoredObject) => Conditions | readonly Conditions[],
  outcome: Outcome,
) => SharedCheck;

/** Makes the condition checks of an operation. */
export function conditionCheck(binding: ConditionsBinding): ConditionCheck {
  return (title, conditions, outcome) => ({
    title,
    run: async (t) => {
      const object = await storeValidated(t, 'object', BODY);
      const sets = conditions(object);
      for (const headers of isList(sets) ? sets : [sets]) {
        const exchange = await t.send({ op: binding.operation, key: object.key, headers });
        t.expect(exchange, outcomeOf(binding, outcome, BODY, object.etag));
      }
    },
  });
}

/** If-Modified-Since for a time in ms since the epoch. */
export function modifiedSince(ms: number): Conditions {
  return { 'If-Modified-Since': imfDate(ms) };
}

/** If-Unmodified-Since for a time in ms since the epoch. */
export function unmodifiedSince(ms: number): Conditions {
  return { 'If-Unmodified-Since': imfDate(ms) };
}

function isList(sets: Conditions | readonly Conditions[]): sets is readonly Conditions[] {
  return Array.isArray(sets);
}

import type { conditionals } from '../../behaviours/conditionals.ts';
import { type Conditions, DAY, modifiedSince, OTHER_TAG } from '../../behaviours/conditionals-judge.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import type { StoredObject } from '../../behaviours/stored-object.ts';

type ConditionGrounds = Parameters<typeof conditionals>[0]['grounds'];

/** Which claims of an operation say what of conditions. */
interface ConditionClaims {
  readonly match: readonly string[];
  readonly noneMatch: readonly string[];
  readonly modified: readonly string[];
  readonly unmodified: readonly string[];
  /** How ETags are written. */
  readonly forms: readonly string[];
  /** How times are written. */
  readonly dates: readonly string[];
  readonly revealed: readonly string[];
  readonly missing: readonly string[];
}

/** The shared checks of conditions that the documents carry, by what they say. */
export function conditionGrounds(claims: ConditionClaims): ConditionGrounds {
  const { match, noneMatch, modified, unmodified, forms, dates, revealed, missing } = claims;
  return {
    ...sameGrounds(['if-match-current', 'if-match-other'], match),
    ...sameGrounds(
      [
        'if-match-any',
        'if-match-list',
        'if-match-list-of-others',
        'if-match-unquoted',
        'if-match-near-miss',
        'if-none-match-any',
        'if-none-match-list',
        'if-none-match-list-of-others',
        'if-none-match-unquoted',
        'if-none-match-near-miss',
      ],
      forms,
    ),
    ...sameGrounds(
      ['if-none-match-current', 'if-none-match-other', 'not-modified-has-no-content'],
      noneMatch,
    ),
    'conditions-after-overwrite': both(match, noneMatch),
    ...sameGrounds(
      [
        'if-modified-since-earlier',
        'if-modified-since-equal',
        'if-modified-since-later',
        'if-modified-since-future',
      ],
      { claims: modified, reading: 'condition-times' },
    ),
    ...sameGrounds(
      ['if-unmodified-since-earlier', 'if-unmodified-since-equal', 'if-unmodified-since-later'],
      { claims: unmodified, reading: 'condition-times' },
    ),
    'if-modified-since-after-overwrite': both(modified, unmodified),
    ...sameGrounds(
      [
        'unparsable-if-modified-since',
        'unparsable-if-unmodified-since',
        'obsolete-dates-not-modified',
        'obsolete-dates-failed',
      ],
      dates,
    ),
    'conditions-do-not-reveal': revealed,
    'conditions-on-missing-key': missing,
    'conditions-change-nothing': both(match, noneMatch),
  };
}

function both(one: readonly string[], other: readonly string[]): string[] {
  return [...new Set([...one, ...other])];
}

/** Pairs of conditions, in the order in which one comes before the other, with what the pair comes to. S-GETOBJ-47. */
export const PAIRS: readonly (readonly [
  conditions: (object: StoredObject) => Conditions,
  outcome: 'not-modified' | 'failed',
])[] = [
  [({ etag }) => ({ 'If-None-Match': etag, 'If-Match': OTHER_TAG }), 'not-modified'],
  [({ lastModified }) => ({ 'If-Match': OTHER_TAG, ...modifiedSince(lastModified) }), 'failed'],
  [({ lastModified }) => ({ 'If-None-Match': OTHER_TAG, ...modifiedSince(lastModified) }), 'not-modified'],
  [
    ({ lastModified }) => ({
      ...modifiedSince(lastModified),
      'If-Unmodified-Since': new Date(lastModified - DAY).toUTCString(),
    }),
    'not-modified',
  ],
];

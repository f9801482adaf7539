import {
  type EntityTag,
  type EntityTagOptions,
  parseEntityTag,
  parseEntityTagCondition,
  strongMatch,
  weakMatch,
} from './etag.ts';
import { parseHttpDate } from './http-date.ts';

/** Values of the conditional header fields of a request; undefined where the field is absent. */
export interface Conditions {
  readonly ifMatch?: string | undefined;
  readonly ifNoneMatch?: string | undefined;
  readonly ifModifiedSince?: string | undefined;
  readonly ifUnmodifiedSince?: string | undefined;
}

/** What the conditions are compared with. */
export interface Validators {
  readonly etag: EntityTag;
  /** Milliseconds since the epoch; compared as the whole second it is in, which is what Last-Modified shows. */
  readonly lastModified: number;
}

/** Where dialects differ. */
export interface ConditionOptions extends EntityTagOptions {
  /**
   * `precedence`: by RFC 9110 section 13.2.2, where a tag makes a date of no account. `each`: every condition counts,
   * those that make 304 first of their kind. Default `precedence`.
   */
  readonly combination?: 'precedence' | 'each' | undefined;
}

/** How conditions are evaluated. */
export interface ConditionalOptions extends ConditionOptions {
  /** `read` for GET and HEAD, where a false If-None-Match or If-Modified-Since means 304; else `write`. */
  readonly purpose: 'read' | 'write';
  /** Present time in milliseconds; for two-digit years only. */
  readonly now: number;
}

/** `not-modified` is 304, `precondition-failed` 412. */
export type ConditionalOutcome = 'proceed' | 'not-modified' | 'precondition-failed';

/** Truth of each condition by itself; undefined where it is absent, its date is none, or there is nothing to compare. */
export interface ConditionTruths {
  readonly ifMatch: boolean | undefined;
  readonly ifNoneMatch: boolean | undefined;
  readonly ifModifiedSince: boolean | undefined;
  readonly ifUnmodifiedSince: boolean | undefined;
}

/**
 * Evaluates every condition by itself (RFC 9110 sections 13.1.1 to 13.1.4), for dialects that combine them in their own
 * way. A value that is no list of tags matches nothing.
 * @param validators of the present representation, undefined when there is none
 */
export function conditionTruths(
  conditions: Conditions,
  validators: Validators | undefined,
  options: ConditionOptions & { readonly now: number },
): ConditionTruths {
  const { ifMatch, ifNoneMatch } = conditions;
  const modified = modifiedAfter(conditions.ifModifiedSince, validators, options.now);
  const modifiedLate = modifiedAfter(conditions.ifUnmodifiedSince, validators, options.now);
  return {
    ifMatch: ifMatch === undefined ? undefined : matches(ifMatch, validators, options, strongMatch),
    ifNoneMatch:
      ifNoneMatch === undefined ? undefined : !matches(ifNoneMatch, validators, options, weakMatch),
    ifModifiedSince: modified,
    ifUnmodifiedSince: modifiedLate === undefined ? undefined : !modifiedLate,
  };
}

/**
 * Evaluates the conditions together, in the order of RFC 9110 section 13.2.2: If-Unmodified-Since counts only without
 * If-Match, If-Modified-Since only without If-None-Match and when reading.
 * @param validators of the present representation, undefined when there is none
 */
export function evaluateConditions(
  conditions: Conditions,
  validators: Validators | undefined,
  options: ConditionalOptions,
): ConditionalOutcome {
  const truths = conditionTruths(conditions, validators, options);
  const reading = options.purpose === 'read';
  if (options.combination === 'each') return eachCondition(truths, reading);
  if ((truths.ifMatch ?? truths.ifUnmodifiedSince) === false) return 'precondition-failed';
  if (truths.ifNoneMatch === false) return reading ? 'not-modified' : 'precondition-failed';
  if (reading && truths.ifNoneMatch === undefined && truths.ifModifiedSince === false) return 'not-modified';
  return 'proceed';
}

function eachCondition(truths: ConditionTruths, reading: boolean): ConditionalOutcome {
  if (truths.ifNoneMatch === false) return reading ? 'not-modified' : 'precondition-failed';
  if (truths.ifMatch === false) return 'precondition-failed';
  if (reading && truths.ifModifiedSince === false) return 'not-modified';
  return truths.ifUnmodifiedSince === false ? 'precondition-failed' : 'proceed';
}

/**
 * Whether Range is to be honoured beside this If-Range (RFC 9110 section 13.1.5): the tag matches strongly, or the date
 * is exactly that of the last modification. A value that is neither is false.
 */
export function evaluateIfRange(
  ifRange: string,
  validators: Validators,
  options: EntityTagOptions & { readonly now: number },
): boolean {
  const date = parseHttpDate(ifRange, options.now);
  if (date !== undefined) return date === wholeSecond(validators.lastModified);
  const tag = parseEntityTag(ifRange, options);
  return tag !== undefined && strongMatch(tag, validators.etag);
}

function matches(
  value: string,
  validators: Validators | undefined,
  options: EntityTagOptions,
  compare: (a: EntityTag, b: EntityTag) => boolean,
): boolean {
  if (!validators) return false;
  const condition = parseEntityTagCondition(value, options);
  if (!condition) return false;
  return condition.kind === 'any' || condition.tags.some((tag) => compare(tag, validators.etag));
}

/** Undefined when there is nothing to compare. */
function modifiedAfter(
  value: string | undefined,
  validators: Validators | undefined,
  now: number,
): boolean | undefined {
  if (value === undefined || !validators) return undefined;
  const date = parseHttpDate(value, now);
  return date === undefined ? undefined : wholeSecond(validators.lastModified) > date;
}

function wholeSecond(ms: number): number {
  return Math.floor(ms / 1000) * 1000;
}

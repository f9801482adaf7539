/** One condition of a form policy. Field names are lower case and without `$`. */
export type FormCondition =
  | { readonly kind: 'equals'; readonly field: string; readonly value: string }
  | { readonly kind: 'starts-with'; readonly field: string; readonly value: string }
  | { readonly kind: 'size'; readonly min: number; readonly max: number };

/** What the signer of a form allows its sender to post. */
export interface FormPolicy {
  /** End of validity, in milliseconds since the epoch. */
  readonly expiration: number;
  readonly conditions: readonly FormCondition[];
}

/** A policy document that is none. */
export class FormPolicyProblem extends Error {
  override readonly name = 'FormPolicyProblem';
}

const BASE64 = /^[A-Za-z0-9+/]*={0,2}$/;
const INSTANT = /^\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(\.\d{1,9})?(Z|[+-]\d{2}:\d{2})$/;

/**
 * The text of a policy as a form carries it: base64 of UTF-8, line breaks and blanks ignored.
 * @throws FormPolicyProblem when it is not that
 */
export function decodeFormPolicy(base64: string): string {
  const compact = base64.replace(/\s+/g, '');
  if (compact === '' || compact.length % 4 !== 0 || !BASE64.test(compact)) {
    throw new FormPolicyProblem('the policy is not base64');
  }
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(Buffer.from(compact, 'base64'));
  } catch {
    throw new FormPolicyProblem('the policy is not UTF-8');
  }
}

/**
 * Reads a policy document: JSON with `expiration` (ISO 8601) and `conditions`, each an object of exact values,
 * `["eq", "$field", value]`, `["starts-with", "$field", prefix]` or `["content-length-range", min, max]`.
 * @throws FormPolicyProblem naming what is wrong
 */
export function parseFormPolicy(text: string): FormPolicy {
  let json: unknown;
  try {
    json = JSON.parse(text);
  } catch {
    throw new FormPolicyProblem('the policy is not JSON');
  }
  if (!isRecord(json)) throw new FormPolicyProblem('the policy is not a JSON object');
  const { expiration, conditions } = json;
  if (typeof expiration !== 'string' || !INSTANT.test(expiration) || Number.isNaN(Date.parse(expiration))) {
    throw new FormPolicyProblem('the policy has no valid expiration');
  }
  if (!Array.isArray(conditions)) throw new FormPolicyProblem('the policy has no conditions');
  return { expiration: Date.parse(expiration), conditions: conditions.flatMap(readCondition) };
}

function readCondition(condition: unknown): FormCondition[] {
  if (Array.isArray(condition)) return [readListed(condition)];
  if (!isRecord(condition) || Object.keys(condition).length === 0) {
    throw new FormPolicyProblem('a condition is neither an object nor a list');
  }
  return Object.entries(condition).map(([name, value]) => ({
    kind: 'equals',
    field: fieldName(name),
    value: scalar(value),
  }));
}

function readListed(condition: readonly unknown[]): FormCondition {
  const [operator, first, second] = condition;
  if (condition.length !== 3 || typeof operator !== 'string') {
    throw new FormPolicyProblem('a listed condition does not have three members');
  }
  switch (operator.toLowerCase()) {
    case 'eq':
      return { kind: 'equals', field: fieldName(first), value: scalar(second) };
    case 'starts-with':
      return { kind: 'starts-with', field: fieldName(first), value: scalar(second) };
    case 'content-length-range':
      return sizeRange(first, second);
    default:
      throw new FormPolicyProblem(`there is no condition ${operator}`);
  }
}

function sizeRange(min: unknown, max: unknown): FormCondition {
  const bounds = [min, max].map((bound) => (/^\d{1,15}$/.test(String(bound)) ? Number(bound) : Number.NaN));
  const [low = Number.NaN, high = Number.NaN] = bounds;
  if (!(low <= high)) throw new FormPolicyProblem('content-length-range is not a range of sizes');
  return { kind: 'size', min: low, max: high };
}

function fieldName(name: unknown): string {
  if (typeof name !== 'string' || name.replace(/^\$/, '') === '') {
    throw new FormPolicyProblem('a condition names no field');
  }
  return name.replace(/^\$/, '').toLowerCase();
}

function scalar(value: unknown): string {
  if (typeof value === 'string') return value;
  if (typeof value === 'number' || typeof value === 'boolean') return String(value);
  throw new FormPolicyProblem('the value of a condition is not text');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null && !Array.isArray(value);
}

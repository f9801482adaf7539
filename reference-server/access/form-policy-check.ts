import type { FormCondition, FormPolicy } from './form-policy.ts';

/** A way in which a form departs from its policy. */
export type PolicyViolation =
  | { readonly kind: 'expired'; readonly expiration: number; readonly now: number }
  | { readonly kind: 'absent-field'; readonly field: string }
  | { readonly kind: 'unmatched'; readonly field: string; readonly expected: string; readonly got: string }
  | { readonly kind: 'too-small' | 'too-large'; readonly limit: number; readonly size: number };

/** What of a posted form a policy speaks about. */
export interface PostedForm {
  /** Form fields by lower-case name, the key with its placeholders already filled in. */
  readonly fields: ReadonlyMap<string, string>;
  /** The addressed bucket under every name a policy may call it by. */
  readonly bucketNames: readonly string[];
}

/**
 * Everything in which `form` departs from `policy`, sizes apart. A condition on `bucket` is compared with the addressed
 * bucket; any other named field has to be there; fields without a condition are not looked at.
 * @param now milliseconds since the epoch; a policy is valid up to and including its expiration
 */
export function checkForm(policy: FormPolicy, form: PostedForm, now: number): PolicyViolation[] {
  const expired: PolicyViolation[] =
    now > policy.expiration ? [{ kind: 'expired', expiration: policy.expiration, now }] : [];
  return [...expired, ...policy.conditions.flatMap((condition) => checkCondition(condition, form))];
}

/** Whether a file of `size` bytes is inside every content-length-range; both ends belong to the range. */
export function checkSize(policy: FormPolicy, size: number): PolicyViolation[] {
  return policy.conditions.flatMap((condition): PolicyViolation[] => {
    if (condition.kind !== 'size') return [];
    if (size < condition.min) return [{ kind: 'too-small', limit: condition.min, size }];
    return size > condition.max ? [{ kind: 'too-large', limit: condition.max, size }] : [];
  });
}

function checkCondition(condition: FormCondition, form: PostedForm): PolicyViolation[] {
  if (condition.kind === 'size') return [];
  const { field, value } = condition;
  const sent = form.fields.get(field);
  const candidates = field === 'bucket' ? form.bucketNames : sent === undefined ? [] : [sent];
  const [got] = candidates;
  if (got === undefined) return [{ kind: 'absent-field', field }];
  const holds = candidates.some((candidate) =>
    condition.kind === 'equals' ? candidate === value : candidate.startsWith(value),
  );
  return holds ? [] : [{ kind: 'unmatched', field, expected: value, got }];
}

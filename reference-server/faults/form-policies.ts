import type { FormCondition } from '../access/form-policy.ts';
import type { PolicyViolation, PostedForm } from '../access/form-policy-check.ts';
import { on } from './edit-request.ts';
import { faults } from './fault.ts';
import { without } from './forms-read-otherwise.ts';
import type { Tampering } from './tampering.ts';
import { postsForm } from './which.ts';

/** Policies that are held against forms in another way. */
function holding(
  change: (
    violations: readonly PolicyViolation[],
    form: PostedForm,
    conditions: readonly FormCondition[],
  ) => readonly PolicyViolation[],
): Tampering {
  return {
    decide: ({ checkForm }) => ({
      checkForm: (policy, form, now) => [...change(checkForm(policy, form, now), form, policy.conditions)],
    }),
  };
}

/** Uploads by HTML forms: what their policy allows. */
export const formPolicyFaults = faults('forms', {
  'form-policy-ignored': {
    says: 'The policy of a form is verified and not held to.',
    decide: () => ({ checkForm: () => [], checkSize: () => [] }),
  },
  'policy-expiry-ignored': {
    says: 'A policy that has expired still holds.',
    ...holding((violations) => violations.filter(({ kind }) => kind !== 'expired')),
  },
  'policy-equality-ignored': {
    says: 'Exact conditions of a policy are not looked at.',
    ...without(({ kind }) => kind === 'equals'),
  },
  'policy-prefixes-ignored': {
    says: 'starts-with conditions of a policy are not looked at.',
    ...without(({ kind }) => kind === 'starts-with'),
  },
  'policy-sizes-ignored': {
    says: 'content-length-range is not looked at.',
    decide: () => ({ checkSize: () => [] }),
  },
  'policy-least-size-ignored': {
    says: 'Only the greatest size of content-length-range is looked at.',
    decide: ({ checkSize }) => ({
      checkSize: (...asked) => checkSize(...asked).filter(({ kind }) => kind !== 'too-small'),
    }),
  },
  'policy-size-exclusive': {
    says: 'The greatest size of content-length-range does not belong to the range.',
    decide: ({ checkSize }) => ({
      checkSize: (policy, size) =>
        checkSize(
          {
            ...policy,
            conditions: policy.conditions.map((condition) =>
              condition.kind === 'size' ? { ...condition, max: condition.max - 1 } : condition,
            ),
          },
          size,
        ),
    }),
  },
  'policy-prefix-anywhere': {
    says: 'starts-with is satisfied by a value that holds the text anywhere.',
    ...holding((violations, form, conditions) =>
      violations.filter(
        (violation) =>
          violation.kind !== 'unmatched' ||
          !conditions.some(
            (condition) =>
              condition.kind === 'starts-with' &&
              condition.field === violation.field &&
              (form.fields.get(condition.field) ?? '').includes(condition.value),
          ),
      ),
    ),
  },
  'policy-empty-prefix-fails': {
    says: 'starts-with an empty text matches only an empty value.',
    ...holding((violations, form, conditions) => [
      ...violations,
      ...conditions.flatMap((condition): PolicyViolation[] => {
        if (condition.kind !== 'starts-with' || condition.value !== '') return [];
        const got = form.fields.get(condition.field) ?? '';
        return got === '' ? [] : [{ kind: 'unmatched', field: condition.field, expected: '', got }];
      }),
    ]),
  },
  'policy-bucket-ignored': {
    says: 'The condition on the bucket is not looked at.',
    ...without((condition) => condition.kind !== 'size' && condition.field === 'bucket'),
  },
  'policy-key-ignored': {
    says: 'Conditions on the key are not looked at.',
    ...without((condition) => condition.kind !== 'size' && condition.field === 'key'),
  },
  'policy-without-case': {
    says: 'Values of conditions are compared without letter case.',
    ...holding((violations) =>
      violations.filter(
        (violation) =>
          violation.kind !== 'unmatched' || violation.expected.toLowerCase() !== violation.got.toLowerCase(),
      ),
    ),
  },
  'policy-one-condition-suffices': {
    says: 'One condition of a policy that holds is enough.',
    ...holding((violations, _, conditions) =>
      violations.some(({ kind }) => kind === 'expired') || violations.length >= conditions.length
        ? violations
        : [],
    ),
  },
  'policy-absent-fields-pass': {
    says: 'A condition on a field that the form does not have holds.',
    ...holding((violations) => violations.filter(({ kind }) => kind !== 'absent-field')),
  },
  'policy-names-every-field': {
    says: 'Fields that the policy does not name are refused.',
    ...holding((violations, form, conditions) => {
      const named = new Set(
        conditions.map((condition) => (condition.kind === 'size' ? '' : condition.field)),
      );
      const own = /^(policy|signature|file|submit|q-|x-cos-security-token)/;
      const extra = [...form.fields.keys()].find((field) => !named.has(field) && !own.test(field));
      return extra === undefined ? violations : [...violations, { kind: 'absent-field', field: extra }];
    }),
  },
  'form-anonymous-accepted': {
    says: 'A form needs no credentials, whatever the list of the bucket says.',
    decide: ({ authorize }) => ({
      authorize: (permission, caller, bucket, object, scope) => {
        if (permission === 'bucket-write' && caller === undefined) return;
        authorize(permission, caller, bucket, object, scope);
      },
    }),
  },
  'form-length-not-asked': {
    says: 'A chunked form is accepted.',
    ...on(postsForm, (prepared, next) => {
      const { body } = prepared.request;
      const { chunked, present } = body;
      const measured = {
        declaredLength: body.declaredLength ?? 0,
        chunked,
        present,
        received: 0,
        readAll: (limit: number) => body.readAll(limit),
        chunks: (limit?: number) => body.chunks(limit),
      };
      return next({ ...prepared, request: { ...prepared.request, body: measured } });
    }),
  },
});

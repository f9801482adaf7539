import type { FormField } from '../../dialects/core/form-body.ts';
import type { CheckContext, RequestSpec } from '../../harness/check/context.ts';
import type { Exchange } from '../../harness/transport/exchange.ts';
import { type FormBinding, type PostedForm, post } from './form-upload.ts';

/** How a dialect takes policies with its forms. */
export interface FormPolicies extends FormBinding {
  /** Fields that carry a policy, given as text, together with whatever authenticates it; and how the form is sent. */
  readonly policyFields: (
    t: CheckContext,
    policy: string,
  ) => { readonly fields: readonly FormField[]; readonly spec: Pick<RequestSpec, 'as'> };
  /** Conditions every policy needs besides those a check is about. */
  readonly ownConditions: (t: CheckContext) => readonly Condition[];
}

/** A condition as JSON. */
export type Condition = Readonly<Record<string, unknown>> | readonly unknown[];

/** A policy under which a form is posted. */
export interface Policy {
  readonly conditions: readonly Condition[];
  /** Seconds from now to its end; an hour when absent. */
  readonly expiresIn?: number;
}

/** A policy as JSON. */
export function policyText(
  t: CheckContext,
  { ownConditions }: Pick<FormPolicies, 'ownConditions'>,
  { conditions, expiresIn = 3600 }: Policy,
): string {
  return JSON.stringify({
    expiration: new Date(t.now() + expiresIn * 1000).toISOString(),
    conditions: [...conditions, ...ownConditions(t)],
  });
}

/** Posts a form under a policy. The key is `t.key()` unless the fields name one. */
export function postUnder(
  t: CheckContext,
  binding: FormPolicies,
  policy: Policy | { readonly text: string },
  form: PostedForm = {},
): Promise<Exchange> {
  const text = 'text' in policy ? policy.text : policyText(t, binding, policy);
  const { fields, spec } = binding.policyFields(t, text);
  const given = form.fields ?? [];
  const key = given.some(([name]) => name.toLowerCase() === 'key') ? [] : [['key', t.key()] as const];
  return post(t, binding, { ...form, fields: [...key, ...given, ...fields] }, spec);
}

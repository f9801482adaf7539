import type { FormField } from '../../../dialects/core/form-body.ts';
import { policyConditions, policyFields } from '../../../dialects/tencent-cos/form-signing.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import type { FormPolicies } from '../../behaviours/form-policies.ts';
import type { FormLimits } from '../../behaviours/form-refusals.ts';
import type { FormReplies } from '../../behaviours/form-replies.ts';

/** POST Object for the shared checks of forms. Chapter POST Object. */
export const form: FormReplies & FormLimits & { readonly aclField: string; readonly policyField: string } = {
  postObject: 'PostObject',
  headObject: 'HeadObject',
  metaPrefix: 'x-cos-meta-',
  aclField: 'acl',
  storageField: 'x-cos-storage-class',
  policyField: 'policy',
  etagOf: (md5) => new RegExp(`"${md5}"`),
  created: { document: 'PostResponse', location: 'Location', bucket: 'Bucket', key: 'Key', etag: 'ETag' },
  // READINGS, bucket-name-echo
  bucketNames: (bucket) => [bucket, bucket.replace(/-\d+$/, '')],
  keyBytes: 850,
  metaEntryBytes: 4096,
  fileBytes: 5 * 1024 ** 3,
};

/** Policies beside a field `Signature`, as the sample of the chapter posts them. T-POST-37. */
export const policyBesideSignature: FormPolicies & typeof form = {
  ...form,
  policyFields: (_, policy) => ({
    fields: [['policy', Buffer.from(policy).toString('base64')]],
    spec: { as: 'main' },
  }),
  ownConditions: () => [],
};

/** Policies that are signed themselves. T-POST-38, -39. */
export const signedPolicy: FormPolicies & typeof form = {
  ...form,
  // everything that proves who posts is among these fields
  policyFields: (t, policy) => ({ fields: signedPolicyFields(t, policy), spec: { as: 'anonymous' } }),
  ownConditions: (t) => policyConditions(t.identity('main'), formTimes(t)),
};

/** Seconds between which the signature of a policy is valid: around the target's now. */
export function formTimes(t: CheckContext): { notBefore: number; notAfter: number } {
  // by the hour, so that a policy and its signature made one after the other agree
  const hour = Math.floor(t.now() / 3_600_000) * 3600;
  return { notBefore: hour - 3600, notAfter: hour + 2 * 3600 };
}

/** The fields that carry and sign a policy. */
export function signedPolicyFields(t: CheckContext, policy: string): FormField[] {
  const credentials = t.identity('main');
  const { sessionToken } = credentials;
  return [
    ...policyFields(policy, credentials, formTimes(t)),
    ...(sessionToken === undefined ? [] : [['x-cos-security-token', sessionToken] as const]),
  ];
}

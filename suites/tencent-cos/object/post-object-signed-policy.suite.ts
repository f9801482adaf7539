import type { FormField } from '../../../dialects/core/form-body.ts';
import { policyStringToSign } from '../../../dialects/tencent-cos/form-signing.ts';
import { signature, signKey } from '../../../dialects/tencent-cos/q-sign.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { policyText } from '../../behaviours/form-policies.ts';
import { expectStored, post } from '../../behaviours/form-upload.ts';
import { form, formTimes, signedPolicy, signedPolicyFields } from './form-binding.ts';
import { flipLast, postWith, refused } from './form-credentials.ts';

const HOUR = 3600;

/** A policy that allows the check's own key and nothing else. */
function ownPolicy(t: CheckContext): string {
  return policyText(t, signedPolicy, { conditions: [{ key: t.key() }] });
}

function withField(fields: readonly FormField[], name: string, edit: (value: string) => string): FormField[] {
  return fields.map((field) => (field[0] === name ? [name, edit(field[1])] : field));
}

/** The signature of `text` under the key of the policy's times, in place of the documented one. */
function signedOver(t: CheckContext, policy: string, made: (key: string) => string): FormField[] {
  const { notBefore, notAfter } = formTimes(t);
  const key = signKey(t.identity('main').secret, `${notBefore};${notAfter}`);
  return withField(signedPolicyFields(t, policy), 'q-signature', () => made(key));
}

export default suite('PostObject', [
  {
    id: 'signed-policy',
    title: 'A policy with q-sign-algorithm, q-ak, q-key-time and q-signature authenticates the form',
    claims: ['T-POST-38'],
    run: async (t) => {
      t.expect(await postWith(t, signedPolicyFields(t, ownPolicy(t))), { success: true });
      await expectStored(t, t.key());
    },
  },
  {
    id: 'signed-policy-sample',
    title: 'A policy with the conditions of the published sample authenticates a form that meets them',
    claims: ['T-POST-38'],
    run: async (t) => {
      const key = t.key('folder/subfolder/picture');
      const policy = JSON.stringify(
        JSON.parse(
          policyText(t, signedPolicy, {
            conditions: [
              { acl: 'default' },
              { bucket: t.bucket },
              ['starts-with', '$key', t.key('folder/subfolder/')],
              ['starts-with', '$Content-Type', 'image/'],
              ['starts-with', '$success_action_redirect', 'https://my.website/'],
              ['eq', '$x-cos-server-side-encryption', 'AES256'],
            ],
          }),
        ),
        null,
        4,
      );
      const fields = [
        ['key', key],
        ['acl', 'default'],
        ['Content-Type', 'image/jpeg'],
        ['success_action_redirect', 'https://my.website/index.html'],
        ['x-cos-server-side-encryption', 'AES256'],
        ...signedPolicyFields(t, policy),
      ] as const;
      t.expect(await post(t, form, { fields }, { as: 'anonymous' }), { status: 303 });
      await expectStored(t, key, undefined, { 'content-type': 'image/jpeg' });
    },
  },
  refused(
    {
      id: 'signed-policy-incomplete',
      title: 'A signed policy that lacks one of its fields does not authenticate the form',
      claims: ['T-POST-38'],
    },
    {
      wrong: (t) => {
        const all = signedPolicyFields(t, ownPolicy(t));
        return ['policy', 'q-sign-algorithm', 'q-ak', 'q-key-time', 'q-signature'].map((name) =>
          all.filter(([field]) => field !== name),
        );
      },
      right: (t) => signedPolicyFields(t, ownPolicy(t)),
      // a form that is taken for anonymous is refused as well, and so is one that lacks something
      refusal: ['form-signature-mismatch', 'incomplete-authorization'],
    },
  ),
  refused(
    {
      id: 'signed-policy-wrong',
      title: 'A signed policy with another signature, key, time or algorithm is refused',
      claims: ['T-POST-38'],
    },
    {
      wrong: (t) => {
        const all = signedPolicyFields(t, ownPolicy(t));
        const now = Math.floor(t.now() / 1000);
        return [
          withField(all, 'q-signature', flipLast),
          withField(all, 'q-signature', (text) => text.slice(0, -8)),
          withField(all, 'q-ak', () => 'AKIDnobody'),
          withField(all, 'q-key-time', () => `${now - HOUR};${now + HOUR + 1}`),
          withField(all, 'q-sign-algorithm', () => 'sha256'),
        ];
      },
      right: (t) => signedPolicyFields(t, ownPolicy(t)),
      refusal: ['form-signature-mismatch', 'unsupported-algorithm'],
    },
  ),
  refused(
    {
      id: 'signed-policy-changed',
      title: 'A policy that was changed after it was signed is refused',
      claims: ['T-POST-39'],
    },
    {
      wrong: (t) => {
        const all = signedPolicyFields(t, ownPolicy(t));
        const looser = policyText(t, signedPolicy, { conditions: [['starts-with', '$key', '']] });
        return [looser, `${ownPolicy(t)} `].map((text) =>
          withField(all, 'policy', () => Buffer.from(text).toString('base64')),
        );
      },
      right: (t) => signedPolicyFields(t, ownPolicy(t)),
    },
  ),
  refused(
    {
      id: 'signed-policy-text',
      title: 'What is signed is the SHA-1 of the decoded policy in hex, and nothing else',
      claims: ['T-POST-39'],
    },
    {
      wrong: (t) => {
        const policy = ownPolicy(t);
        const { notBefore, notAfter } = formTimes(t);
        const digest = policyStringToSign(policy);
        return [
          policy,
          policyStringToSign(Buffer.from(policy).toString('base64')),
          digest.toUpperCase(),
          `sha1\n${notBefore};${notAfter}\n${digest}\n`,
        ].map((text) => signedOver(t, policy, (key) => signature(key, text)));
      },
      right: (t) => {
        const policy = ownPolicy(t);
        return signedOver(t, policy, (key) => signature(key, policyStringToSign(policy)));
      },
    },
  ),
]);

import type { FormField } from '../../../dialects/core/form-body.ts';
import type { Credentials, SignOptions } from '../../../dialects/core/signing.ts';
import { AUTHORIZATION_ITEMS, formatAuthorization } from '../../../dialects/tencent-cos/authorization.ts';
import { policyStringToSign, signatureField } from '../../../dialects/tencent-cos/form-signing.ts';
import { signature, signKey } from '../../../dialects/tencent-cos/q-sign.ts';
import { authorize } from '../../../dialects/tencent-cos/signing.ts';
import type { CheckContext } from '../../../harness/check/context.ts';
import { type CheckDraft, suite } from '../../../harness/check/suite.ts';
import type { Exchange } from '../../../harness/transport/exchange.ts';
import { policyText } from '../../behaviours/form-policies.ts';
import { expectNothing, expectStored, post } from '../../behaviours/form-upload.ts';
import { form, formTimes, signedPolicy, signedPolicyFields } from './form-binding.ts';

const HOUR = 3600;

/** Posts a form with these credentials in it and no others. */
function postWith(t: CheckContext, credentials: readonly FormField[]): Promise<Exchange> {
  const token = t.identity('main').sessionToken;
  const known = credentials.some(([name]) => name === 'x-cos-security-token');
  const fields = token === undefined || known ? [] : [['x-cos-security-token', token] as const];
  return post(t, form, { fields: [['key', t.key()], ...credentials, ...fields] }, { as: 'anonymous' });
}

/** Field `Signature` of the main account. `edit` changes what it is made with. */
function wholeSignature(
  t: CheckContext,
  edit: (made: { host: string; credentials: Credentials; times: ReturnType<typeof formTimes> }) => {
    host: string;
    credentials: Credentials;
    times: ReturnType<typeof formTimes>;
  } = (made) => made,
): FormField {
  const made = edit({ host: t.host(), credentials: t.identity('main'), times: formTimes(t) });
  return signatureField(made.host, made.credentials, made.times);
}

/** Field `Signature` over a request that is not the one the chapter describes. */
function signatureOver(
  t: CheckContext,
  request: { method: string; target: string },
  signedHeaders: readonly string[],
) {
  const options: Pick<SignOptions, 'notBefore' | 'notAfter' | 'signedHeaders'> = {
    ...formTimes(t),
    signedHeaders,
  };
  const authorization = authorize(
    { ...request, headers: [['Host', t.host()]], body: new Uint8Array() },
    t.identity('main'),
    options,
  );
  return ['Signature', formatAuthorization(authorization)] as const;
}

/** Each form is refused for its credentials and stores nothing; the right one is accepted. */
function refused(
  head: Pick<CheckDraft, 'id' | 'title' | 'claims'> & Partial<Pick<CheckDraft, 'level'>>,
  cases: {
    readonly wrong: (t: CheckContext) => readonly (readonly FormField[])[];
    readonly right: (t: CheckContext) => readonly FormField[];
    readonly refusal?: string | readonly string[];
  },
): CheckDraft {
  const { wrong, right, refusal = 'form-signature-mismatch' } = cases;
  return {
    ...head,
    impact: 'security',
    run: async (t) => {
      for (const credentials of wrong(t)) {
        t.expect(await postWith(t, credentials), { refusal });
        await expectNothing(t, t.key());
      }
      t.expect(await postWith(t, right(t)), { success: true });
      await expectStored(t, t.key());
    },
  };
}

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

function flipLast(text: string): string {
  return `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`;
}

export default suite('PostObject', [
  {
    id: 'signature-field',
    title: 'A field Signature with an authorization string over post, / and host authenticates the form',
    claims: ['T-POST-37'],
    reading: 'form-signature',
    run: async (t) => {
      t.expect(await postWith(t, [wholeSignature(t)]), { success: true });
      await expectStored(t, t.key());
    },
  },
  {
    id: 'signature-field-forms',
    title: 'The header list of a field Signature may be empty, the order of its items free',
    claims: ['T-POST-37'],
    reading: 'form-signature',
    run: async (t) => {
      const [name, value] = wholeSignature(t);
      for (const credentials of [
        signatureOver(t, { method: 'POST', target: '/' }, []),
        [name, value.split('&').toReversed().join('&')],
        [name.toLowerCase(), value],
      ] as const) {
        t.expect(await postWith(t, [credentials]), { success: true });
        await expectStored(t, t.key());
        await t.setup({ op: 'DeleteObject', key: t.key() });
      }
    },
  },
  refused(
    {
      id: 'signature-field-wrong',
      title: 'A field Signature that is wrong is refused, whatever is wrong with it',
      claims: ['T-POST-36'],
    },
    {
      wrong: (t) => {
        const [name, value] = wholeSignature(t);
        return [
          [[name, flipLast(value)]],
          [[name, value.slice(0, -8)]],
          [
            wholeSignature(t, (made) => ({
              ...made,
              credentials: { ...made.credentials, secret: 'guessed' },
            })),
          ],
          [
            wholeSignature(t, (made) => ({
              ...made,
              credentials: { ...made.credentials, keyId: 'AKIDnobody' },
            })),
          ],
          [wholeSignature(t, (made) => ({ ...made, host: `x${made.host}` }))],
          [signatureOver(t, { method: 'PUT', target: '/' }, ['host'])],
          [signatureOver(t, { method: 'POST', target: '/elsewhere' }, ['host'])],
        ];
      },
      right: (t) => [wholeSignature(t)],
    },
  ),
  refused(
    {
      id: 'signature-field-broken',
      title: 'A field Signature that is no complete authorization string is refused',
      claims: ['T-POST-36'],
    },
    {
      wrong: (t) => {
        const [name, value] = wholeSignature(t);
        const without = AUTHORIZATION_ITEMS.map((item) =>
          value
            .split('&')
            .filter((part) => !part.startsWith(`${item}=`))
            .join('&'),
        );
        return ['', 'signature', 'Basic YnVja2V0', ...without].map((text) => [[name, text] as const]);
      },
      right: (t) => [wholeSignature(t)],
    },
  ),
  refused(
    {
      id: 'signature-field-expired',
      title: 'A field Signature out of its time is refused',
      claims: ['T-POST-36'],
    },
    {
      wrong: (t) =>
        [
          { from: -3 * HOUR, until: -2 * HOUR },
          { from: HOUR, until: -HOUR },
          { from: 4 * HOUR, until: 5 * HOUR },
        ].map(({ from, until }) => [
          wholeSignature(t, (made) => {
            const now = Math.floor(t.now() / 1000);
            return { ...made, times: { notBefore: now + from, notAfter: now + until } };
          }),
        ]),
      right: (t) => [wholeSignature(t)],
    },
  ),
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

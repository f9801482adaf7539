import type { HeaderList } from '../../dialects/core/headers.ts';
import { parseAuthorization } from '../../dialects/tencent-cos/authorization.ts';
import { policyStringToSign } from '../../dialects/tencent-cos/form-signing.ts';
import { signature, signKey } from '../../dialects/tencent-cos/q-sign.ts';
import { TOKEN } from '../../dialects/tencent-cos/signing.ts';
import { decodeFormPolicy, FormPolicyProblem } from '../access/form-policy.ts';
import { type Caller, principalOf } from '../access/principal.ts';
import type { FormCaller, PostedCredentials } from '../operations/posted-form.ts';
import { type Complain, refuse } from '../operations/refuse.ts';
import { authenticate, checkToken, checkWindow, type KeyRing, knownKey, sameText } from './authenticate.ts';

const POLICY_FIELDS = ['q-sign-algorithm', 'q-ak', 'q-key-time', 'q-signature'] as const;

/**
 * Who posts a form: by field `Signature` with a whole authorization string over method post and path `/` (variant A),
 * or by fields policy, q-sign-algorithm, q-ak, q-key-time and q-signature (variant B); anonymous without either.
 * Sheet 3.7; T-POST-36 to -39.
 * @param now milliseconds since the epoch
 * @param complain as for `authenticate`
 * @throws Refused as `authenticate`, with form-signature-mismatch; policy-invalid
 */
export function authenticateForm(
  form: PostedCredentials,
  keys: KeyRing,
  now: number,
  complain: Complain = refuse,
): FormCaller {
  const whole = form.fields.get('signature');
  if (whole !== undefined) {
    return { caller: bySignatureField(whole, form, keys, now, complain), implied: new Map() };
  }
  return POLICY_FIELDS.some((name) => form.fields.has(name))
    ? byPolicyFields(form, keys, now, complain)
    : { caller: undefined, implied: new Map() };
}

function bySignatureField(
  whole: string,
  form: PostedCredentials,
  keys: KeyRing,
  now: number,
  complain: Complain,
): Caller {
  const token = form.fields.get(TOKEN);
  const headers: HeaderList = [
    ...form.headers.filter(([name]) => name.toLowerCase() !== 'authorization'),
    ['Authorization', whole],
    ...(token === undefined ? [] : [[TOKEN, token] as const]),
  ];
  if (parseAuthorization(whole).kind === 'malformed') {
    complain('malformed-authorization');
    return undefined;
  }
  const exchange = { method: 'post', paths: ['/', form.rawPath], query: [], headers };
  return authenticate(exchange, keys, now, (refusal, more) =>
    complain(refusal === 'signature-mismatch' ? 'form-signature-mismatch' : refusal, more),
  );
}

function byPolicyFields(
  { fields }: PostedCredentials,
  keys: KeyRing,
  now: number,
  complain: Complain,
): FormCaller {
  const [algorithm, keyId, keyTime, given] = POLICY_FIELDS.map((name) => fields.get(name));
  const policy = fields.get('policy');
  if (
    algorithm === undefined ||
    keyId === undefined ||
    keyTime === undefined ||
    given === undefined ||
    policy === undefined
  ) {
    return refuse('incomplete-authorization');
  }
  const implied = new Map([['q-sign-time', keyTime]]);
  const identity = knownKey(algorithm, keyId, keys, complain);
  if (identity === undefined) return { caller: undefined, implied };
  checkToken(identity, fields.get(TOKEN), now, complain);
  checkWindow(keyTime, now, complain);
  const toSign = policyStringToSign(policyText(policy));
  if (!sameText(signature(signKey(identity.secret, keyTime), toSign), given)) {
    complain('form-signature-mismatch', { details: { StringToSign: toSign } });
  }
  return { caller: principalOf(identity), implied };
}

function policyText(policy: string): string {
  try {
    return decodeFormPolicy(policy);
  } catch (error) {
    if (error instanceof FormPolicyProblem) return refuse('policy-invalid', { sentence: error.message });
    throw error;
  }
}

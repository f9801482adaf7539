import { createHash } from 'node:crypto';
import { type FormField, prependFields } from '../core/form-body.ts';
import { headerValue } from '../core/headers.ts';
import type { WireRequest } from '../core/request.ts';
import type { Credentials, SignOptions } from '../core/signing.ts';
import { formatAuthorization } from './authorization.ts';
import { ALGORITHM, httpString, signature, signKey, stringToSign } from './q-sign.ts';

type Times = Pick<SignOptions, 'notBefore' | 'notAfter'>;

/**
 * Field `Signature` of a form upload: a whole authorization string over method post, path `/` and the Host header; it
 * does not cover the policy. Chapter POST Object, sample; T-POST-37.
 */
export function signatureField(host: string, { keyId, secret }: Credentials, times: Times): FormField {
  const signTime = `${times.notBefore};${times.notAfter}`;
  const headerList = ['host'];
  const text = httpString({
    method: 'POST',
    path: '/',
    query: [],
    headers: [['host', host]],
    headerList,
    paramList: [],
  });
  return [
    'Signature',
    formatAuthorization({
      algorithm: ALGORITHM,
      keyId,
      signTime,
      keyTime: signTime,
      headerList,
      paramList: [],
      signature: signature(signKey(secret, signTime), stringToSign(signTime, text)),
    }),
  ];
}

/** SHA-1 of the policy text in hex: what a form with a policy signs. T-POST-39. */
export function policyStringToSign(policy: string): string {
  return createHash('sha1').update(policy).digest('hex');
}

/**
 * Fields `policy`, `q-sign-algorithm`, `q-ak`, `q-key-time` and `q-signature` of a form upload. T-POST-38.
 * @param policy the policy as JSON text; it has to name the three q- items among its conditions (`policyConditions`)
 */
export function policyFields(policy: string, { keyId, secret }: Credentials, times: Times): FormField[] {
  const keyTime = `${times.notBefore};${times.notAfter}`;
  return [
    ['policy', Buffer.from(policy).toString('base64')],
    ['q-sign-algorithm', ALGORITHM],
    ['q-ak', keyId],
    ['q-key-time', keyTime],
    ['q-signature', signature(signKey(secret, keyTime), policyStringToSign(policy))],
  ];
}

/** The conditions a signed policy has to hold besides its own. Sheet 3.7, variant B. */
export function policyConditions({ keyId }: Credentials, times: Times): Readonly<Record<string, string>>[] {
  return [
    { 'q-sign-algorithm': ALGORITHM },
    { 'q-ak': keyId },
    { 'q-sign-time': `${times.notBefore};${times.notAfter}` },
  ];
}

/**
 * The same form upload with credentials in its form: field `Signature`, or for scheme `form-policy` a policy that asks
 * nothing else. The session token becomes a field (T-AUTH-50). A request without a form is returned unchanged.
 */
export function signForm(request: WireRequest, credentials: Credentials, options: SignOptions): WireRequest {
  const token = credentials.sessionToken;
  const fields = [
    ...credentialFields(request, credentials, options),
    ...(token === undefined ? [] : [['x-cos-security-token', token] as const]),
  ];
  const body = prependFields(headerValue(request.headers, 'content-type') ?? '', request.body, fields);
  return body === undefined ? request : { ...request, body };
}

function credentialFields(request: WireRequest, credentials: Credentials, options: SignOptions): FormField[] {
  if (options.scheme !== 'form-policy') {
    return [signatureField(headerValue(request.headers, 'host') ?? '', credentials, options)];
  }
  const policy = JSON.stringify({
    expiration: new Date(options.notAfter * 1000).toISOString(),
    conditions: policyConditions(credentials, options),
  });
  return policyFields(policy, credentials, options);
}

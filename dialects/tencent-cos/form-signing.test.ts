import { describe, expect, it } from 'vitest';
import { formBody } from '../core/form-body.ts';
import type { WireRequest } from '../core/request.ts';
import type { Credentials } from '../core/signing.ts';
import { parseAuthorization } from './authorization.ts';
import {
  policyConditions,
  policyFields,
  policyStringToSign,
  signatureField,
  signForm,
} from './form-signing.ts';
import { signature, signKey } from './q-sign.ts';
import { times, vectors } from './signature-vectors.fixture.ts';
import { authorize } from './signing.ts';

const credentials: Credentials = {
  keyId: vectors.secretId,
  secret: vectors.secretKey,
  account: '1250000000',
};
const window = { notBefore: 1_567_150_692, notAfter: 1_567_157_892 };
const host = 'examplebucket-1250000000.cos.ap-beijing.myqcloud.com';

describe('variant with a policy', () => {
  it.each(vectors.postPolicy)('$id reproduces', (vector) => {
    expect(policyStringToSign(vector.policyText)).toBe(vector.stringToSign);
    expect(signKey(vector.secretKey, vector.keyTime)).toBe(vector.signKey);
    expect(signature(vector.signKey, vector.stringToSign)).toBe(vector.signature);
    expect(policyFields(vector.policyText, credentials, times(vector.keyTime))).toEqual([
      ['policy', vector.policyBase64],
      ['q-sign-algorithm', 'sha1'],
      ['q-ak', vectors.secretId],
      ['q-key-time', vector.keyTime],
      ['q-signature', vector.signature],
    ]);
  });

  it('asks for its own items as conditions', () => {
    expect(policyConditions(credentials, window)).toEqual([
      { 'q-sign-algorithm': 'sha1' },
      { 'q-ak': vectors.secretId },
      { 'q-sign-time': '1567150692;1567157892' },
    ]);
  });
});

describe('variant with a Signature field', () => {
  it('signs method post, path / and the host, as a request would be signed', () => {
    const [name, value] = signatureField(host, credentials, window);
    const asRequest = authorize(
      { method: 'POST', target: '/', headers: [['Host', host]], body: new Uint8Array() },
      credentials,
      { ...window, signedHeaders: ['host'] },
    );
    expect(name).toBe('Signature');
    expect(parseAuthorization(value)).toEqual({ kind: 'complete', authorization: asRequest });
  });
});

describe('signForm', () => {
  const form = formBody([['key', 'a']], { filename: 'a.txt', content: 'x' });
  const request: WireRequest = {
    method: 'POST',
    target: '/',
    headers: [['Host', host], ...form.headers],
    body: form.body,
  };

  it('puts the Signature field in front of the others', () => {
    const signed = signForm(request, credentials, { scheme: 'form', ...window });
    const [, value] = signatureField(host, credentials, window);
    const text = Buffer.from(signed.body).toString();
    expect(text.startsWith('--bucketproof-form-boundary\r\n')).toBe(true);
    expect(text).toContain(`name="Signature"\r\n\r\n${value}\r\n--bucketproof-form-boundary\r\n`);
    expect(text.endsWith(Buffer.from(form.body).toString())).toBe(true);
    expect(signed.headers).toEqual(request.headers);
  });

  it('scheme form-policy: a policy that holds its own items and ends with the signature', () => {
    const signed = signForm(request, credentials, { scheme: 'form-policy', ...window });
    const encoded = /name="policy"\r\n\r\n([^\r]+)/.exec(Buffer.from(signed.body).toString())?.[1] ?? '';
    expect(JSON.parse(Buffer.from(encoded, 'base64').toString())).toEqual({
      expiration: '2019-08-30T09:38:12.000Z',
      conditions: policyConditions(credentials, window),
    });
  });

  it('carries a session token as a field', () => {
    const signed = signForm(request, { ...credentials, sessionToken: 'tok' }, { scheme: 'form', ...window });
    expect(Buffer.from(signed.body).toString()).toContain('name="x-cos-security-token"\r\n\r\ntok\r\n');
  });

  it('leaves a request without a form as it is', () => {
    const plain = { ...request, headers: [['Host', host] as const] };
    expect(signForm(plain, credentials, { scheme: 'form', ...window })).toBe(plain);
  });
});

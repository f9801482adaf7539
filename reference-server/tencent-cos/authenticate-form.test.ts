import { describe, expect, it } from 'vitest';
import { policyFields, signatureField } from '../../dialects/tencent-cos/form-signing.ts';
import { vectors } from '../../dialects/tencent-cos/signature-vectors.fixture.ts';
import { refusalOf } from '../operations/refusal.fixture.ts';
import { authenticateForm } from './authenticate-form.ts';
import { keyRing } from './identity.ts';

const HOST = 'b-1250000000.cos.ap-beijing.myqcloud.com';
const credentials = { keyId: vectors.secretId, secret: vectors.secretKey, account: '1250000000', uin: '100' };
const temporary = { keyId: 'AKIDtemp', secret: 'x', account: '1250000000', sessionToken: 'token' };
const keys = keyRing([credentials, temporary]);
const NOW = 1_567_150_700;
const times = { notBefore: NOW - 8, notAfter: NOW + 600 };
const me = { account: '1250000000', ownerId: '100', userId: '100' };

function post(fields: Iterable<readonly [string, string]>, now = NOW) {
  const lower = new Map([...fields].map(([name, value]) => [name.toLowerCase(), value]));
  return authenticateForm({ fields: lower, headers: [['Host', HOST]], rawPath: '/' }, keys, now * 1000);
}

describe('authenticateForm', () => {
  it('is anonymous without credentials', () => {
    expect(post([['key', 'a']])).toEqual({ caller: undefined, implied: new Map() });
  });

  it('accepts field Signature over method post and path /', () => {
    expect(post([signatureField(HOST, credentials, times)]).caller).toEqual(me);
  });

  it.each(vectors.postPolicy)('accepts policy vector $id', (vector) => {
    const found = post([
      ['policy', vector.policyBase64],
      ['q-sign-algorithm', 'sha1'],
      ['q-ak', vectors.secretId],
      ['q-key-time', vector.keyTime],
      ['q-signature', vector.signature],
    ]);
    expect(found).toEqual({ caller: me, implied: new Map([['q-sign-time', vector.keyTime]]) });
  });

  it.each([
    ['another host', [signatureField('elsewhere', credentials, times)], 'form-signature-mismatch'],
    [
      'another secret',
      [signatureField(HOST, { ...credentials, secret: 'x' }, times)],
      'form-signature-mismatch',
    ],
    ['an unknown key', [signatureField(HOST, { ...credentials, keyId: 'x' }, times)], 'unknown-key'],
    [
      'a past window',
      [signatureField(HOST, credentials, { notBefore: 1, notAfter: 2 })],
      'expired-signature',
    ],
    ['no signature string', [['Signature', 'x'] as const], 'malformed-authorization'],
    [
      'a policy under another secret',
      policyFields('{}', { ...credentials, secret: 'x' }, times),
      'form-signature-mismatch',
    ],
    [
      'a policy under an unknown key',
      policyFields('{}', { ...credentials, keyId: 'x' }, times),
      'unknown-key',
    ],
    [
      'a policy in a past window',
      policyFields('{}', credentials, { notBefore: 1, notAfter: 2 }),
      'expired-signature',
    ],
    ['fields without a policy', policyFields('{}', credentials, times).slice(1), 'incomplete-authorization'],
    ['a policy without the other fields', [['q-ak', 'x'] as const], 'incomplete-authorization'],
    ['a temporary key without token', [signatureField(HOST, temporary, times)], 'invalid-token'],
    ['a policy of a temporary key without token', policyFields('{}', temporary, times), 'invalid-token'],
  ])('refuses %s', (_, fields, expected) => {
    expect(refusalOf(() => post(fields))).toBe(expected);
  });

  it('refuses a policy that was changed after signing', () => {
    const fields = new Map(policyFields('{"conditions":[]}', credentials, times));
    fields.set('policy', Buffer.from('{"conditions":[1]}').toString('base64'));
    expect(refusalOf(() => post(fields))).toBe('form-signature-mismatch');
  });

  it('refuses a policy that is not base64', () => {
    const fields = new Map(policyFields('{}', credentials, times)).set('policy', '{}');
    expect(refusalOf(() => post(fields))).toBe('policy-invalid');
  });

  it('takes the token from a field', () => {
    const token = ['x-cos-security-token', 'token'] as const;
    expect(post([signatureField(HOST, temporary, times), token]).caller?.account).toBe('1250000000');
    expect(post([...policyFields('{}', temporary, times), token]).caller?.account).toBe('1250000000');
  });

  it('does not take an Authorization header for the field', () => {
    const [, whole] = signatureField(HOST, credentials, times);
    const form = { fields: new Map(), headers: [['Authorization', whole]] as const, rawPath: '/' };
    expect(authenticateForm(form, keys, NOW * 1000).caller).toBeUndefined();
  });
});

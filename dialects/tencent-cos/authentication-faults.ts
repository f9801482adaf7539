import { headerValue, withHeader, withoutHeader } from '../core/headers.ts';
import { splitTarget, type WireRequest } from '../core/request.ts';
import type { AuthenticationFault, SignOptions } from '../core/signing.ts';
import { AUTHORIZATION_ITEMS } from './authorization.ts';

const PROBE_HEADER = 'x-cos-meta-signed';
const PROBE_PARAMETER = 'bp-probe';
const HOUR = 3600;

/** Replaces the authorization string by what `edit` makes of it. */
function onAuthorization(edit: (authorization: string) => string): (signed: WireRequest) => WireRequest {
  return (signed) => ({
    ...signed,
    headers: withHeader(
      signed.headers,
      'Authorization',
      edit(headerValue(signed.headers, 'authorization') ?? ''),
    ),
  });
}

/** Edits the items of the authorization string. */
function onItems(edit: (items: string[]) => string[]): (signed: WireRequest) => WireRequest {
  return onAuthorization((text) => edit(text.split('&')).join('&'));
}

function withTimes(
  times: (valid: SignOptions) => Pick<SignOptions, 'notBefore' | 'notAfter'>,
): (valid: SignOptions) => SignOptions {
  return (valid) => ({ ...valid, ...times(valid) });
}

const anonymous: AuthenticationFault = {
  id: 'no-credentials',
  title: 'a request without credentials is anonymous and refused',
  claims: ['T-HDR-01', 'T-AUTH-40', 'T-AUTH-42', 'T-ERR-14'],
  sign: { none: true },
  refusal: 'anonymous-denied',
};

const identity: readonly AuthenticationFault[] = [
  {
    id: 'unknown-key',
    title: 'an unknown SecretId is refused',
    claims: ['T-AUTH-30', 'T-ERR-14'],
    sign: { credentials: (valid) => ({ ...valid, keyId: 'AKIDbucketproofNoSuchKey000000000000' }) },
    refusal: 'unknown-key',
  },
  {
    id: 'wrong-secret',
    title: 'a signature made with another secret is refused',
    claims: ['T-AUTH-29', 'T-ERR-14'],
    sign: { credentials: (valid) => ({ ...valid, secret: `${valid.secret}x` }) },
    refusal: 'signature-mismatch',
  },
  {
    id: 'wrong-signature',
    title: 'a signature that differs in its last digit is refused',
    claims: ['T-AUTH-29', 'T-ERR-14'],
    tamper: onAuthorization((text) => `${text.slice(0, -1)}${text.endsWith('0') ? '1' : '0'}`),
    refusal: 'signature-mismatch',
  },
  {
    id: 'truncated-signature',
    title: 'a signature that lacks its last digits is refused',
    claims: ['T-AUTH-57'],
    tamper: onAuthorization((text) => text.slice(0, -8)),
    refusal: 'malformed-or-mismatch',
    level: 'should',
  },
];

const times: readonly AuthenticationFault[] = [
  {
    id: 'expired',
    title: 'a signature whose end time has passed is refused',
    claims: ['T-AUTH-31', 'T-ERR-14'],
    sign: {
      options: withTimes(({ notBefore }) => ({
        notBefore: notBefore - 2 * HOUR,
        notAfter: notBefore - HOUR,
      })),
    },
    refusal: 'expired-signature',
  },
  {
    // The end has not passed yet: only the order of the two times makes the signature expire.
    id: 'reversed-times',
    title: 'a signature that ends before it starts is refused as expired',
    claims: ['T-AUTH-32', 'T-ERR-14'],
    sign: { options: withTimes(({ notAfter }) => ({ notBefore: notAfter, notAfter: notAfter - 1 })) },
    refusal: 'expired-signature',
  },
  {
    id: 'equal-times',
    title: 'a signature that ends when it starts is refused as expired',
    claims: ['T-AUTH-32', 'T-ERR-14'],
    sign: { options: withTimes(({ notAfter }) => ({ notBefore: notAfter, notAfter })) },
    refusal: 'expired-signature',
  },
  {
    id: 'not-yet-valid',
    title: 'a signature whose start time lies in the future is refused',
    claims: ['T-AUTH-33'],
    sign: {
      options: withTimes(({ notAfter }) => ({ notBefore: notAfter + HOUR, notAfter: notAfter + 2 * HOUR })),
    },
    refusal: 'not-yet-valid-signature',
    level: 'should',
  },
  {
    // Not a number on purpose: the string is signed correctly, over times that are none.
    id: 'malformed-time',
    title: 'a signature whose times are not numbers is refused',
    claims: ['T-AUTH-45'],
    sign: { options: withTimes(() => ({ notBefore: Number.NaN, notAfter: Number.NaN })) },
    refusal: 'malformed-authorization',
    level: 'should',
  },
  {
    id: 'single-time',
    title: 'a signature with one time instead of two is refused',
    claims: ['T-AUTH-45'],
    tamper: onItems((items) => items.map((item) => item.replace(/^(q-(?:sign|key)-time=\d+);\d+$/, '$1'))),
    refusal: 'malformed-or-mismatch',
    level: 'should',
  },
];

const form: readonly AuthenticationFault[] = [
  {
    id: 'unsupported-algorithm',
    title: 'an algorithm other than sha1 is refused',
    claims: ['T-AUTH-18'],
    tamper: onItems((items) =>
      items.map((item) => (item.startsWith('q-sign-algorithm=') ? 'q-sign-algorithm=sha256' : item)),
    ),
    refusal: 'unsupported-algorithm',
  },
  ...AUTHORIZATION_ITEMS.map(
    (name): AuthenticationFault => ({
      id: `missing-${name}`,
      title: `an authorization without ${name} is refused`,
      claims: ['T-AUTH-19'],
      tamper: onItems((items) => items.filter((item) => !item.startsWith(`${name}=`))),
      refusal: 'incomplete-authorization',
    }),
  ),
  {
    id: 'no-items',
    title: 'an authorization without any = is refused',
    claims: ['T-AUTH-45'],
    tamper: onAuthorization(() => 'bucketproof'),
    refusal: 'malformed-authorization',
    level: 'should',
  },
  {
    id: 'foreign-scheme',
    title: 'an authorization of another scheme is refused',
    claims: ['T-AUTH-45'],
    tamper: onAuthorization(() => 'Basic YnVja2V0OnByb29m'),
    refusal: 'malformed-authorization',
    level: 'should',
  },
  {
    id: 'empty-authorization',
    title: 'an empty Authorization header is refused',
    claims: ['T-AUTH-45'],
    tamper: onAuthorization(() => ''),
    refusal: 'malformed-authorization',
    level: 'should',
  },
];

const tampering: readonly AuthenticationFault[] = [
  {
    id: 'signed-header-changed',
    title: 'changing a signed header invalidates the signature',
    claims: ['T-AUTH-25', 'T-ERR-14'],
    sign: { headers: [[PROBE_HEADER, 'before']] },
    tamper: (signed) => ({ ...signed, headers: withHeader(signed.headers, PROBE_HEADER, 'after') }),
    refusal: 'signature-mismatch',
  },
  {
    id: 'signed-header-removed',
    title: 'removing a signed header invalidates the signature',
    claims: ['T-AUTH-25', 'T-ERR-14'],
    sign: { headers: [[PROBE_HEADER, 'before']] },
    tamper: (signed) => ({ ...signed, headers: withoutHeader(signed.headers, PROBE_HEADER) }),
    refusal: 'signature-mismatch',
  },
  {
    id: 'signed-query-changed',
    title: 'changing a signed query parameter invalidates the signature',
    claims: ['T-AUTH-26', 'T-ERR-14'],
    sign: { query: [[PROBE_PARAMETER, '1']] },
    tamper: (signed) => ({
      ...signed,
      target: signed.target.replace(`${PROBE_PARAMETER}=1`, `${PROBE_PARAMETER}=2`),
    }),
    refusal: 'signature-mismatch',
  },
  {
    id: 'path-changed-after-signing',
    title: 'changing the path invalidates the signature',
    claims: ['T-AUTH-27', 'T-ERR-14'],
    tamper: (signed) => {
      const { path, query } = splitTarget(signed.target);
      return { ...signed, target: `${path}x${query === undefined ? '' : `?${query}`}` };
    },
    refusal: 'signature-mismatch',
    appliesTo: ({ resource }) => resource === 'object',
  },
];

/** Ways in which the authentication of a request can be wrong. Chapter Request signature; sheet 3.5. */
export const authenticationFaults: readonly AuthenticationFault[] = [
  anonymous,
  ...identity,
  ...times,
  ...form,
  ...tampering,
];

import type { AuthenticationFault, Credentials } from '../core/signing.ts';

type TokenEdit = (token: string, credentials: Credentials) => string;

/** Sends another token in place of the valid one. */
function withToken(edit: TokenEdit): NonNullable<AuthenticationFault['sign']> {
  return {
    credentials: (valid) => ({ ...valid, token: edit(valid.token ?? '', valid) }),
  };
}

/** A token is refused whatever the resource allows to others only when it has the reseller's prefix. */
const PREFIXED = ['S-GEN-04', 'S-AUTH-15'];

/** What accounts and tokens of one installation begin with, e.g. `AUTH_`. Sheet 2.1. */
function resellerPrefix({ account }: Credentials): string {
  return account.slice(0, account.indexOf('_') + 1);
}

/**
 * Ways in which a token can be wrong. The token of another account is no fault of a token: rule
 * `auth/second-account-denied` sends it. Expired tokens cannot be had within a run.
 */
export const authenticationFaults: readonly AuthenticationFault[] = [
  {
    id: 'no-token',
    title: 'a request without a token is anonymous and refused',
    claims: ['S-GEN-03', 'S-GEN-04'],
    sign: { none: true },
    refusal: 'anonymous-denied',
  },
  {
    id: 'empty-token',
    title: 'an empty token is refused',
    claims: ['S-GEN-04'],
    sign: withToken(() => ''),
    refusal: 'invalid-token',
  },
  {
    id: 'malformed-token',
    title: 'a token that cannot be one is refused',
    claims: ['S-GEN-04'],
    sign: withToken(() => '%00 "no" <token>; at=all'),
    refusal: 'invalid-token',
  },
  {
    id: 'unknown-token-with-prefix',
    title: 'a token nobody was given is refused when it begins as tokens do',
    claims: PREFIXED,
    sign: withToken((_, credentials) => `${resellerPrefix(credentials)}tk${'0'.repeat(32)}`),
    refusal: 'invalid-token',
  },
  {
    id: 'unknown-token-without-prefix',
    title: 'a token nobody was given is refused when it begins as no token does',
    claims: ['S-GEN-04'],
    sign: withToken(() => `tk${'0'.repeat(32)}`),
    refusal: 'invalid-token',
  },
  {
    id: 'altered-token',
    title: 'a token that differs in its last character is refused',
    claims: PREFIXED,
    sign: withToken((token) => `${token.slice(0, -1)}${token.endsWith('0') ? '1' : '0'}`),
    refusal: 'invalid-token',
  },
  {
    id: 'truncated-token',
    title: 'a token that lacks its last character is refused',
    claims: PREFIXED,
    sign: withToken((token) => token.slice(0, -1)),
    refusal: 'invalid-token',
  },
  {
    id: 'plain-user',
    title: 'a user of the account who is no admin and was granted nothing is refused',
    as: 'user',
    claims: ['S-AUTH-20'],
    refusal: 'access-denied',
  },
  {
    id: 'token-in-other-case',
    title: 'a token in the other letter case is refused',
    claims: ['S-AUTH-16'],
    sign: withToken((token) => token.replace(/[a-zA-Z]/g, swapCase)),
    refusal: 'invalid-token',
    level: 'should',
  },
];

function swapCase(letter: string): string {
  return letter === letter.toLowerCase() ? letter.toUpperCase() : letter.toLowerCase();
}

import { headerValue, withHeader, withoutHeader } from '../../../dialects/core/headers.ts';
import type { Caller } from '../../access/principal.ts';
import { deafTo } from '../../faults/edit-request.ts';
import {
  always,
  answering,
  emptied,
  failing,
  losing,
  rewriting,
  status,
} from '../../faults/edit-response.ts';
import type { Tampering } from '../../faults/tampering.ts';
import { RESELLER_ADMIN } from '../identity.ts';
import { asksForToken, claimed } from './claimed.ts';

/** Callers that answer to other names than theirs. */
function knowing(
  change: (groups: readonly string[], caller: NonNullable<Caller>) => readonly string[],
): Tampering {
  return {
    authenticate: (routed, next) => {
      const caller = next(routed);
      return caller && { ...caller, groups: change(caller.groups ?? [], caller) };
    },
  };
}

/** Tokens under other names, or of another look, than they were sent. */
function receivingToken(change: (token: string) => string): Tampering {
  return {
    receive: (incoming) => {
      const token = headerValue(incoming.headers, 'x-auth-token');
      if (token === undefined) return incoming;
      return { ...incoming, headers: withHeader(incoming.headers, 'X-Auth-Token', change(token)) };
    },
  };
}

/** The exchange of a key for a token, and whom a token stands for. */
export const tokenFaults = claimed('tokens', {
  'storage-user-not-known': {
    says: 'Only X-Auth-User and X-Auth-Key are understood, not X-Storage-User and X-Storage-Pass.',
    claims: ['S-AUTH-02'],
    ...deafTo(asksForToken, 'storage-user', 'storage-pass'),
  },
  'storage-token-not-given': {
    says: 'The answer with a token has no X-Storage-Token.',
    claims: ['S-AUTH-03'],
    ...answering(asksForToken, losing(/^x-storage-token$/)),
  },
  'storage-token-not-taken': {
    says: 'A token under the name X-Storage-Token is overlooked.',
    claims: ['S-AUTH-14'],
    receive: (incoming) => ({ ...incoming, headers: withoutHeader(incoming.headers, 'x-storage-token') }),
  },
  'token-life-as-date': {
    says: 'X-Auth-Token-Expires is a date.',
    claims: ['S-AUTH-04'],
    ...answering(
      asksForToken,
      rewriting(/^x-auth-token-expires$/, () => 'Fri, 01 Jan 2100 00:00:00 GMT'),
    ),
  },
  'token-never-the-same': {
    says: 'Every login gives a token of its own, and all of them are good.',
    claims: ['S-AUTH-05'],
    fresh: () => {
      let count = 0;
      return {
        ...receivingToken((token) => token.replace(/-\d+$/, '')),
        ...answering(asksForToken, (response, about) => {
          count += 1;
          return rewriting(/^x-(?:auth|storage)-token$/, (token) => `${token}-${count}`)(response, about);
        }),
      };
    },
  },
  'wrong-key-answers-200': {
    says: 'A wrong key is answered 200, without a token.',
    claims: ['S-AUTH-06'],
    respond: (response, { incoming }) =>
      response.status === 401 && incoming.rawPath.startsWith('/auth')
        ? { ...response, status: 200 }
        : response,
  },
  'wrong-key-forbidden': {
    says: 'A wrong key is refused with 403.',
    claims: ['S-AUTH-06'],
    respond: (response, { incoming }) =>
      response.status === 401 && incoming.rawPath.startsWith('/auth')
        ? { ...response, status: 403 }
        : response,
  },
  'services-not-told': {
    says: 'The answer with a token has no document of services.',
    claims: ['S-AUTH-13'],
    ...answering(asksForToken, emptied),
  },
  'storage-url-without-account': {
    says: 'X-Storage-Url ends before the account.',
    claims: ['S-AUTH-17'],
    ...answering(
      asksForToken,
      rewriting(/^x-storage-url$/, (url) => url.replace(/\/[^/]*$/, '')),
    ),
  },
  'token-method-as-400': {
    says: 'A method the token service does not have is a bad request.',
    claims: ['S-AUTH-09'],
    respond: (response, { incoming }) =>
      response.status === 405 && incoming.rawPath.startsWith('/auth')
        ? { ...response, status: 400 }
        : response,
  },
  'token-answers-204': {
    says: 'The answer with a token lacks the token and comes as 204.',
    claims: ['S-AUTH-01'],
    ...answering(asksForToken, (response, about) =>
      status(204)(losing(/^x-auth-token$/)(emptied(response, about), about), about),
    ),
  },
  'tokens-without-case': {
    says: 'Tokens are compared without letter case.',
    claims: ['S-AUTH-16'],
    ...receivingToken((token) => token.toLowerCase().replace(/^auth_/, 'AUTH_')),
  },
  'tokens-by-their-beginning': {
    says: 'Only the first characters of a token are compared.',
    claims: ['S-GEN-04', 'S-AUTH-15'],
    fresh: () => {
      const known = new Map<string, string>();
      return {
        ...receivingToken((token) => known.get(token.slice(0, 20)) ?? token),
        ...answering(asksForToken, (response) => {
          const token = headerValue(response.headers, 'x-auth-token') ?? '';
          known.set(token.slice(0, 20), token);
          return response;
        }),
      };
    },
  },
  'unknown-token-is-none': {
    says: 'A token nobody was given counts as none, so that public containers stay open to it.',
    claims: ['S-AUTH-15'],
    complain: (next) => (refusal, more) => {
      if (refusal !== 'invalid-token') next(refusal, more);
    },
  },
  'users-are-admins': {
    says: 'Every user of an account may do everything in it.',
    claims: ['S-AUTH-20', 'S-ACL-01'],
    ...knowing((groups, { account }) => [...groups, account]),
  },
  'admins-are-users': {
    says: 'An admin has no rights beyond those containers grant.',
    claims: ['S-AUTH-18', 'S-LISTCONT-02', 'S-PUTCONT-02', 'S-GETOBJ-02', 'S-HEADACCT-02'],
    ...knowing((groups, { account }) => groups.filter((group) => group !== account)),
  },
  'resellers-are-admins': {
    says: 'A reseller admin has no rights in the accounts of others.',
    claims: ['S-AUTH-19'],
    ...knowing((groups) => groups.filter((group) => group !== RESELLER_ADMIN)),
  },
  'id-without-extra': {
    says: 'X-Trans-Id-Extra is ignored.',
    claims: ['S-GEN-12'],
    ...always(rewriting(/^x-(?:trans|openstack-request)-id$/, (id) => id.slice(0, 'tx'.length + 32))),
  },
  'no-challenge': {
    says: '401 does not say how to authenticate.',
    claims: ['S-GEN-10'],
    ...failing(losing(/^www-authenticate$/), 401),
  },
  'two-request-ids': {
    says: 'The two headers that name a request differ.',
    claims: ['S-GEN-11'],
    ...always(rewriting(/^x-openstack-request-id$/, (id) => id.replace(/^tx./, 'txg'))),
  },
});

import type { Roles } from '../core/dialect.ts';

/** Whom a run sends requests as. Accounts have one name in logins and access lists and another in paths. */
export const roles: Roles = {
  main: {
    says: 'admin of the account the run works in',
    example: { keyId: 'bpmain:admin', secret: 'embedded-main-key', account: 'AUTH_bpmain' },
  },
  second: {
    says: 'admin of another account',
    example: { keyId: 'bpother:admin', secret: 'embedded-second-key', account: 'AUTH_bpother' },
  },
  user: {
    says: 'user of the account of main, who is no admin',
    example: { keyId: 'bpmain:user', secret: 'embedded-user-key', account: 'AUTH_bpmain' },
  },
  reseller: {
    says: 'admin of every account',
    example: { keyId: 'bpreseller:admin', secret: 'embedded-reseller-key', account: 'AUTH_bpreseller' },
  },
};

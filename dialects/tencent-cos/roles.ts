import type { Roles } from '../core/dialect.ts';

/** Whom a run sends requests as. */
export const roles: Roles = {
  main: {
    says: 'owns what the run makes',
    example: { keyId: 'AKIDmainmainmainmain', secret: 'embedded-main-secret', account: '1250000000' },
  },
  second: {
    says: 'of another account',
    example: { keyId: 'AKIDsecondsecondsecond', secret: 'embedded-second-secret', account: '1250000001' },
  },
};

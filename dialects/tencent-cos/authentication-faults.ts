import type { AuthenticationFault } from '../core/signing.ts';

/** Ways in which the authentication of a request can be wrong. */
export const authenticationFaults: readonly AuthenticationFault[] = [];

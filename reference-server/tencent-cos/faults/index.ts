import { type ClaimedFault, claimFaults } from '../../faults/fault.ts';
import { sharedFaults } from '../../faults/index.ts';
import { addressingFaults } from './addressing.ts';
import { faultClaims } from './claims.ts';
import { ownDocumentFaults } from './documents.ts';
import { signingFaults } from './signing.ts';

/** Every fault this dialect's server can be given, with the claims of its documentation that it violates. */
export const faultCatalogue: readonly ClaimedFault[] = claimFaults(
  [...sharedFaults, ...signingFaults, ...addressingFaults, ...ownDocumentFaults],
  faultClaims,
);

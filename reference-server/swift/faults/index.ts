import { type ClaimedFault, claimFaults } from '../../faults/fault.ts';
import { sharedFaults } from '../../faults/index.ts';
import { accessListFaults } from './access-lists.ts';
import { containerFaults } from './accounts-and-containers.ts';
import { listingFaults } from './listing-forms.ts';
import { objectFaults } from './objects.ts';
import { severalRangesFaults } from './several-ranges.ts';
import { sharedClaims } from './shared-claims.ts';
import { tokenFaults } from './tokens.ts';

const own: readonly ClaimedFault[] = [
  ...tokenFaults,
  ...accessListFaults,
  ...containerFaults,
  ...listingFaults,
  ...objectFaults,
  ...severalRangesFaults,
];

/** Every fault this dialect's server can be given, with the claims of its documents that it violates. */
export const faultCatalogue: readonly ClaimedFault[] = claimFaults([...sharedFaults, ...own], {
  ...sharedClaims,
  ...Object.fromEntries(own.map(({ id, claims }) => [id, claims])),
});

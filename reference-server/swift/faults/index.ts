import { type ClaimedFault, claimFaults } from '../../faults/fault.ts';
import { sharedFaults } from '../../faults/index.ts';
import { accessListFaults } from './access-lists.ts';
import { containerFaults } from './accounts-and-containers.ts';
import { attributeFaults } from './attributes.ts';
import { baseDocumentFaults } from './base-document.ts';
import { copiedObjectFaults } from './copied-objects.ts';
import { crossOriginFaults } from './cross-origin.ts';
import { extensionFaults } from './extensions.ts';
import { listedContainerFaults } from './listed-containers.ts';
import { listingFaults } from './listing-forms.ts';
import { severalRangesFaults } from './several-ranges.ts';
import { sharedClaims } from './shared-claims.ts';
import { storagePolicyFaults } from './storage-policies.ts';
import { tokenFaults } from './tokens.ts';
import { uploadFaults } from './uploads.ts';

const own: readonly ClaimedFault[] = [
  ...tokenFaults,
  ...accessListFaults,
  ...containerFaults,
  ...listedContainerFaults,
  ...listingFaults,
  ...uploadFaults,
  ...attributeFaults,
  ...copiedObjectFaults,
  ...extensionFaults,
  ...severalRangesFaults,
  ...storagePolicyFaults,
  ...baseDocumentFaults,
  ...crossOriginFaults,
];

/** Every fault this dialect's server can be given, with the claims of its documents that it violates. */
export const faultCatalogue: readonly ClaimedFault[] = claimFaults([...sharedFaults, ...own], {
  ...sharedClaims,
  ...Object.fromEntries(own.map(({ id, claims }) => [id, claims])),
});

import { accessFaults } from './access.ts';
import { aclFaults } from './acl.ts';
import { archiveFaults } from './archives.ts';
import { completionFaults } from './completions.ts';
import { conditionFaults } from './conditions.ts';
import { configurationFaults } from './configurations.ts';
import { copyFaults } from './copies.ts';
import { corsFaults } from './cors.ts';
import { deletionFaults } from './deletions.ts';
import { documentFaults } from './documents.ts';
import { entityTagFaults } from './entity-tags.ts';
import { errorFaults } from './errors.ts';
import type { Fault } from './fault.ts';
import { formPolicyFaults } from './form-policies.ts';
import { formUploadFaults } from './form-uploads.ts';
import { headerFaults } from './headers.ts';
import { integrityFaults } from './integrity.ts';
import { keyFaults } from './keys.ts';
import { listingDocumentFaults } from './listing-documents.ts';
import { listingPageFaults } from './listing-pages.ts';
import { listingSelectionFaults } from './listing-selection.ts';
import { metadataFaults } from './metadata.ts';
import { partFaults } from './parts.ts';
import { rangeFaults } from './ranges.ts';
import { serviceFaults } from './service.ts';
import { signatureFaults } from './signature.ts';
import { statusFaults } from './statuses.ts';
import { tagFaults } from './tags.ts';
import { uploadListingFaults } from './upload-listings.ts';
import { uploadFaults } from './uploads.ts';
import { versionFaults } from './versions.ts';

/** Every fault that a server of any dialect can have. Which of them mean something is told by the dialect's claims. */
export const sharedFaults: readonly Fault[] = [
  ...signatureFaults,
  ...statusFaults,
  ...errorFaults,
  ...headerFaults,
  ...entityTagFaults,
  ...rangeFaults,
  ...conditionFaults,
  ...listingSelectionFaults,
  ...listingPageFaults,
  ...listingDocumentFaults,
  ...uploadListingFaults,
  ...uploadFaults,
  ...partFaults,
  ...completionFaults,
  ...copyFaults,
  ...accessFaults,
  ...aclFaults,
  ...corsFaults,
  ...metadataFaults,
  ...integrityFaults,
  ...formPolicyFaults,
  ...formUploadFaults,
  ...keyFaults,
  ...deletionFaults,
  ...configurationFaults,
  ...documentFaults,
  ...serviceFaults,
  ...versionFaults,
  ...tagFaults,
  ...archiveFaults,
];

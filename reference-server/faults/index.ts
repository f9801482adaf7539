import { accessFaults } from './access.ts';
import { archiveFaults } from './archives.ts';
import { conditionFaults } from './conditions.ts';
import { configurationFaults } from './configurations.ts';
import { copyFaults } from './copies.ts';
import { corsFaults } from './cors.ts';
import { deletionFaults } from './deletions.ts';
import { documentFaults } from './documents.ts';
import { entityTagFaults } from './entity-tags.ts';
import { errorFaults } from './errors.ts';
import type { Fault } from './fault.ts';
import { formFaults } from './forms.ts';
import { headerFaults } from './headers.ts';
import { integrityFaults } from './integrity.ts';
import { keyFaults } from './keys.ts';
import { listingFaults } from './listings.ts';
import { metadataFaults } from './metadata.ts';
import { multipartFaults } from './multipart.ts';
import { rangeFaults } from './ranges.ts';
import { serviceFaults } from './service.ts';
import { signatureFaults } from './signature.ts';
import { statusFaults } from './statuses.ts';
import { tagFaults } from './tags.ts';
import { uploadListingFaults } from './upload-listings.ts';
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
  ...listingFaults,
  ...uploadListingFaults,
  ...multipartFaults,
  ...copyFaults,
  ...accessFaults,
  ...corsFaults,
  ...metadataFaults,
  ...integrityFaults,
  ...formFaults,
  ...keyFaults,
  ...deletionFaults,
  ...configurationFaults,
  ...documentFaults,
  ...serviceFaults,
  ...versionFaults,
  ...tagFaults,
  ...archiveFaults,
];

import type { DocumentSpec } from '../../core/document.ts';
import { accountListing, containerListing } from './listing.ts';

/** The two documents there are, by the name of their root. */
export const documents = {
  account: accountListing,
  container: containerListing,
} as const satisfies Readonly<Record<string, DocumentSpec>>;

import { accessClaims } from './claims-of-access.ts';
import { bucketClaims } from './claims-of-buckets.ts';
import { httpClaims } from './claims-of-http.ts';
import { objectClaims } from './claims-of-objects.ts';
import { uploadClaims } from './claims-of-uploads.ts';

/**
 * Which claims of the documentation each fault violates. A fault that is not listed means nothing in this dialect: its
 * documentation is silent about it.
 */
export const faultClaims: Readonly<Record<string, readonly string[]>> = {
  ...httpClaims,
  ...accessClaims,
  ...objectClaims,
  ...uploadClaims,
  ...bucketClaims,
};

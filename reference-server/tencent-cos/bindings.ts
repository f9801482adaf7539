import type { Binding } from '../operations/handler.ts';
import { bucketAclBindings } from './bucket/acl.ts';
import { bucketBindings } from './bucket/bucket.ts';
import { configurationBindings } from './bucket/configurations.ts';
import { inventoryBindings } from './bucket/inventory.ts';
import { listObjectsBinding } from './bucket/list-objects.ts';
import { listUploadsBinding } from './bucket/list-uploads.ts';
import { listVersionsBinding } from './bucket/list-versions.ts';
import { policyBindings } from './bucket/policy.ts';
import { preflightBinding } from './bucket/preflight.ts';
import { getServiceBinding } from './bucket/service.ts';
import { versioningBindings } from './bucket/versioning.ts';
import { objectBindings } from './object/bindings.ts';

/** How every operation of the catalogue is served, by its id; one that is missing here answers not-implemented. */
export const bindings: Readonly<Record<string, Binding>> = {
  GetService: getServiceBinding,
  ...bucketBindings,
  GetBucket: listObjectsBinding,
  ListMultipartUploads: listUploadsBinding,
  GetBucketObjectVersions: listVersionsBinding,
  ...bucketAclBindings,
  ...configurationBindings,
  ...versioningBindings,
  ...policyBindings,
  ...inventoryBindings,
  OptionsObject: preflightBinding,
  ...objectBindings,
};

import type { Operation } from '../../core/operation.ts';
import { appendOperations } from './append.ts';
import { bucketOperations } from './bucket.ts';
import { bucketAclOperations } from './bucket-acl.ts';
import { bucketConfigurationOperations } from './bucket-configuration.ts';
import { bucketCorsOperations } from './bucket-cors.ts';
import { bucketLifecycleOperations } from './bucket-lifecycle.ts';
import { copyOperations } from './copy.ts';
import { formOperations } from './form.ts';
import { inventoryOperations } from './inventory.ts';
import { multipartOperations } from './multipart.ts';
import { objectOperations } from './object.ts';
import { objectAclOperations } from './object-acl.ts';
import { policyOperations } from './policy.ts';
import { preflightOperations } from './preflight.ts';
import { restoreOperations } from './restore.ts';
import { serviceOperations } from './service.ts';
import { tagOperations } from './tagging.ts';
import { versioningOperations } from './versioning.ts';

/** Every documented operation: the chapters of the base document, then what later documents add. */
export const operations: readonly Operation[] = [
  ...serviceOperations,
  ...bucketOperations,
  ...bucketAclOperations,
  ...bucketCorsOperations,
  ...bucketLifecycleOperations,
  ...objectOperations,
  ...objectAclOperations,
  ...copyOperations,
  ...multipartOperations,
  ...formOperations,
  ...restoreOperations,
  ...preflightOperations,
  ...appendOperations,
  ...versioningOperations,
  ...tagOperations,
  ...bucketConfigurationOperations,
  ...policyOperations,
  ...inventoryOperations,
];

import type { DocumentSpec } from '../../core/document.ts';
import { accessControlPolicy, accessControlPolicyRequest } from './access-control.ts';
import {
  accelerateRequest,
  accelerateResult,
  createBucketConfiguration,
  encryptionConfiguration,
  loggingStatus,
  refererConfiguration,
  replicationConfiguration,
} from './bucket-configuration.ts';
import { copyObjectResult, copyPartResult } from './copy.ts';
import { corsConfiguration } from './cors.ts';
import { deleteRequest, deleteResult } from './delete.ts';
import { errorDocument } from './error.ts';
import { postResponse } from './form.ts';
import { inventoryConfiguration, listInventory } from './inventory.ts';
import { lifecycleConfiguration } from './lifecycle.ts';
import { listBucket, listVersions } from './listing.ts';
import { locationConstraint } from './location.ts';
import { completeRequest, completeResult, initiateResult, listParts, listUploads } from './multipart.ts';
import { restoreRequest } from './restore.ts';
import { listAllMyBuckets } from './service.ts';
import { tagging } from './tagging.ts';
import { versioningRequest, versioningResult } from './versioning.ts';
import { websiteConfiguration } from './website.ts';

/**
 * Every XML document, by the name of its root. Where a request asks for more or less than the answer with the same root
 * promises, the request's description has the suffix `Request`.
 */
export const documents = {
  Error: errorDocument,
  ListAllMyBucketsResult: listAllMyBuckets,
  ListBucketResult: listBucket,
  ListVersionsResult: listVersions,
  AccessControlPolicy: accessControlPolicy,
  AccessControlPolicyRequest: accessControlPolicyRequest,
  CORSConfiguration: corsConfiguration,
  LocationConstraint: locationConstraint,
  LifecycleConfiguration: lifecycleConfiguration,
  Delete: deleteRequest,
  DeleteResult: deleteResult,
  CopyObjectResult: copyObjectResult,
  CopyPartResult: copyPartResult,
  InitiateMultipartUploadResult: initiateResult,
  CompleteMultipartUpload: completeRequest,
  CompleteMultipartUploadResult: completeResult,
  ListPartsResult: listParts,
  ListMultipartUploadsResult: listUploads,
  PostResponse: postResponse,
  RestoreRequest: restoreRequest,
  VersioningConfigurationRequest: versioningRequest,
  VersioningConfiguration: versioningResult,
  Tagging: tagging,
  WebsiteConfiguration: websiteConfiguration,
  BucketLoggingStatus: loggingStatus,
  RefererConfiguration: refererConfiguration,
  ReplicationConfiguration: replicationConfiguration,
  ServerSideEncryptionConfiguration: encryptionConfiguration,
  AccelerateConfigurationRequest: accelerateRequest,
  AccelerateConfiguration: accelerateResult,
  CreateBucketConfiguration: createBucketConfiguration,
  InventoryConfiguration: inventoryConfiguration,
  ListInventoryConfigurationResult: listInventory,
} as const satisfies Readonly<Record<string, DocumentSpec>>;

/** Name of a document of this dialect. */
export type DocumentName = keyof typeof documents;

import { document, many, one, oneOf, optional, some, text } from '../../core/document.ts';
import { storageClass } from './leaves.ts';

/** Body of PUT Bucket logging and answer of GET Bucket logging; empty when logging is off. T-BCFG-05, -06. */
export const loggingStatus = document('BucketLoggingStatus', [
  optional('LoggingEnabled', [one('TargetBucket', text), optional('TargetPrefix', text)]),
]);

/** Body of PUT Bucket referer and answer of GET Bucket referer. T-BCFG-07. */
export const refererConfiguration = document('RefererConfiguration', [
  one('Status', oneOf('Enabled', 'Disabled')),
  one('RefererType', oneOf('Black-List', 'White-List')),
  one('DomainList', [some('Domain', text)]),
  optional('EmptyReferConfiguration', oneOf('Allow', 'Deny')),
]);

/** Body of PUT Bucket replication and answer of GET Bucket replication. T-BCFG-08. */
export const replicationConfiguration = document('ReplicationConfiguration', [
  one('Role', text),
  some('Rule', [
    one('Status', oneOf('Enabled', 'Disabled')),
    optional('ID', text),
    optional('Prefix', text),
    one('Destination', [one('Bucket', text), optional('StorageClass', storageClass)]),
  ]),
]);

/** Body of PUT Bucket encryption and answer of GET Bucket encryption. T-BCFG-10. */
export const encryptionConfiguration = document('ServerSideEncryptionConfiguration', [
  some('Rule', [
    one('ApplyServerSideEncryptionByDefault', [one('SSEAlgorithm', text), optional('KMSMasterKeyID', text)], {
      aliases: ['ApplySideEncryptionConfiguration'],
    }),
  ]),
]);

const accelerateStatus = oneOf('Enabled', 'Suspended');

/** Body of PUT Bucket accelerate. T-BCFG-13. */
export const accelerateRequest = document('AccelerateConfiguration', [
  one('Status', accelerateStatus),
  optional('Type', text),
]);

/** Answer of GET Bucket accelerate; empty until it was first set. */
export const accelerateResult = document('AccelerateConfiguration', [
  optional('Status', accelerateStatus),
  optional('Type', text),
]);

/** Optional body of PUT Bucket in later documents. */
export const createBucketConfiguration = document('CreateBucketConfiguration', [
  optional('BucketAZConfig', text),
  many('BucketArchConfig', text),
]);

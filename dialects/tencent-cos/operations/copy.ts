import type { Operation } from '../../core/operation.ts';
import { base } from '../define-operation.ts';
import {
  aclHeaders,
  cannedObjectAcl,
  copyConditionHeaders,
  copySourceHeader,
  encryptionHeader,
  metadataDirective,
  objectHeaders,
  storageClassHeader,
} from '../parameters.ts';

/** Copies of whole objects. */
export const copyOperations: readonly Operation[] = [
  base({
    id: 'PutObjectCopy',
    title: 'PUT Object - Copy',
    resource: 'object',
    method: 'PUT',
    selectingHeader: 'x-cos-copy-source',
    copies: true,
    parameters: [
      copySourceHeader,
      metadataDirective,
      ...copyConditionHeaders,
      storageClassHeader,
      ...aclHeaders(cannedObjectAcl),
      ...objectHeaders,
      encryptionHeader,
    ],
    success: [{ status: [200], body: { document: 'CopyObjectResult' }, headers: [] }],
    refusals: [
      'missing-copy-source',
      'missing-copy-source-bucket',
      'invalid-copy-source',
      'copy-source-too-large',
      'copy-to-itself',
      'precondition-failed',
      'conflicting-conditions',
      'invalid-directive',
      'invalid-storage-class',
      'missing-version',
    ],
    permission: 'bucket-write',
    precondition: 'bucket',
    effect: 'creates-object',
    sample: ({ bucket, key, sourceKey, copySource }) => ({
      bucket,
      key,
      headers: [['x-cos-copy-source', copySource(bucket, sourceKey)]],
    }),
  }),
];

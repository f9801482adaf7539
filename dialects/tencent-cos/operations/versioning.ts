import { integer } from '../../core/document.ts';
import type { Operation } from '../../core/operation.ts';
import { query } from '../../core/parameter.ts';
import { later } from '../define-operation.ts';
import { encodingType } from '../parameters.ts';
import { xmlSample } from '../sample-body.ts';

/** Versions of objects. */
export const versioningOperations: readonly Operation[] = [
  later('versioning', {
    id: 'PutBucketVersioning',
    title: 'PUT Bucket versioning',
    resource: 'bucket',
    method: 'PUT',
    subresources: ['versioning'],
    body: { kind: 'xml', document: 'VersioningConfigurationRequest', md5: 'optional', required: true },
    success: [{ status: [200], body: 'empty', headers: [] }],
    refusals: ['malformed-xml', 'invalid-bucket-state'],
    permission: 'bucket-owner',
    precondition: 'bucket',
    effect: 'changes-bucket',
    sample: ({ bucket }) => ({
      bucket,
      query: [['versioning', null]],
      ...xmlSample('VersioningConfigurationRequest', { Status: 'Enabled' }),
    }),
  }),
  later('versioning', {
    id: 'GetBucketVersioning',
    title: 'GET Bucket versioning',
    resource: 'bucket',
    method: 'GET',
    subresources: ['versioning'],
    success: [{ status: [200], body: { document: 'VersioningConfiguration' }, headers: [] }],
    permission: 'bucket-owner',
    precondition: 'bucket',
    effect: 'none',
    sample: ({ bucket }) => ({ bucket, query: [['versioning', null]] }),
  }),
  later('versioning', {
    id: 'GetBucketObjectVersions',
    title: 'GET Bucket Object versions',
    resource: 'bucket',
    method: 'GET',
    subresources: ['versions'],
    parameters: [
      query('prefix', 'a'),
      query('delimiter', '/'),
      encodingType(),
      query('key-marker', 'a'),
      query('version-id-marker', 'null'),
      query('max-keys', '10', integer(0)),
    ],
    success: [{ status: [200], body: { document: 'ListVersionsResult' }, headers: [] }],
    permission: 'bucket-read',
    precondition: 'object',
    effect: 'none',
    sample: ({ bucket }) => ({ bucket, query: [['versions', null]] }),
  }),
];

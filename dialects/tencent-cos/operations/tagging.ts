import type { Operation, Resource } from '../../core/operation.ts';
import { later } from '../define-operation.ts';
import { versionId } from '../parameters.ts';
import { xmlSample } from '../sample-body.ts';

const sampleTags = () => xmlSample('Tagging', { TagSet: { Tag: [{ Key: 'age', Value: '18' }] } });

function taggingOperations(of: 'Bucket' | 'Object', putStatus: number): readonly Operation[] {
  const resource: Resource = of === 'Bucket' ? 'bucket' : 'object';
  const feature = of === 'Bucket' ? 'bucketTagging' : 'objectTagging';
  const shared = {
    resource,
    subresources: ['tagging'],
    parameters: of === 'Bucket' ? [] : [versionId],
    whenMissing: {
      bucket: 'missing-bucket',
      ...(of === 'Bucket' ? {} : { key: 'missing-key' }),
    },
    precondition: resource,
  } as const;
  const changes = of === 'Bucket' ? 'changes-bucket' : 'changes-object';
  return [
    later(feature, {
      ...shared,
      id: `Put${of}Tagging`,
      title: `PUT ${of} tagging`,
      method: 'PUT',
      body: { kind: 'xml', document: 'Tagging', md5: 'optional', required: true },
      success: [{ status: [putStatus], body: 'empty', headers: [] }],
      refusals: ['malformed-xml', 'invalid-tag', 'too-many-tags'],
      permission: of === 'Bucket' ? 'bucket-owner' : 'bucket-write',
      effect: changes,
      sample: ({ bucket, key }) => ({
        bucket,
        ...(of === 'Bucket' ? {} : { key }),
        query: [['tagging', null]],
        ...sampleTags(),
      }),
    }),
    later(feature, {
      ...shared,
      id: `Get${of}Tagging`,
      title: `GET ${of} tagging`,
      method: 'GET',
      success: [{ status: [200], body: { document: 'Tagging' }, headers: [] }],
      refusals: ['no-tags'],
      permission: of === 'Bucket' ? 'bucket-owner' : 'object-read',
      prepare: [`Put${of}Tagging`],
      effect: 'none',
      sample: ({ bucket, key }) => ({
        bucket,
        ...(of === 'Bucket' ? {} : { key }),
        query: [['tagging', null]],
      }),
    }),
    later(feature, {
      ...shared,
      id: `Delete${of}Tagging`,
      title: `DELETE ${of} tagging`,
      method: 'DELETE',
      success: [{ status: [204], body: 'empty', headers: [] }],
      permission: of === 'Bucket' ? 'bucket-owner' : 'bucket-write',
      prepare: [`Put${of}Tagging`],
      effect: changes,
      sample: ({ bucket, key }) => ({
        bucket,
        ...(of === 'Bucket' ? {} : { key }),
        query: [['tagging', null]],
      }),
    }),
  ];
}

/** Tags of buckets and objects. PUT answers 204 for a bucket, 200 for an object. T-TAG-01, -04. */
export const tagOperations: readonly Operation[] = [
  ...taggingOperations('Bucket', 204),
  ...taggingOperations('Object', 200),
];

import type { RenderValue } from '../../core/document-render.ts';
import type { Fixture, Operation } from '../../core/operation.ts';
import { later } from '../define-operation.ts';
import type { DocumentName } from '../documents/index.ts';
import { xmlSample } from '../sample-body.ts';
import { principal } from './access-control-sample.ts';

/** What distinguishes one configuration of a bucket from another. */
interface Configuration {
  readonly name: string;
  readonly subresource: string;
  readonly feature: string;
  readonly request: DocumentName;
  readonly response: DocumentName;
  readonly md5: 'optional' | 'required';
  readonly maxBytes?: number;
  /** Refusal of GET while nothing is configured; absent where that answers an empty document. */
  readonly absent?: string;
  readonly deletable: boolean;
  readonly refusals?: readonly string[];
  /** Operations without which the sample is refused. */
  readonly prepare?: readonly string[];
  readonly sample: (fixture: Fixture) => RenderValue;
}

function configurationOperations(of: Configuration): readonly Operation[] {
  const shared = {
    resource: 'bucket',
    subresources: [of.subresource],
    permission: 'bucket-owner',
    precondition: 'bucket',
  } as const;
  const put = `PutBucket${of.name}`;
  const before = of.prepare ?? [];
  const addressed = ({ bucket }: Fixture) => ({ bucket, query: [[of.subresource, null] as const] });
  const operations = [
    later(of.feature, {
      ...shared,
      id: put,
      title: `PUT Bucket ${of.subresource}`,
      method: 'PUT',
      body: {
        kind: 'xml',
        document: of.request,
        md5: of.md5,
        required: true,
        ...(of.maxBytes === undefined ? {} : { maxBytes: of.maxBytes }),
      },
      success: [{ status: [200], body: 'empty', headers: [] }],
      refusals: ['malformed-xml', ...(of.refusals ?? [])],
      prepare: before,
      effect: 'changes-bucket',
      sample: (fixture) => ({ ...addressed(fixture), ...xmlSample(of.request, of.sample(fixture)) }),
    }),
    later(of.feature, {
      ...shared,
      id: `GetBucket${of.name}`,
      title: `GET Bucket ${of.subresource}`,
      method: 'GET',
      success: [{ status: [200], body: { document: of.response }, headers: [] }],
      refusals: of.absent === undefined ? [] : [of.absent],
      prepare: [...before, put],
      effect: 'none',
      sample: addressed,
    }),
  ];
  if (!of.deletable) return operations;
  return [
    ...operations,
    later(of.feature, {
      ...shared,
      id: `DeleteBucket${of.name}`,
      title: `DELETE Bucket ${of.subresource}`,
      method: 'DELETE',
      success: [{ status: [204], body: 'empty', headers: [] }],
      prepare: [...before, put],
      effect: 'changes-bucket',
      sample: addressed,
    }),
  ];
}

/** Website, logging, referer, replication, encryption and accelerate: one document each under one sub-resource. */
export const bucketConfigurationOperations: readonly Operation[] = [
  ...configurationOperations({
    name: 'Website',
    subresource: 'website',
    feature: 'website',
    request: 'WebsiteConfiguration',
    response: 'WebsiteConfiguration',
    md5: 'optional',
    maxBytes: 65_536,
    absent: 'no-website',
    deletable: true,
    sample: () => ({ IndexDocument: { Suffix: 'index.html' } }),
  }),
  ...configurationOperations({
    name: 'Logging',
    subresource: 'logging',
    feature: 'logging',
    request: 'BucketLoggingStatus',
    response: 'BucketLoggingStatus',
    md5: 'optional',
    deletable: false,
    sample: () => ({}),
  }),
  ...configurationOperations({
    name: 'Referer',
    subresource: 'referer',
    feature: 'referer',
    request: 'RefererConfiguration',
    response: 'RefererConfiguration',
    md5: 'required',
    absent: 'no-referer',
    deletable: false,
    sample: () => ({
      Status: 'Enabled',
      RefererType: 'Black-List',
      DomainList: { Domain: ['blocked.example.com'] },
      EmptyReferConfiguration: 'Allow',
    }),
  }),
  ...configurationOperations({
    name: 'Replication',
    subresource: 'replication',
    feature: 'replication',
    request: 'ReplicationConfiguration',
    response: 'ReplicationConfiguration',
    md5: 'optional',
    absent: 'no-replication',
    deletable: true,
    refusals: ['invalid-bucket-state'],
    prepare: ['PutBucketVersioning'],
    sample: (fixture) => ({
      Role: principal(fixture),
      Rule: [
        {
          Status: 'Disabled',
          ID: 'sample',
          Prefix: 'logs/',
          Destination: { Bucket: `qcs::cos:ap-guangzhou::${fixture.bucket}` },
        },
      ],
    }),
  }),
  ...configurationOperations({
    name: 'Encryption',
    subresource: 'encryption',
    feature: 'encryption',
    request: 'ServerSideEncryptionConfiguration',
    response: 'ServerSideEncryptionConfiguration',
    md5: 'optional',
    absent: 'no-encryption',
    deletable: true,
    sample: () => ({ Rule: [{ ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } }] }),
  }),
  ...configurationOperations({
    name: 'Accelerate',
    subresource: 'accelerate',
    feature: 'accelerate',
    request: 'AccelerateConfigurationRequest',
    response: 'AccelerateConfiguration',
    md5: 'optional',
    deletable: false,
    sample: () => ({ Status: 'Enabled' }),
  }),
];

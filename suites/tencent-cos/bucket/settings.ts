import type { CheckContext } from '../../../harness/check/context.ts';
import { setVersioning } from '../versions.ts';
import type { Setting } from './setting.ts';

/** A setting whose absence is an error. */
type Removable = Setting & { readonly absent: string };

/** Tags of a bucket. T-TAG-01 to -03. */
export const tagging: Removable = {
  name: 'Tagging',
  request: 'Tagging',
  response: 'Tagging',
  absent: 'no-tags',
  one: () => ({
    TagSet: {
      Tag: [
        { Key: 'color', Value: 'blue' },
        { Key: 'a +-_=.:/', Value: 'z +-_=.:/' },
        { Key: 'size', Value: '10' },
      ],
    },
  }),
  other: () => ({ TagSet: { Tag: [{ Key: 'color', Value: 'green' }] } }),
};

/** Static website. T-BCFG-01, -02. */
export const website: Removable = {
  name: 'Website',
  request: 'WebsiteConfiguration',
  response: 'WebsiteConfiguration',
  absent: 'no-website',
  one: () => ({
    IndexDocument: { Suffix: 'index.html' },
    ErrorDocument: { Key: 'error.html' },
    RoutingRules: {
      RoutingRule: [
        {
          Condition: { KeyPrefixEquals: 'old/' },
          Redirect: { Protocol: 'https', ReplaceKeyPrefixWith: 'new/' },
        },
        { Condition: { HttpErrorCodeReturnedEquals: 404 }, Redirect: { ReplaceKeyWith: 'missing.html' } },
      ],
    },
  }),
  other: () => ({
    IndexDocument: { Suffix: 'start.html' },
    RedirectAllRequestsTo: { Protocol: 'https' },
  }),
};

/** Access log. What it can be set to depends on roles of the account. T-BCFG-05, -06. */
export const logging = {
  name: 'Logging',
  request: 'BucketLoggingStatus',
  response: 'BucketLoggingStatus',
  one: ({ bucket }: CheckContext) => ({ LoggingEnabled: { TargetBucket: bucket, TargetPrefix: 'log/' } }),
  other: () => ({}),
} satisfies Setting;

/** Referers that are let in or kept out. T-BCFG-07. */
export const referer: Setting = {
  name: 'Referer',
  request: 'RefererConfiguration',
  response: 'RefererConfiguration',
  one: () => ({
    Status: 'Enabled',
    RefererType: 'Black-List',
    DomainList: { Domain: ['*.example.com', 'www.example.org:8080'] },
    EmptyReferConfiguration: 'Allow',
  }),
  other: () => ({
    Status: 'Disabled',
    RefererType: 'White-List',
    DomainList: { Domain: ['*.example.net'] },
    EmptyReferConfiguration: 'Deny',
  }),
};

/** Replication to another bucket, which takes versions. T-BCFG-08, -09. */
export const replication: Removable = {
  name: 'Replication',
  request: 'ReplicationConfiguration',
  response: 'ReplicationConfiguration',
  absent: 'no-replication',
  needs: ['versioning'],
  before: (t) => setVersioning(t, 'Enabled'),
  one: (t) => replicating(t, 'one', 'logs/'),
  other: (t) => replicating(t, 'other', 'pictures/'),
};

function replicating(t: CheckContext, id: string, prefix: string) {
  const { account, uin = account } = t.identity('main');
  return {
    Role: `qcs::cam::uin/${uin}:uin/${uin}`,
    Rule: [
      {
        Status: 'Disabled',
        ID: id,
        Prefix: prefix,
        Destination: { Bucket: `qcs::cos:ap-guangzhou::${t.bucket}` },
      },
    ],
  };
}

/** Encryption of what is stored. T-BCFG-10, -11. */
export const encryption: Removable = {
  name: 'Encryption',
  request: 'ServerSideEncryptionConfiguration',
  response: 'ServerSideEncryptionConfiguration',
  absent: 'no-encryption',
  one: () => ({ Rule: { ApplyServerSideEncryptionByDefault: { SSEAlgorithm: 'AES256' } } }),
};

/** Global acceleration. T-BCFG-13. */
export const accelerate: Setting = {
  name: 'Accelerate',
  request: 'AccelerateConfigurationRequest',
  response: 'AccelerateConfiguration',
  one: () => ({ Status: 'Enabled' }),
  other: () => ({ Status: 'Suspended' }),
};

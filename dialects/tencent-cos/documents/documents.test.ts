import { Ajv2020 } from 'ajv/dist/2020.js';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textAt, textsAt } from '../../core/document-access.ts';
import { readDocument } from '../../core/document-read.ts';
import { renderDocument } from '../../core/document-render.ts';
import { documentSchema } from '../../core/document-schema.ts';
import { documentValue } from '../../core/document-value.fixture.ts';
import { parseXml } from '../../core/xml-tree.ts';
import { type DocumentName, documents } from './index.ts';

const names = Object.keys(documents) as DocumentName[];
const ajv = new Ajv2020();

function read(name: DocumentName, xml: string) {
  return readDocument(documents[name], parseXml(xml));
}

describe.each(names)('%s', (name) => {
  const spec = documents[name];
  const validate = ajv.compile(documentSchema(spec));

  it('any value renders, parses, reads back equal and satisfies the schema', () => {
    fc.assert(
      fc.property(documentValue(spec), (value) => {
        const { value: again, problems } = readDocument(spec, parseXml(renderDocument(spec, value)));
        expect(problems).toEqual([]);
        expect(structuredClone(again)).toEqual(structuredClone(value));
        expect(validate(structuredClone(again))).toBe(true);
      }),
      { numRuns: 30 },
    );
  });

  it('another root is a problem', () => {
    expect(read(name, '<Bucketproof/>').problems[0]).toMatchObject({ kind: 'wrong-root' });
  });
});

/** The sample documents of the chapters, shortened to one entry each. */
const SAMPLES: readonly (readonly [DocumentName, string])[] = [
  [
    'Error',
    '<?xml version="1.0" encoding="UTF-8"?><Error><Code>c</Code><Message>m</Message><Resource>r</Resource><RequestId>i</RequestId><TraceId>t</TraceId></Error>',
  ],
  [
    'ListAllMyBucketsResult',
    '<ListAllMyBucketsResult><Owner><ID>qcs::cam::uin/1:uin/1</ID><DisplayName>1</DisplayName></Owner><Buckets><Bucket><Name>01</Name><Location>ap-beijing</Location><CreateDate>2016-09-13 15:20:15</CreateDate></Bucket></Buckets></ListAllMyBucketsResult>',
  ],
  [
    'ListBucketResult',
    `<?xml version='1.0' encoding='utf-8' ?><ListBucketResult><Name>n</Name><Encoding-Type>url</Encoding-Type><Prefix>ela</Prefix><Marker/><MaxKeys>1000</MaxKeys><Delimiter>/</Delimiter><IsTruncated>false</IsTruncated><NextMarker>1234.txt</NextMarker><Contents><Key>testL</Key><LastModified>2017-06-23T12:33:26.000Z</LastModified><ETag>"79f2a852fac7e826c9f4dbe037f8a63b"</ETag><Size>10485760</Size><Owner><ID>1252375641</ID></Owner><StorageClass>STANDARD</StorageClass></Contents></ListBucketResult>`,
  ],
  [
    'AccessControlPolicy',
    '<AccessControlPolicy><Owner><ID>qcs::cam::uin/12345:uin/12345</ID><DisplayName>qcs::cam::uin/12345:uin/12345</DisplayName></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="RootAccount"><ID>qcs::cam::uin/12345:uin/12345</ID><DisplayName>d</DisplayName></Grantee><Permission>FULL_CONTROL</Permission></Grant></AccessControlList></AccessControlPolicy>',
  ],
  [
    'AccessControlPolicyRequest',
    '<AccessControlPolicy><Owner><ID>qcs::cam::uin/12345:uin/12345</ID></Owner><AccessControlList><Grant><Grantee xmlns:xsi="http://www.w3.org/2001/XMLSchema-instance" xsi:type="Group"><URI>http://cam.qcloud.com/groups/global/AllUsers</URI></Grantee><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>',
  ],
  [
    'CORSConfiguration',
    '<CORSConfiguration><CORSRule><ID>1234</ID><AllowedOrigin>http://www.qq.com</AllowedOrigin><AllowedMethod>PUT</AllowedMethod><AllowedHeader>x-cos-meta-test</AllowedHeader><MaxAgeSeconds>500</MaxAgeSeconds><ExposeHeader>x-cos-meta-test1</ExposeHeader></CORSRule></CORSConfiguration>',
  ],
  ['LocationConstraint', '<LocationConstraint>cos.ap-beijing</LocationConstraint>'],
  [
    'LifecycleConfiguration',
    '<LifecycleConfiguration><Rule><ID>id1</ID><Filter><Prefix>documents/</Prefix></Filter><Status>Enabled</Status><Transition><Days>100</Days><StorageClass>STANDARD_IA</StorageClass></Transition></Rule><Rule><ID>id2</ID><Filter><Prefix>logs/</Prefix></Filter><Status>Enabled</Status><Expiration><Days>10</Days></Expiration></Rule></LifecycleConfiguration>',
  ],
  [
    'ListMultipartUploadsResult',
    '<ListMultipartUploadsResult><Bucket>b</Bucket><Encoding-Type/><KeyMarker/><UploadIdMarker/><MaxUploads>1000</MaxUploads><Prefix/><Delimiter>/</Delimiter><IsTruncated>false</IsTruncated><Upload><Key>Object</Key><UploadID>1484726657932b</UploadID><Initiator><UIN>14847266009</UIN></Initiator><Owner><UID>1251668577</UID></Owner><StorageClass>Standard</StorageClass><Initiated>Wed Jan 18 16:04:17 2017</Initiated></Upload><CommonPrefixs><Prefix>a/</Prefix></CommonPrefixs></ListMultipartUploadsResult>',
  ],
  [
    'CompleteMultipartUpload',
    '<CompleteMultipartUpload><Part><PartNumber>1</PartNumber><ETag>&quot;abc&quot;</ETag></Part></CompleteMultipartUpload>',
  ],
  [
    'CompleteMultipartUploadResult',
    '<CompleteMultipartUploadResult><Location>h/ObjectName</Location><Bucket>b</Bucket><Key>ObjectName</Key><ETag>"3a0f1fd698c235af9cf098cb74aa25bc"</ETag></CompleteMultipartUploadResult>',
  ],
  [
    'Delete',
    '<Delete><Quiet>true</Quiet><Object><Key>aa</Key></Object><Object><Key>aaa</Key></Object></Delete>',
  ],
  ['DeleteResult', '<DeleteResult/>'],
  [
    'DeleteResult',
    '<DeleteResult><Deleted><Key>aa</Key></Deleted><Error><Key>b</Key><Code>c</Code><Message>m</Message></Error></DeleteResult>',
  ],
  [
    'InitiateMultipartUploadResult',
    '<InitiateMultipartUploadResult><Bucket>b</Bucket><Key>ObjectName</Key><UploadId>14847272</UploadId></InitiateMultipartUploadResult>',
  ],
  [
    'ListPartsResult',
    '<ListPartsResult><Bucket>burning</Bucket><Encoding-type/><Key>test10M_2</Key><uploadId>1484642</uploadId><Initiator><ID>1</ID><DisplyName>1</DisplyName></Initiator><Owner><ID>qcs::cam::uin/1:uin/1</ID><DisplyName>1</DisplyName></Owner><PartNumberMarker>0</PartNumberMarker><Part><PartNumber>1</PartNumber><LastModified>Tue Jan 17 16:43:37 2017</LastModified><ETag>"a1f8e5e4d63ac6970a0062a6277e191fe09a1382"</ETag><Size>5242880</Size></Part><NextPartNumberMarker>1</NextPartNumberMarker><StorageClass>Standard</StorageClass><MaxParts>1</MaxParts><IsTruncated>true</IsTruncated></ListPartsResult>',
  ],
  [
    'PostResponse',
    '<PostResponse><Location>http://h/a/empty.a</Location><Bucket>xxxx-123456</Bucket><Key>a/empty.a</Key><ETag>d41d8cd98f00b204e9800998ecf8427e</ETag></PostResponse>',
  ],
  [
    'RestoreRequest',
    '<RestoreRequest><Days>1</Days><CASJobParameters><Tier>Standard</Tier></CASJobParameters></RestoreRequest>',
  ],
  [
    'CopyObjectResult',
    '<CopyObjectResult><ETag>"ba82b57c"</ETag><LastModified>2017-08-04T02:41:45</LastModified></CopyObjectResult>',
  ],
  [
    'CopyPartResult',
    '<CopyPartResult><ETag>"ba82b57c"</ETag><LastModified>2017-09-04T04:45:45</LastModified></CopyPartResult>',
  ],
  ['VersioningConfiguration', '<VersioningConfiguration/>'],
  ['BucketLoggingStatus', '<BucketLoggingStatus/>'],
  [
    'CompleteMultipartUploadResult',
    '<CompleteMultipartUploadResult xmlns="http://www.qcloud.com/document/product/436/7751"><Location>http://h/k</Location><Bucket>b</Bucket><Key>k</Key><ETag>&quot;e-1&quot;</ETag></CompleteMultipartUploadResult>',
  ],
];

describe('sample documents', () => {
  it.each(SAMPLES)('%s reads without problems and satisfies the schema', (name, xml) => {
    const { value, problems } = read(name, xml);
    expect(problems).toEqual([]);
    const validate = ajv.compile(documentSchema(documents[name]));
    expect(validate(structuredClone(value))).toBe(true);
  });
});

describe('spellings of the base document', () => {
  const sample = (name: DocumentName) => read(name, SAMPLES.find(([of]) => of === name)?.[1] ?? '').value;

  it('are read under one name', () => {
    expect(textAt(sample('ListAllMyBucketsResult'), 'Buckets.Bucket.CreationDate')).toBe(
      '2016-09-13 15:20:15',
    );
    expect(textAt(sample('ListBucketResult'), 'EncodingType')).toBe('url');
    expect(textAt(sample('ListMultipartUploadsResult'), 'Upload.UploadId')).toBe('1484726657932b');
    expect(textAt(sample('ListMultipartUploadsResult'), 'Upload.Owner.ID')).toBe('1251668577');
    expect(textsAt(sample('ListMultipartUploadsResult'), 'CommonPrefixes.Prefix')).toEqual(['a/']);
    expect(textAt(sample('ListPartsResult'), 'UploadId')).toBe('1484642');
    expect(textAt(sample('ListPartsResult'), 'Initiator.DisplayName')).toBe('1');
  });

  it('the type of a grantee is an attribute with a namespace', () => {
    expect(textAt(sample('AccessControlPolicy'), 'AccessControlList.Grant.Grantee.@type')).toBe(
      'RootAccount',
    );
  });
});

describe('what the chapters demand', () => {
  it.each<[DocumentName, string, string]>([
    ['CORSConfiguration', '<CORSConfiguration/>', 'missing'],
    [
      'CORSConfiguration',
      '<CORSConfiguration><CORSRule><AllowedMethod>GET</AllowedMethod></CORSRule></CORSConfiguration>',
      'missing',
    ],
    [
      'CORSConfiguration',
      '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>PATCH</AllowedMethod></CORSRule></CORSConfiguration>',
      'bad-text',
    ],
    [
      'CORSConfiguration',
      '<CORSConfiguration><CORSRule><AllowedOrigin>*</AllowedOrigin><AllowedMethod>GET</AllowedMethod><MaxAgeSeconds>x</MaxAgeSeconds></CORSRule></CORSConfiguration>',
      'bad-text',
    ],
    ['Delete', '<Delete><Quiet>true</Quiet></Delete>', 'missing'],
    ['Delete', `<Delete>${'<Object><Key>a</Key></Object>'.repeat(1001)}</Delete>`, 'too-many'],
    ['CompleteMultipartUpload', '<CompleteMultipartUpload/>', 'missing'],
    [
      'CompleteMultipartUpload',
      '<CompleteMultipartUpload><Part><PartNumber>10001</PartNumber><ETag>e</ETag></Part></CompleteMultipartUpload>',
      'bad-text',
    ],
    [
      'LifecycleConfiguration',
      '<LifecycleConfiguration><Rule><Status>enabled</Status></Rule></LifecycleConfiguration>',
      'bad-text',
    ],
    [
      'LifecycleConfiguration',
      '<LifecycleConfiguration><Rule><Filter><Prefix>a</Prefix><Prefix>b</Prefix></Filter><Status>Enabled</Status></Rule></LifecycleConfiguration>',
      'repeated',
    ],
    [
      'LifecycleConfiguration',
      '<LifecycleConfiguration><Rule><Status>Enabled</Status><Expiration><Days>0</Days></Expiration></Rule></LifecycleConfiguration>',
      'bad-text',
    ],
    [
      'AccessControlPolicyRequest',
      '<AccessControlPolicy><AccessControlList/></AccessControlPolicy>',
      'missing',
    ],
    [
      'AccessControlPolicyRequest',
      '<AccessControlPolicy><Owner><ID>1</ID></Owner><AccessControlList><Grant><Permission>READ</Permission></Grant></AccessControlList></AccessControlPolicy>',
      'missing',
    ],
    ['VersioningConfigurationRequest', '<VersioningConfiguration/>', 'missing'],
  ])('%s %#: %s is a problem', (name, xml, kind) => {
    expect(read(name, xml).problems.map((problem) => problem.kind)).toContain(kind);
  });

  it('elements that are not known are no problem', () => {
    const xml = '<Delete><Bucketproof>1</Bucketproof><Object><Key>a</Key></Object></Delete>';
    expect(read('Delete', xml).problems).toEqual([]);
  });
});

import type { CheckRecord, ExchangeRecord } from '../record.ts';
import { sampleError, samplePair, sampleXml } from './sample-exchanges.ts';

type Notable = Pick<
  CheckRecord,
  'operation' | 'title' | 'claims' | 'level' | 'impact' | 'outcome' | 'mismatches' | 'divergences'
> & {
  readonly slug: string;
  readonly reason?: CheckRecord['reason'];
  readonly referenceFailed?: boolean;
  readonly pairs: readonly { readonly target: ExchangeRecord; readonly reference: ExchangeRecord }[];
};

const put = samplePair(
  {
    operation: 'PutObject',
    method: 'PUT',
    target: '/bp/range/ten',
    headers: [['Content-Type', 'text/plain']],
    body: '0123456789',
    phase: 'setup',
  },
  { status: 200, reason: 'OK', headers: [['ETag', '"781e5e245d69b566979b86e28d23f2c7"']] },
  { status: 200, reason: 'OK', headers: [['ETag', '"781e5e245d69b566979b86e28d23f2c7"']] },
);

const contents = (keys: readonly string[]): string =>
  keys
    .map(
      (key) =>
        `<Contents><Key>${key}</Key><LastModified>2026-11-21T09:41:06.000Z</LastModified><ETag>&quot;d41d8cd98f00b204e9800998ecf8427e&quot;</ETag><Size>0</Size><Owner><ID>1250000000</ID></Owner><StorageClass>STANDARD</StorageClass></Contents>`,
    )
    .join('');
const listing = (keys: readonly string[], tail: string): string =>
  `<?xml version="1.0" encoding="UTF-8"?><ListBucketResult><Name>bp-7f3a-1250000000</Name><Prefix>bp/</Prefix><Marker/><MaxKeys>3</MaxKeys>${tail}${contents(keys)}</ListBucketResult>`;

/** Checks worth reading: what a report has to show well. */
export const SAMPLE_NOTABLE: readonly Notable[] = [
  {
    slug: 'range-first-bytes',
    operation: 'GetObject',
    title: 'bytes=0-3 answers 206 with the first four bytes',
    claims: ['S-GETOBJ-07', 'S-GETOBJ-08'],
    level: 'must',
    impact: 'breaks-clients',
    outcome: 'fail',
    mismatches: [
      { exchange: 1, facet: 'status', expected: '206', got: '200' },
      { exchange: 1, facet: 'header content-range', expected: 'bytes 0-3/10', got: '(absent)' },
      { exchange: 1, facet: 'body', expected: '0123', got: '0123456789' },
    ],
    divergences: [
      { exchange: 1, facet: 'status', reference: '206', target: '200' },
      { exchange: 1, facet: 'header content-range', reference: 'bytes 0-3/10', target: '(absent)' },
      { exchange: 1, facet: 'body', reference: '0123', target: '0123456789' },
    ],
    pairs: [
      put,
      samplePair(
        { operation: 'GetObject', method: 'GET', target: '/bp/range/ten', headers: [['Range', 'bytes=0-3']] },
        { status: 200, reason: 'OK', headers: [['Content-Type', 'text/plain']], body: '0123456789' },
        {
          status: 206,
          reason: 'Partial Content',
          headers: [
            ['Content-Type', 'text/plain'],
            ['Content-Range', 'bytes 0-3/10'],
          ],
          body: '0123',
        },
      ),
    ],
  },
  {
    slug: 'keys-in-utf8-order',
    operation: 'GetBucket',
    title: 'keys are listed in UTF-8 byte order and the page says where the next one starts',
    claims: ['S-LIST-02', 'S-LIST-11'],
    level: 'must',
    impact: 'data-loss',
    outcome: 'fail',
    mismatches: [
      { exchange: 0, facet: '/ListBucketResult/Contents[2]/Key', expected: 'bp/Z', got: 'bp/a' },
      { exchange: 0, facet: '/ListBucketResult/NextMarker', expected: 'bp/a', got: '(absent)' },
    ],
    divergences: [
      { exchange: 0, facet: '/ListBucketResult/Contents[2]/Key', reference: 'bp/Z', target: 'bp/a' },
      { exchange: 0, facet: '/ListBucketResult/NextMarker', reference: 'bp/a', target: '(absent)' },
    ],
    pairs: [
      samplePair(
        { operation: 'GetBucket', method: 'GET', target: '/?prefix=bp%2F&max-keys=3' },
        sampleXml(listing(['bp/A', 'bp/a', 'bp/Z'], '<IsTruncated>true</IsTruncated>')),
        sampleXml(
          listing(['bp/A', 'bp/Z', 'bp/a'], '<IsTruncated>true</IsTruncated><NextMarker>bp/a</NextMarker>'),
        ),
      ),
    ],
  },
  {
    slug: 'anonymous-may-not-set',
    operation: 'PutObjectAcl',
    title: 'an anonymous request to change an ACL is refused',
    claims: ['S-ACL-04'],
    level: 'must',
    impact: 'security',
    outcome: 'fail',
    mismatches: [
      { exchange: 1, facet: 'status', expected: '403', got: '200' },
      { exchange: 1, facet: 'code', expected: 'AccessDenied', got: '(no error document)' },
    ],
    divergences: [{ exchange: 1, facet: 'status', reference: '403', target: '200' }],
    pairs: [
      put,
      samplePair(
        {
          operation: 'PutObjectAcl',
          method: 'PUT',
          target: '/bp/range/ten?acl',
          headers: [['x-sample-acl', 'public-read-write']],
          identity: 'anonymous',
        },
        { status: 200, reason: 'OK' },
        sampleError(403, 'Forbidden', 'AccessDenied', 'Access Denied.'),
      ),
    ],
  },
  {
    slug: 'missing-key-code',
    operation: 'GetObject',
    title: 'an absent key answers 404 NoSuchKey',
    claims: ['S-ERR-12'],
    level: 'must',
    impact: 'breaks-clients',
    outcome: 'fail',
    mismatches: [{ exchange: 0, facet: 'code', expected: 'NoSuchKey', got: 'NotFound' }],
    divergences: [
      { exchange: 0, facet: 'code', reference: 'NoSuchKey', target: 'NotFound' },
      {
        exchange: 0,
        facet: '/Error/Message',
        reference: 'The specified key does not exist.',
        target: 'no such thing',
      },
    ],
    pairs: [
      samplePair(
        { operation: 'GetObject', method: 'GET', target: "/bp/isn't%20there?response-content-type=a%2Fb" },
        sampleError(404, 'Not Found', 'NotFound', 'no such thing'),
        sampleError(404, 'Not Found', 'NoSuchKey', 'The specified key does not exist.'),
      ),
    ],
  },
  {
    slug: 'error-media-type',
    operation: 'HeadBucket',
    title: 'an error answer is application/xml',
    claims: ['S-ERR-03'],
    level: 'should',
    impact: 'cosmetic',
    outcome: 'fail',
    mismatches: [{ exchange: 0, facet: 'header content-type', expected: 'application/xml', got: 'text/xml' }],
    divergences: [],
    pairs: [
      samplePair(
        { operation: 'HeadBucket', method: 'HEAD', target: '/', identity: 'second' },
        { status: 403, reason: 'Forbidden', headers: [['Content-Type', 'text/xml']] },
        { status: 403, reason: 'Forbidden', headers: [['Content-Type', 'application/xml']] },
      ),
    ],
  },
  {
    slug: 'wrong-order-of-parts',
    operation: 'CompleteMultipartUpload',
    title: 'parts named out of order are refused',
    claims: ['S-COMPLETE-05'],
    level: 'must',
    impact: 'data-loss',
    outcome: 'fail',
    referenceFailed: true,
    mismatches: [{ exchange: 0, facet: 'status', expected: '400', got: '200' }],
    divergences: [],
    pairs: [
      samplePair(
        {
          operation: 'CompleteMultipartUpload',
          method: 'POST',
          target: '/bp/mp?uploadId=1611',
          headers: [['Content-Type', 'application/xml']],
          body: '<CompleteMultipartUpload><Part><PartNumber>2</PartNumber><ETag>"b"</ETag></Part><Part><PartNumber>1</PartNumber><ETag>"a"</ETag></Part></CompleteMultipartUpload>',
        },
        sampleXml('<CompleteMultipartUploadResult><ETag>"c-2"</ETag></CompleteMultipartUploadResult>'),
        sampleXml('<CompleteMultipartUploadResult><ETag>"c-2"</ETag></CompleteMultipartUploadResult>'),
      ),
    ],
  },
  {
    slug: 'storage-class-header',
    operation: 'HeadObject',
    title: 'metadata comes back as it was stored',
    claims: ['S-HEADOBJ-02'],
    level: 'must',
    impact: 'cosmetic',
    outcome: 'divergent',
    mismatches: [],
    divergences: [
      { exchange: 1, facet: 'header x-sample-storage-class', reference: 'STANDARD', target: '(absent)' },
      { exchange: 1, facet: 'header etag', reference: '"781e5e24…"', target: '781e5e24…' },
    ],
    pairs: [
      put,
      samplePair(
        { operation: 'HeadObject', method: 'HEAD', target: '/bp/range/ten' },
        { status: 200, reason: 'OK', headers: [['ETag', '781e5e245d69b566979b86e28d23f2c7']] },
        {
          status: 200,
          reason: 'OK',
          headers: [
            ['ETag', '"781e5e245d69b566979b86e28d23f2c7"'],
            ['x-sample-storage-class', 'STANDARD'],
          ],
        },
      ),
    ],
  },
  {
    slug: 'copy-needs-source-access',
    operation: 'CopyObject',
    title: 'a copy from an object that may not be read is refused',
    claims: ['S-COPY-09'],
    level: 'must',
    impact: 'security',
    outcome: 'inconclusive',
    reason: { code: 'setup-failed', message: 'PutObject, which prepares the check, got no response' },
    mismatches: [],
    divergences: [],
    pairs: [
      samplePair(
        { operation: 'PutObject', method: 'PUT', target: '/bp/copy/source', body: 'x', phase: 'setup' },
        undefined,
        { status: 200, reason: 'OK' },
      ),
    ],
  },
];

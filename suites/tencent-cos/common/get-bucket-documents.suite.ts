import type { RequestSpec } from '../../../harness/check/context.ts';
import { suite } from '../../../harness/check/suite.ts';
import { store } from '../../behaviours/stored-object.ts';

export default suite('GetBucket', [
  {
    id: 'documents-are-xml',
    title: 'Listings and configurations are XML documents, whatever the client would rather have',
    claims: ['T-ADDR-08'],
    run: async (t) => {
      const key = await store(t, 'object');
      const requests: readonly [document: string, request: RequestSpec][] = [
        ['ListAllMyBucketsResult', { op: 'GetService' }],
        ['ListBucketResult', { op: 'GetBucket', query: { prefix: key } }],
        ['AccessControlPolicy', { op: 'GetBucketAcl', query: { acl: null } }],
        ['LocationConstraint', { op: 'GetBucketLocation', query: { location: null } }],
        ['ListMultipartUploadsResult', { op: 'ListMultipartUploads', query: { uploads: null, prefix: key } }],
        ['AccessControlPolicy', { op: 'GetObjectAcl', key, query: { acl: null } }],
      ];
      for (const [document, request] of requests) {
        for (const accept of ['application/json', 'text/html, */*;q=0']) {
          const exchange = await t.send({ ...request, headers: { Accept: accept } });
          t.expect(exchange, {
            success: true,
            document,
            headers: { 'content-type': /application\/xml(;.*)?/i },
          });
        }
      }
    },
  },
]);

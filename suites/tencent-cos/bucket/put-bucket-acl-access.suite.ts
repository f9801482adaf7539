import { suite } from '../../../harness/check/suite.ts';
import { bucketAccess } from '../../behaviours/access-buckets.ts';
import { objectAccess } from '../../behaviours/access-objects.ts';
import { access } from '../access-binding.ts';

/** Objects without a list of their own inherit: the document says so in one chapter and not in others. */
const INHERITS = { level: 'should', reading: 'default-object-acl' } as const;

export default suite('PutBucketAcl', [
  ...bucketAccess({
    ...access,
    grounds: {
      'private-and-everyone': ['T-ACL-04', 'T-AUTH-42'],
      'private-and-another-account': ['T-ACL-04', 'T-AUTH-44'],
      'public-read-and-listing': ['T-ACL-02', 'T-HEADBKT-07'],
      'public-read-and-reading': { claims: ['T-ACL-02'], ...INHERITS },
      'public-read-and-writing': ['T-ACL-02'],
      'public-read-and-another-account': ['T-ACL-02'],
      'public-read-write-and-writing': ['T-ACL-03'],
      'public-read-write-and-acl': ['T-ACL-11', 'T-PUTBACL-05', 'T-GETBACL-03'],
      'read-grant-and-listing': ['T-ACL-08', 'T-PUTBACL-20', 'T-HEADBKT-05'],
      'read-grant-and-writing': ['T-ACL-10'],
      'read-grant-and-acl': ['T-ACL-11', 'T-PUTBACL-05', 'T-GETBACL-02'],
      'write-grant-and-writing': ['T-ACL-09'],
      'write-grant-and-listing': ['T-ACL-04', 'T-HEADBKT-05'],
      'write-grant-and-acl': ['T-ACL-11', 'T-PUTBACL-05', 'T-GETBACL-02'],
      'full-control-grant': ['T-ACL-07'],
      'grants-reach-nobody-else': ['T-ACL-04'],
      'revoked-grants': ['T-PUTBACL-04', 'T-ACL-04'],
      'owner-keeps-control': ['T-ACL-01'],
      'owner-keeps-control-beside-grants': ['T-ACL-01'],
    },
  }),
  ...objectAccess({
    ...access,
    grounds: {
      'object-list-outlives-bucket-list': ['T-ACL-05', 'T-ACL-06'],
      'object-follows-bucket': { claims: ['T-ACL-02', 'T-ACL-04'], ...INHERITS },
      'object-follows-grant': { claims: ['T-ACL-04', 'T-PUTBACL-20'], ...INHERITS },
    },
  }),
]);

import { suite } from '../../../harness/check/suite.ts';
import { objectAccess } from '../../behaviours/access-objects.ts';
import { access } from '../access-binding.ts';

export default suite('PutObject', [
  ...objectAccess({
    ...access,
    grounds: {
      'public-object-in-private-bucket': ['T-ACL-05', 'T-AUTH-43'],
      'public-object-and-another-account': ['T-ACL-05'],
      'private-object-in-public-bucket': ['T-ACL-06'],
    },
  }),
]);

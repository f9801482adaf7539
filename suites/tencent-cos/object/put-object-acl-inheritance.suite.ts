import { suite } from '../../../harness/check/suite.ts';
import { objectAccess } from '../../behaviours/access-objects.ts';
import { access } from '../access-binding.ts';

export default suite('PutObjectAcl', [
  ...objectAccess({ ...access, grounds: { 'closed-object-in-public-bucket': ['T-ACL-06'] } }),
]);

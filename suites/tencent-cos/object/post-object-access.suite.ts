import { suite } from '../../../harness/check/suite.ts';
import { formAccess } from '../../behaviours/form-access.ts';
import { access } from '../access-binding.ts';
import { form } from './form-binding.ts';

export default suite('PostObject', [
  ...formAccess({
    ...form,
    access,
    grounds: {
      'acl-public-read': ['T-POST-16'],
      'acl-private': ['T-POST-16'],
      'acl-inherited': ['T-POST-16'],
      'acl-unknown': { claims: ['T-POST-16'], level: 'should' },
      'anonymous-to-private-bucket': ['T-POST-12', 'T-POST-48'],
      'anonymous-to-readable-bucket': ['T-POST-12'],
      'anonymous-to-writable-bucket': ['T-POST-12'],
      'other-account': ['T-POST-12'],
      'granted-account': ['T-POST-12'],
    },
  }),
]);

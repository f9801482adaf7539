import { suite } from '../../../harness/check/suite.ts';
import { formConditions } from '../../behaviours/form-conditions.ts';
import { formPolicyDocuments } from '../../behaviours/form-policy-documents.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { policyBesideSignature, signedPolicy } from './form-binding.ts';

export default suite('PostObject', [
  ...formConditions({
    ...policyBesideSignature,
    grounds: {
      ...sameGrounds(
        [
          'condition-exact-key',
          'condition-exact-acl',
          'condition-exact-header',
          'condition-exact-status',
          'condition-exact-metadata',
          'condition-exact-storage-class',
        ],
        ['T-POST-27'],
      ),
      ...sameGrounds(
        [
          'condition-prefix-key',
          'condition-prefix-acl',
          'condition-prefix-header',
          'condition-prefix-metadata',
          'condition-prefix-redirect',
        ],
        ['T-POST-28'],
      ),
      'condition-empty-prefix': ['T-POST-29'],
      'condition-size': ['T-POST-30'],
      'condition-bucket': ['T-POST-31'],
      'condition-absent': ['T-POST-32'],
      'condition-spellings': ['T-POST-34'],
      'condition-several-in-object': { claims: ['T-POST-34'], level: 'should' },
      'condition-names': ['T-POST-35'],
      'condition-names-bare': { claims: ['T-POST-35'], level: 'should', reading: 'form-policy-json' },
      'condition-all-have-to-hold': ['T-POST-27'],
      'condition-field-repeated': ['T-POST-27'],
    },
  }),
  ...formPolicyDocuments({
    ...policyBesideSignature,
    grounds: {
      'policy-expired': ['T-POST-26'],
      'policy-far-future': ['T-POST-26'],
      'policy-not-base64': ['T-POST-33'],
      'policy-not-json': { claims: ['T-POST-33'], reading: 'form-policy-json' },
      'policy-not-a-policy': { claims: ['T-POST-33'], level: 'should' },
    },
  }),
  ...formConditions({
    ...signedPolicy,
    grounds: {
      'condition-field-absent': ['T-POST-49'],
      'condition-after-filename': ['T-POST-40'],
    },
  }),
  ...formPolicyDocuments({
    ...signedPolicy,
    grounds: { 'policy-layout': ['T-POST-39'], 'policy-time-zone': ['T-POST-38'] },
  }),
]);

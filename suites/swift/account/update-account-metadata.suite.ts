import { suite } from '../../../harness/check/suite.ts';
import { attributeChecks } from '../attributes.ts';
import { invalidRequest, missingAccount } from '../invalid-request.ts';

export default suite('UpdateAccountMetadata', [
  ...attributeChecks({
    owner: 'Account',
    update: 'UpdateAccountMetadata',
    head: 'HeadAccount',
    place: async () => ({}),
    claims: {
      creates: ['S-POSTACCT-01', 'S-POSTACCT-04'],
      overwrites: ['S-POSTACCT-02'],
      emptyDeletes: ['S-POSTACCT-10', 'S-POSTACCT-13'],
      removeDeletes: ['S-POSTACCT-11', 'S-POSTACCT-13'],
      keepsOthers: ['S-POSTACCT-14'],
      returned: ['S-HEADACCT-11'],
      reseller: ['S-POSTACCT-03', 'S-POSTACCT-12', 'S-AUTH-19'],
      refused: ['S-META-09'],
    },
  }),
  invalidRequest('UpdateAccountMetadata', ['S-POSTACCT-05']),
  missingAccount('UpdateAccountMetadata', ['S-POSTACCT-08', 'S-GEN-06']),
]);

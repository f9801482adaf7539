import { suite } from '../../../harness/check/suite.ts';
import { attributeChecks } from '../attributes.ts';
import { invalidRequest } from '../invalid-request.ts';

export default suite('UpdateContainerMetadata', [
  ...attributeChecks({
    owner: 'Container',
    update: 'UpdateContainerMetadata',
    head: 'HeadContainer',
    place: async () => ({}),
    claims: {
      creates: ['S-POSTCONT-01', 'S-POSTCONT-05'],
      overwrites: ['S-POSTCONT-02'],
      emptyDeletes: ['S-POSTCONT-11', 'S-POSTCONT-14'],
      removeDeletes: ['S-POSTCONT-12', 'S-POSTCONT-14'],
      keepsOthers: ['S-POSTCONT-15'],
      returned: ['S-HEADCONT-11'],
      unknown: ['S-POSTCONT-16'],
      setWins: ['S-POSTCONT-17'],
      reseller: ['S-POSTCONT-03', 'S-POSTCONT-13', 'S-AUTH-19'],
      refused: ['S-META-09'],
    },
  }),
  invalidRequest('UpdateContainerMetadata', ['S-POSTCONT-06']),
]);

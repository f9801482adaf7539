import { suite } from '../../../harness/check/suite.ts';
import { formDamage } from '../../behaviours/form-damage.ts';
import { formRefusals } from '../../behaviours/form-refusals.ts';
import { form } from './form-binding.ts';

export default suite('PostObject', [
  ...formDamage({
    ...form,
    grounds: {
      'not-multipart': ['T-POST-24'],
      'no-boundary': ['T-POST-24', 'T-POST-25'],
      'other-boundary': ['T-POST-25'],
      'cut-off': ['T-POST-25'],
      'broken-part': ['T-POST-25'],
      'no-form': ['T-POST-25'],
      'digest-wrong': ['T-POST-41'],
      'digest-of-body': ['T-HDR-02'],
    },
  }),
  ...formRefusals({
    ...form,
    grounds: {
      'two-files': ['T-POST-23'],
      'no-file': ['T-POST-23'],
      'empty-key': { claims: ['T-POST-22'], level: 'should' },
      'metadata-entry-too-long': ['T-POST-42'],
      'storage-class-unknown': ['T-ERR-21'],
      'key-longest': ['T-ADDR-20'],
      'key-too-long': { claims: ['T-POST-44'], reading: 'key-length' },
      'too-large': ['T-POST-43'],
    },
  }),
]);

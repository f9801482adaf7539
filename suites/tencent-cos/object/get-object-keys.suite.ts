import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { keyEncodings } from '../../behaviours/key-encodings.ts';

const FORMS = ['T-GETOBJ-39', 'T-ADDR-06'];

export default suite('GetObject', [
  ...keyEncodings({
    grounds: {
      ...sameGrounds(
        [
          'key-form-escaped-letters',
          'key-form-hex-case',
          'key-form-literal-punctuation',
          'key-form-escaped-slash',
        ],
        FORMS,
      ),
      'key-form-escaped-dots': ['T-ADDR-07'],
      'key-form-raw-utf8': { claims: ['T-GETOBJ-39'], level: 'may', reading: 'raw-utf8-path' },
    },
  }),
]);

import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { keyEncodings } from '../../behaviours/key-encodings.ts';

/** Names are UTF-8, percent-decoded once. READINGS.md, `dots-and-slashes`. */
export default suite('PutObject', [
  ...keyEncodings({
    grounds: {
      ...sameGrounds(
        [
          'key-with-spaces',
          'key-with-percent',
          'key-with-plus',
          'key-with-query-characters',
          'key-with-punctuation',
          'key-with-markup',
          'key-with-utf8',
          'key-with-odd-unicode',
          'key-like-file-names',
          'keys-apart-encoding',
          'keys-apart-unicode',
          'key-of-one-byte',
          'key-form-escaped-letters',
          'key-form-hex-case',
          'key-form-literal-punctuation',
        ],
        ['S-PUTOBJ-01', 'S-GEN-01'],
      ),
      ...sameGrounds(
        [
          'key-with-slashes',
          'key-with-dot-segments',
          'keys-apart-path',
          'key-beside-its-children',
          'key-leading-slash',
          'key-form-escaped-slash',
          'key-form-escaped-dots',
        ],
        { claims: ['S-PUTOBJ-36'], reading: 'dots-and-slashes' },
      ),
    },
  }),
]);

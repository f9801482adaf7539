import { suite } from '../../../harness/check/suite.ts';
import { copyConditions } from '../../behaviours/copy-conditions.ts';
import { copying } from './copy-binding.ts';

export default suite('PutObjectCopy', [
  ...copyConditions({
    ...copying,
    grounds: {
      'copy-if-match': ['T-COPY-12'],
      'copy-if-match-fails': ['T-COPY-12', 'T-ERR-18'],
      'copy-if-none-match': ['T-COPY-13'],
      'copy-if-none-match-fails': ['T-COPY-13', 'T-ERR-18'],
      'copy-if-modified-since': ['T-COPY-14'],
      'copy-if-modified-since-fails': ['T-COPY-14', 'T-ERR-18'],
      'copy-if-unmodified-since': ['T-COPY-15'],
      'copy-if-unmodified-since-fails': ['T-COPY-15', 'T-ERR-18'],
      'copy-modified-and-none-match': ['T-COPY-16'],
      'copy-modified-and-none-match-fail': ['T-COPY-16', 'T-COPY-13'],
      'copy-unmodified-and-match': ['T-COPY-17'],
      'copy-unmodified-and-match-fail': ['T-COPY-17', 'T-COPY-12'],
      'copy-conflicting-conditions': { claims: ['T-COPY-18'], reading: 'copy-condition-pairs' },
      'copy-conditions-judge-the-source': ['T-COPY-12'],
      'failed-condition-keeps-target': ['T-COPY-30'],
    },
  }),
]);

import { suite } from '../../../harness/check/suite.ts';
import { sameGrounds } from '../../behaviours/grounds.ts';
import { malformedHttp } from '../../behaviours/malformed-http.ts';

export default suite('GetObject', [
  ...malformedHttp({
    grounds: sameGrounds(
      [
        'malformed-request-line',
        'malformed-target',
        'malformed-fields',
        'malformed-host',
        'malformed-length',
        'malformed-chunks',
        'oversized-head',
      ],
      ['T-ERR-29'],
    ),
  }),
]);

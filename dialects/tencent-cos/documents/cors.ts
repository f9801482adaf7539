import { boolean, document, integer, many, oneOf, optional, some, text } from '../../core/document.ts';

/** Body of PUT Bucket cors and answer of GET Bucket cors. T-PUTCORS-05 to -12, -15. */
export const corsConfiguration = document('CORSConfiguration', [
  some(
    'CORSRule',
    [
      optional('ID', text),
      some('AllowedOrigin', text),
      some('AllowedMethod', oneOf('GET', 'PUT', 'HEAD', 'POST', 'DELETE')),
      many('AllowedHeader', text),
      optional('MaxAgeSeconds', integer(0)),
      many('ExposeHeader', text),
    ],
    { max: 100 },
  ),
  optional('ResponseVary', boolean),
]);

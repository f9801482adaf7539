import { document, one, optional, text } from '../../core/document.ts';

/** Body of every error response but those to HEAD. Chapter Error Codes; T-ERR-01 to -06, -26, -27. */
export const errorDocument = document('Error', [
  one('Code', text),
  one('Message', text),
  optional('Resource', text),
  one('RequestId', text),
  optional('TraceId', text, { aliases: ['Traceld'] }),
  optional('ServerTime', text),
  optional('StringToSign', text),
  optional('FormatString', text),
]);

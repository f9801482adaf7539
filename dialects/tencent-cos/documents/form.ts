import { document, one, text } from '../../core/document.ts';

/** Answer of POST Object with success_action_status 201. T-POST-04. */
export const postResponse = document('PostResponse', [
  one('Location', text),
  one('Bucket', text),
  one('Key', text),
  one('ETag', text),
]);

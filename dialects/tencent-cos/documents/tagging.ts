import { document, many, one, text } from '../../core/document.ts';

/** Body and answer of the tagging operations of buckets and objects. T-TAG-01, -04. */
export const tagging = document('Tagging', [
  one('TagSet', [many('Tag', [one('Key', text), one('Value', text)])]),
]);

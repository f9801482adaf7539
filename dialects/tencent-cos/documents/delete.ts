import { boolean, document, many, one, optional, some, text } from '../../core/document.ts';

/** Body of DELETE Multiple Objects. T-DELMULTI-05, -07, -13. */
export const deleteRequest = document('Delete', [
  optional('Quiet', boolean),
  some('Object', [one('Key', text), optional('VersionId', text)], { max: 1000 }),
]);

/** Answer of DELETE Multiple Objects. T-DELMULTI-03, -06. */
export const deleteResult = document('DeleteResult', [
  many('Deleted', [
    one('Key', text),
    optional('VersionId', text),
    optional('DeleteMarker', boolean),
    optional('DeleteMarkerVersionId', text),
  ]),
  many('Error', [one('Key', text), one('Code', text), one('Message', text), optional('VersionId', text)]),
]);

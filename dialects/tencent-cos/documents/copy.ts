import { document, one, optional, text } from '../../core/document.ts';
import { copyTime } from './leaves.ts';

/** Answer of PUT Object - Copy. T-COPY-02. */
export const copyObjectResult = document('CopyObjectResult', [
  one('ETag', text),
  one('LastModified', copyTime),
  optional('CRC64', text),
  optional('VersionId', text),
]);

/** Answer of Upload Part - Copy. T-PCOPY-02. */
export const copyPartResult = document('CopyPartResult', [
  one('ETag', text),
  one('LastModified', copyTime),
  optional('CRC64', text),
]);

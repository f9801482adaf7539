import { document, text } from '../../core/document.ts';

/** Answer of GET Bucket location: the region is the text of the root. T-GETLOC-01. */
export const locationConstraint = document('LocationConstraint', text);

import { type LeafType, matching } from '../../core/document.ts';

/** One of `words` in any letter case. The documentation itself varies the case of its own enumerations. */
export function anyCase(first: string, ...others: string[]): LeafType {
  const pattern = [first, ...others]
    .map((word) => word.replace(/[A-Za-z]/g, (letter) => `[${letter.toUpperCase()}${letter.toLowerCase()}]`))
    .join('|');
  return matching(new RegExp(`(?:${pattern})`), first);
}

/** Storage classes of the base document, then the ones later documents add. T-LIST-39, sheet 1.8. */
export const storageClass = anyCase(
  'STANDARD',
  'STANDARD_IA',
  'NEARLINE',
  'ARCHIVE',
  'INTELLIGENT_TIERING',
  'DEEP_ARCHIVE',
  'MAZ_STANDARD',
  'MAZ_STANDARD_IA',
  'MAZ_INTELLIGENT_TIERING',
);

/** Classes a lifecycle rule may move objects to. T-PUTLC-11. */
export const transitionClass = anyCase('STANDARD_IA', 'ARCHIVE', 'INTELLIGENT_TIERING', 'DEEP_ARCHIVE');

/** ISO 8601 with a UTC designator. T-LIST-12. */
export const utcTime = matching(
  /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z/,
  '2017-06-23T12:33:26.000Z',
);

/** ISO 8601; the samples of the copy chapters have no zone. */
export const copyTime = matching(
  /\d{4}-\d{2}-\d{2}T\d{2}:\d{2}:\d{2}(?:\.\d{1,9})?Z?/,
  '2017-08-04T02:41:45',
);

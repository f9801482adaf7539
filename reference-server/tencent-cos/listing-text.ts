import { percentEncode } from '../../dialects/core/percent-encoding.ts';

/** How a listing writes keys, prefixes, markers and delimiters: as they are, or percent-encoded. Sheet 5, no. 31. */
export interface ListingText {
  readonly write: (text: string) => string;
  /** Value of the element that names the encoding; undefined when there is none. */
  readonly encoding: 'url' | undefined;
}

/** By the parameter `encoding-type`; values other than `url` are refused before or ignored. */
export function listingText(encodingType: string | undefined): ListingText {
  return encodingType === 'url'
    ? { write: (text) => percentEncode(text).replaceAll('%2F', '/'), encoding: 'url' }
    : { write: (text) => text, encoding: undefined };
}

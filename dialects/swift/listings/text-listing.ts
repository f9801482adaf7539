import { decodeUtf8 } from '../../core/percent-encoding.ts';

/** A text listing: every name ends in a line feed. A name with a line feed cannot be told from two. S-LISTCONT-13. */
export function renderTextListing(names: readonly string[]): string {
  return names.map((name) => `${name}\n`).join('');
}

/** The names of a text listing, or undefined when it is not UTF-8 or its last line has no end. */
export function readTextListing(body: Uint8Array): readonly string[] | undefined {
  const lines = decodeUtf8(body)?.split('\n');
  return lines?.pop() === '' ? lines : undefined;
}

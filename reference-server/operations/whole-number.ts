/**
 * A whole number as request parameters write it: digits, optionally signed, at most 15 of them.
 * @returns the number, or undefined when `text` is anything else
 */
export function wholeNumber(text: string): number | undefined {
  return /^[+-]?\d{1,15}$/.test(text) ? Number(text) : undefined;
}

/** Visible characters, blanks, tabs and whatever lies beyond ASCII. RFC 9110 section 5.5. */
const VALUE = /^[\t\x20-\x7e\u0080-\u{10ffff}]*$/u;
const TOKEN = /^[!#$%&'*+\-.^_`|~0-9A-Za-z]+$/;

/**
 * Text that did not come in a header field as the value of one: its UTF-8 as a byte string, without blanks around it.
 * @returns undefined when it holds what no header field can, such as line ends
 */
export function fieldValue(text: string): string | undefined {
  return VALUE.test(text) ? Buffer.from(text.trim()).toString('latin1') : undefined;
}

/** Whether `text` can be the name of a header field. RFC 9110 section 5.1. */
export function isFieldName(text: string): boolean {
  return TOKEN.test(text);
}

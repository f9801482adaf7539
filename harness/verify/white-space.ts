/**
 * A body without the white space before its first other byte; a body of nothing else is empty. Keep-alive blanks before
 * a document are documented for long completions (T-COMPL-19).
 */
export function withoutLeadingWhiteSpace(body: Uint8Array): Uint8Array {
  const first = body.findIndex((byte) => !isWhiteSpace(byte));
  return first === -1 ? body.subarray(body.length) : body.subarray(first);
}

/** White space of XML 1.0 section 2.3. */
function isWhiteSpace(byte: number): boolean {
  return byte === 0x20 || byte === 0x09 || byte === 0x0a || byte === 0x0d;
}

const utf8 = new TextEncoder();

/** One array with the content of `parts` in order. */
export function joinBytes(parts: readonly Uint8Array[]): Uint8Array {
  const joined = new Uint8Array(parts.reduce((size, part) => size + part.length, 0));
  let at = 0;
  for (const part of parts) {
    joined.set(part, at);
    at += part.length;
  }
  return joined;
}

/** Bytes read as Latin-1: one character for each byte, so that nothing is lost. */
export function latin1(bytes: Uint8Array): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString('latin1');
}

/**
 * The bytes of wire text: Latin-1 where every character fits into one byte, so that `latin1` undoes it; else UTF-8.
 */
export function wireBytes(text: string): Uint8Array {
  const bytes = new Uint8Array(text.length);
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) return utf8.encode(text);
    bytes[i] = code;
  }
  return bytes;
}

/**
 * Every way of writing `key` percent-encoded, as a pattern over the whole text: hex in either letter case, a space as
 * `%20` or `+`, ASCII punctuation encoded or not. Only this one key satisfies it.
 */
export function encodedKeyPattern(key: string): RegExp {
  return new RegExp([...new TextEncoder().encode(key)].map(encodedByte).join(''));
}

function encodedByte(byte: number): string {
  const escaped = `%${[...byte.toString(16).padStart(2, '0')].map(eitherCase).join('')}`;
  const char = String.fromCharCode(byte);
  if (char === ' ') return '(?:%20|\\+)';
  // a literal percent sign or plus would decode to something else
  const literal = byte > 0x20 && byte < 0x7f && char !== '%' && char !== '+';
  return literal ? `(?:${char.replace(/[^A-Za-z0-9]/, '\\$&')}|${escaped})` : escaped;
}

function eitherCase(digit: string): string {
  return /\d/.test(digit) ? digit : `[${digit.toLowerCase()}${digit.toUpperCase()}]`;
}

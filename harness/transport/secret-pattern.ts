import { latin1 } from './bytes.ts';

const utf8 = new TextEncoder();
const NAMED: Readonly<Record<string, string>> = {
  '"': 'quot',
  '&': 'amp',
  "'": 'apos',
  '<': 'lt',
  '>': 'gt',
};

/**
 * A regular expression, over text that holds one byte in each character, for every form in which a secret may be
 * echoed: as it is, percent-encoded in whole or in part and any number of times, as JSON or XML escapes, in hex, and in
 * base64 (either alphabet) by itself or somewhere inside a longer text.
 * @returns undefined when there is nothing to look for
 */
export function secretPattern(secrets: Iterable<string>): RegExp | undefined {
  const alternatives = new Set<string>();
  for (const secret of secrets) {
    for (const form of secretForms(secret)) alternatives.add(form);
  }
  if (alternatives.size === 0) return undefined;
  // the longest first, since the first alternative that matches wins
  return new RegExp([...alternatives].toSorted((a, b) => b.length - a.length).join('|'), 'g');
}

function secretForms(secret: string): string[] {
  const bytes = utf8.encode(secret);
  const plain = latin1(bytes);
  return [
    flexible(plain),
    // UTF-8 that was read as Latin-1 and written as UTF-8 again
    flexible(latin1(utf8.encode(plain))),
    Buffer.from(bytes)
      .toString('hex')
      .replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`),
    ...base64Forms(bytes).map(flexible),
  ];
}

/**
 * The characters that the base64 of any text containing `bytes` contains: one for each position of `bytes` within a
 * group of three, without the characters at either end that also depend on the neighbours. RFC 4648 sections 4 and 5.
 */
export function base64Forms(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([new Uint8Array(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const ownBits = (offset + bytes.length) % 3 === 0 ? encoded.length : encoded.length - 1;
    const inner = encoded.slice([0, 2, 3][offset], ownBits);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/** `text` with every character either as it is or in one of its escaped forms. */
function flexible(text: string): string {
  return Array.from(text, escapedForms).join('');
}

function escapedForms(char: string): string {
  const code = char.charCodeAt(0);
  const hex = code.toString(16).padStart(2, '0');
  const anyCase = hex.replace(/[a-f]/g, (digit) => `[${digit}${digit.toUpperCase()}]`);
  const literal = `\\x${hex}`;
  const named = NAMED[char];
  const forms = [
    literal,
    `%(?:25)*${anyCase}`,
    `\\\\u00${anyCase}`,
    `&#0*${code};`,
    `&#[xX]0*${anyCase};`,
    ...(/[\\"/]/.test(char) ? [`\\\\${literal}`] : []),
    ...(named ? [`&${named};`] : []),
  ];
  return `(?:${forms.join('|')})`;
}

import { latin1 } from './bytes.ts';

const utf8 = new TextEncoder();
const NAMED: Readonly<Record<string, string>> = {
  '"': 'quot',
  '&': 'amp',
  "'": 'apos',
  '<': 'lt',
  '>': 'gt',
};
const UNNAMED: Readonly<Record<string, string>> = Object.fromEntries(
  Object.entries(NAMED).map(([char, name]) => [name, char]),
);
const ESCAPE =
  /%(?:25)*([0-9a-f]{2})|\\u00([0-9a-f]{2})|&#x0*([0-9a-f]{1,2});|&#0*(\d{1,3});|&(quot|amp|apos|lt|gt);|\\([\\"/])/gi;
/** Escapes are undone at most this many times over, so that nobody can keep us busy. */
const MAX_LAYERS = 6;

/**
 * Finds a secret in every form in which it may be echoed: as it is; percent-encoded in whole or in part, any number of
 * times over; with JSON or XML escapes; in hex; and in base64 (either alphabet), by itself or inside a longer text.
 * Works on text that holds one byte in each character.
 */
export class SecretFinder {
  /** No text of fewer characters holds the secret in any form. */
  readonly shortest: number;
  readonly #plain: string;
  readonly #hex: string;
  readonly #needles: readonly string[];
  readonly #cores: readonly string[];
  readonly #forms: readonly string[];
  #pattern: RegExp | undefined;

  /** @param secret any text but the empty one */
  constructor(secret: string) {
    const bytes = utf8.encode(secret);
    this.#plain = latin1(bytes);
    this.#hex = Buffer.from(bytes).toString('hex');
    // the second form is UTF-8 that was read as Latin-1 and written as UTF-8 again
    this.#forms = [this.#plain, latin1(utf8.encode(this.#plain)), ...base64Forms(bytes)];
    this.#needles = [...new Set(this.#forms.map(withoutEscapes))];
    this.#cores = this.#needles.map(core);
    this.shortest = Math.min(...[...this.#cores, core(this.#hex)].map(({ length }) => length));
  }

  /** False when the secret is certainly not there in any form. @param bare the text without its escapes */
  mayBeIn(bare: string): boolean {
    return this.#cores.some((part) => bare.includes(part)) || bare.toLowerCase().includes(core(this.#hex));
  }

  /** True when the secret can be read. @param bare the text without its escapes */
  isIn(bare: string): boolean {
    return this.#needles.some((needle) => bare.includes(needle)) || bare.toLowerCase().includes(this.#hex);
  }

  /** `text` with the secret as it is replaced. */
  replacePlain(text: string, marker: string): string {
    return text.includes(this.#plain) ? text.replaceAll(this.#plain, () => marker) : text;
  }

  /** `text` with every form of the secret replaced. Slower by far: ask `mayBeIn` first. */
  replaceForms(text: string, marker: string): string {
    this.#pattern ??= new RegExp([...this.#forms.map(escapable), this.#hex].join('|'), 'gi');
    return text.replaceAll(this.#pattern, () => marker);
  }
}

/**
 * What the base64 of any text containing `bytes` contains: one piece for each position of `bytes` within a group of
 * three, without the characters at either end that also depend on the neighbours. RFC 4648 sections 4 and 5.
 */
export function base64Forms(bytes: Uint8Array): string[] {
  return [0, 1, 2].flatMap((offset) => {
    const encoded = Buffer.concat([new Uint8Array(offset), bytes])
      .toString('base64')
      .replace(/=+$/, '');
    const end = (offset + bytes.length) % 3 === 0 ? encoded.length : encoded.length - 1;
    const inner = encoded.slice([0, 2, 3][offset], end);
    return [inner, inner.replaceAll('+', '-').replaceAll('/', '_')];
  });
}

/**
 * The middle of a text. What stands beside a secret may look like an escape together with its first or last characters,
 * which are then gone from the text without escapes.
 */
function core(text: string): string {
  const edge = Math.min(6, Math.floor(text.length / 4));
  return text.slice(edge, text.length - edge);
}

/** `text` with percent-encoding, JSON and XML escapes undone, layer after layer. */
export function withoutEscapes(text: string): string {
  let bare = text;
  for (let layer = 0; layer < MAX_LAYERS && /[%\\&]/.test(bare); layer++) {
    const next = bare.replaceAll(ESCAPE, unescapeOne);
    if (next === bare) break;
    bare = next;
  }
  return bare;
}

function unescapeOne(
  written: string,
  percent: string | undefined,
  json: string | undefined,
  hex: string | undefined,
  decimal: string | undefined,
  named: string | undefined,
  quoted: string | undefined,
): string {
  if (quoted !== undefined) return quoted;
  if (named !== undefined) return UNNAMED[named.toLowerCase()] ?? written;
  if (decimal !== undefined) return Number(decimal) < 256 ? String.fromCharCode(Number(decimal)) : written;
  return String.fromCharCode(Number.parseInt(percent ?? json ?? hex ?? '', 16));
}

/** An expression for `text` with each character either as it is or in one of its escaped forms. */
function escapable(text: string): string {
  return Array.from(text, (char) => {
    const code = char.charCodeAt(0);
    const hex = code.toString(16).padStart(2, '0');
    const forms = [
      `\\x${hex}`,
      `%(?:25)*${hex}`,
      `\\\\u00${hex}`,
      `&#x0*${code.toString(16)};`,
      `&#0*${code};`,
      ...(/[\\"/]/.test(char) ? [`\\\\\\x${hex}`] : []),
      ...(NAMED[char] ? [`&${NAMED[char]};`] : []),
    ];
    return `(?:${forms.join('|')})`;
  }).join('');
}

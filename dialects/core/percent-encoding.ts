const encoder = new TextEncoder();
const strictDecoder = new TextDecoder('utf-8', { fatal: true, ignoreBOM: true });

/** RFC 3986 percent-encoding of UTF-8 with upper-case hex; only `A-Z a-z 0-9 - . _ ~` stay. */
export function percentEncode(text: string): string {
  if (/^[A-Za-z0-9\-._~]*$/.test(text)) return text;
  // What ECMA-262 leaves beyond RFC 3986's unreserved characters; lone surrogates have no UTF-8 and become U+FFFD.
  return encodeURIComponent(text.toWellFormed()).replace(
    /[!'()*]/g,
    (char) => `%${char.charCodeAt(0).toString(16).toUpperCase()}`,
  );
}

/** As `percentEncode`, but `/` stays: the form of an object key inside a request path. */
export function encodeKey(key: string): string {
  return percentEncode(key).replaceAll('%2F', '/');
}

/**
 * Percent-decodes once and reads the bytes as UTF-8.
 * @returns the text, or undefined when a `%` is not followed by two hex digits or the bytes are not UTF-8
 */
export function percentDecode(text: string): string | undefined {
  if (isAscii(text)) return decodeAscii(text);
  if (!text.includes('%')) return isByteString(text) ? decodeLatin1(text) : text;
  const bytes: number[] = [];
  for (let i = 0; i < text.length; i++) {
    const code = text.codePointAt(i) ?? 0;
    if (code === 0x25) {
      const hex = text.slice(i + 1, i + 3);
      if (!/^[0-9A-Fa-f]{2}$/.test(hex)) return undefined;
      bytes.push(Number.parseInt(hex, 16));
      i += 2;
    } else if (code < 0x100) {
      bytes.push(code);
    } else {
      const char = String.fromCodePoint(code);
      bytes.push(...encoder.encode(char));
      i += char.length - 1;
    }
  }
  return decodeUtf8(Uint8Array.from(bytes));
}

/**
 * As `percentDecode`, but a `%` that begins no escape stands for itself, as many servers have it.
 * @returns the text, or undefined when the bytes are not UTF-8
 */
export function percentDecodeLenient(text: string): string | undefined {
  return percentDecode(escapeStrayPercents(text));
}

/** `text` with every `%` that begins no escape written as `%25`. */
export function escapeStrayPercents(text: string): string {
  return text.replace(/%(?![0-9A-Fa-f]{2})/g, '%25');
}

/** `bytes` as text, or undefined when they are not well-formed UTF-8. */
export function decodeUtf8(bytes: Uint8Array): string | undefined {
  try {
    return strictDecoder.decode(bytes);
  } catch {
    return undefined;
  }
}

/** HTTP libraries hand over header and target bytes as Latin-1 text; this tells such text from real Unicode. */
function isByteString(text: string): boolean {
  for (let i = 0; i < text.length; i++) {
    const code = text.charCodeAt(i);
    if (code > 0xff) return false;
  }
  return true;
}

function isAscii(text: string): boolean {
  // biome-ignore lint/suspicious/noControlCharactersInRegex: the range is the point, it names ASCII
  return /^[\x00-\x7f]*$/.test(text);
}

function decodeAscii(text: string): string | undefined {
  try {
    return decodeURIComponent(text);
  } catch {
    return undefined;
  }
}

function decodeLatin1(text: string): string | undefined {
  return decodeUtf8(Uint8Array.from(text, (c) => c.charCodeAt(0)));
}

/**
 * The items of a raw query string, decoded: `+` is a space (as HTML forms write it), a name without `=` has value null.
 * Items that do not decode keep their raw text, so that nothing of a hostile query is lost.
 */
export function parseQuery(query: string | undefined): [name: string, value: string | null][] {
  if (query === undefined || query === '') return [];
  return query
    .split('&')
    .filter((item) => item !== '')
    .map((item) => {
      const at = item.indexOf('=');
      const name = at === -1 ? item : item.slice(0, at);
      const value = at === -1 ? null : item.slice(at + 1);
      return [decodeForm(name), value === null ? null : decodeForm(value)];
    });
}

function decodeForm(text: string): string {
  return percentDecode(text.replaceAll('+', ' ')) ?? text;
}

/** The query string of `items`, without `?`; values and names percent-encoded, `null` values without `=`. */
export function formatQuery(items: readonly (readonly [string, string | null])[]): string {
  return items
    .map(([name, value]) =>
      value === null ? percentEncode(name) : `${percentEncode(name)}=${percentEncode(value)}`,
    )
    .join('&');
}

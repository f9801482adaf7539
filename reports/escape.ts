/**
 * Making text from a target harmless where it is shown. Every function takes any string, however hostile, and returns
 * one that cannot leave its place: no markup, no terminal control, no invisible or reordering characters.
 */

// Everything that has no shape of its own or moves what stands around it: controls, format characters (bidirectional
// overrides, zero-width joiners, tags), lone surrogates, line and paragraph separators, spaces other than U+0020,
// fillers that look like nothing. Expected and got must not look alike when they are not.
const INVISIBLE =
  /[\p{Cc}\p{Cf}\p{Cs}\p{Zl}\p{Zp}\u00a0\u1680\u2000-\u200a\u202f\u205f\u3000\u115f\u1160\u3164\uffa0\u2800]|\u034f|\u17b4|\u17b5/gu;

const SHORT: Readonly<Record<string, string>> = { '\n': '\\n', '\r': '\\r', '\t': '\\t' };

/** How an invisible character is written out: `\n`, `\x1b`, `\u202e`, `\u{e0041}`. */
export function codeOf(character: string): string {
  const short = SHORT[character];
  if (short !== undefined) return short;
  const point = character.codePointAt(0) ?? 0;
  if (point > 0xffff) return `\\u{${point.toString(16)}}`;
  return point <= 0xff
    ? `\\x${point.toString(16).padStart(2, '0')}`
    : `\\u${point.toString(16).padStart(4, '0')}`;
}

/** `text` with every invisible or reordering character written out. Line feeds and tabs too. For people, not reversible. */
export function visible(text: string): string {
  return text.replace(INVISIBLE, codeOf);
}

/** `text` cut into stretches that are shown as they are and invisible characters that have to be written out. */
export function visibleParts(text: string): { readonly text: string; readonly hidden: boolean }[] {
  const parts: { text: string; hidden: boolean }[] = [];
  let from = 0;
  for (const match of text.matchAll(INVISIBLE)) {
    if (match.index > from) parts.push({ text: text.slice(from, match.index), hidden: false });
    parts.push({ text: match[0], hidden: true });
    from = match.index + match[0].length;
  }
  if (from < text.length) parts.push({ text: text.slice(from), hidden: false });
  return parts;
}

/** At most `max` characters of `text`, and how many more there were. Never cuts a surrogate pair. */
export function clip(text: string, max: number): string {
  if (text.length <= max) return text;
  const last = text.charCodeAt(max - 1);
  const kept = text.slice(0, last >= 0xd800 && last <= 0xdbff ? max - 1 : max);
  return `${kept}… (${text.length - kept.length} more characters)`;
}

const HTML: Readonly<Record<string, string>> = {
  '&': '&amp;',
  '<': '&lt;',
  '>': '&gt;',
  '"': '&quot;',
  "'": '&#39;',
};

/** `text` as HTML text or as a quoted attribute value. */
export function escapeHtml(text: string): string {
  return visible(text).replace(/[&<>"']/g, (character) => HTML[character] ?? '');
}

/** `text` as one line for a terminal. */
export function escapeTerminal(text: string): string {
  return visible(text);
}

/** Ends an automatic link or mention: GitHub looks for them in the rendered text, where escapes are gone. */
const BREAK = '<!-- -->';

/**
 * `text` as one line of Markdown prose or a table cell: shown as it is, with no markup, mention, link or issue number.
 * CommonMark 0.31 sections 2.4 and 6, and the autolinks of GitHub Flavored Markdown section 6.9.
 */
export function escapeMarkdown(text: string): string {
  return visible(text)
    .replace(/[\\`*_{}[\]|~$!^]/g, '\\$&')
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('@', `@${BREAK}`)
    .replaceAll('#', `\\#${BREAK}`)
    .replaceAll('://', `:${BREAK}//`)
    .replace(/www\./gi, (www) => `${www.slice(0, 3)}${BREAK}.`)
    .replace(/^[-+=]/, '\\$&')
    .replace(/^(\d+)([.)])/, '$1\\$2');
}

/** `text` as a Markdown code span that may stand in a table cell (the pipe is escaped as GitHub's tables want it). */
export function markdownCode(text: string): string {
  const line = visible(text).replaceAll('|', '\\|');
  const runs = line.match(/`+/g) ?? [];
  const fence = '`'.repeat(Math.max(0, ...runs.map(({ length }) => length)) + 1);
  // A space each side keeps backticks at the edges, and an empty or blank span, from being read as fences.
  const pad = line === '' || line.startsWith('`') || line.endsWith('`') || line.trim() === '' ? ' ' : '';
  return line === '' ? '(empty)' : `${fence}${pad}${line}${pad}${fence}`;
}

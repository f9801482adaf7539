import { visible } from '../escape.ts';

/** `text` for XML 1.0, element content or a quoted attribute: characters that XML cannot carry are written out. */
export function escapeXml(text: string): string {
  return text
    .split('\n')
    .map(visible)
    .join('\n')
    .replace(/[\ufffe\uffff]/g, (character) => `\\u${character.charCodeAt(0).toString(16)}`)
    .replaceAll('&', '&amp;')
    .replaceAll('<', '&lt;')
    .replaceAll('>', '&gt;')
    .replaceAll('"', '&quot;')
    .replaceAll("'", '&apos;');
}

type Attributes = Readonly<Record<string, string | number>>;

/** An element, on a line of its own. */
export function element(name: string, attributes: Attributes, content = ''): string {
  const open = `<${name}${attributesText(attributes)}`;
  return content === '' ? `${open}/>\n` : `${open}>${escapeXml(content)}</${name}>\n`;
}

/** The start of an element, on a line of its own. */
export function tag(name: string, attributes: Attributes): string {
  return `<${name}${attributesText(attributes)}>\n`;
}

function attributesText(attributes: Attributes): string {
  return Object.entries(attributes)
    .map(([name, value]) => ` ${name}="${escapeXml(String(value)).replaceAll('\n', '&#10;')}"`)
    .join('');
}

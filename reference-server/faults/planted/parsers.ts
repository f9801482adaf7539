import { faults } from '../fault.ts';
import { lenient } from '../read-leniently.ts';
import type { Which } from '../which.ts';

const hasDocument: Which = ({ body }) => body.kind === 'xml';

/** Value of an internal entity of a document, by name. */
function entities(text: string): Map<string, string> {
  const found = text.matchAll(/<!ENTITY\s+([\w.-]+)\s+"([^"]*)"\s*>/g);
  return new Map([...found].map(([, name = '', value = '']) => [name, value]));
}

/** Parsers of XML that disagree with the standard. */
export const parserFaults = faults('parsers', {
  'last-root-counts': {
    says: 'Of a document with two roots the second counts.',
    ...lenient(hasDocument, (text) => {
      const [, name = ''] = /<([A-Za-z][\w.-]*)/.exec(text) ?? [];
      const second = text.lastIndexOf(`<${name}`);
      const before = text.slice(0, second).trimEnd();
      return before.endsWith(`</${name}>`) ? text.slice(second) : text;
    }),
  },
  'entities-expanded': {
    says: 'A document type declaration is read, and the entities it declares are expanded.',
    ...lenient(hasDocument, (text) => {
      const declared = entities(text);
      return text
        .replace(/<!DOCTYPE[^[>]*(?:\[[\s\S]*?\]\s*)?>/, '')
        .replace(/&([\w.-]+);/g, (whole, name: string) => declared.get(name) ?? whole);
    }),
  },
  'charset-ignored': {
    says: 'Documents are read as UTF-8 whatever they declare, and bytes that are not are replaced.',
    ...lenient(hasDocument, (text) => text, true),
  },
  'element-text-trimmed': {
    says: 'White space around the text of an element is dropped.',
    ...lenient(hasDocument, (text) =>
      text.replace(/>([^<>]*)<\//g, (_, value: string) => `>${value.trim()}</`),
    ),
  },
  'comment-ends-text': {
    says: 'A comment inside of a value ends it.',
    ...lenient(hasDocument, (text) => text.replace(/([^<>]+)<!--[\s\S]*?-->[^<>]*/g, '$1')),
  },
  'cdata-not-read': {
    says: 'CDATA sections are passed over.',
    ...lenient(hasDocument, (text) => text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, '')),
  },
  'references-not-read': {
    says: 'Character references stay as they are written.',
    ...lenient(hasDocument, (text) => text.replace(/&#/g, '&amp;#')),
  },
  'plus-in-element-numbers': {
    says: 'Numbers in documents may have a plus sign.',
    ...lenient(hasDocument, (text) => text.replace(/>\+(\d+)</g, '>$1<')),
  },
  'decimals-in-element-numbers': {
    says: 'Decimals of numbers in documents are cut off.',
    ...lenient(hasDocument, (text) => text.replace(/>(\d+)\.\d*</g, '>$1<')),
  },
});

import { leafMarkup } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import { inElement, isBoolean, isTextLeaf, isWord, same, withText } from './xml-variants.ts';

/** Texts and words, and their white space. */
export const xmlTextMutations: readonly MutationClass[] = [
  inElement(
    'xm-cdata',
    'the value in CDATA',
    ['whole', 'empty before', 'empty behind'],
    isTextLeaf,
    (node, form) => {
      const text = leafMarkup(node);
      if (text.includes('&')) return undefined;
      const empty = '<![CDATA[]]>';
      if (form === 'whole') return [withText(node, `<![CDATA[${text}]]>`)];
      return [withText(node, form === 'empty before' ? `${empty}${text}` : `${text}${empty}`)];
    },
    same('2.7'),
  ),
  inElement(
    'xm-cdata-split',
    'the value split over text and CDATA',
    ['first', 'last'],
    isTextLeaf,
    (node, part) => {
      const text = leafMarkup(node);
      if (text.includes('&') || text.length < 2) return undefined;
      const [head, tail] = [text.slice(0, 1), text.slice(1)];
      return [withText(node, part === 'last' ? `${head}<![CDATA[${tail}]]>` : `<![CDATA[${head}]]>${tail}`)];
    },
    same('2.7'),
  ),
  inElement(
    'xm-comment-in-text',
    'a comment inside the value',
    ['<!-- a -->', '<!---->', '<!--<a>-->'],
    isTextLeaf,
    inside,
    same('2.5'),
  ),
  inElement(
    'xm-pi-in-text',
    'a processing instruction inside the value',
    ['<?a b?>', '<?a?>'],
    isTextLeaf,
    inside,
    same('2.6'),
  ),
  inElement(
    'xm-text-ws',
    'white space around the value',
    [' v', 'v ', '\nv\n', '\tv\t'],
    isTextLeaf,
    (node, form) => [
      withText(
        node,
        form.replace('v', () => leafMarkup(node)),
      ),
    ],
  ),
  inElement(
    'xm-text-crlf',
    'line ends in a value',
    ['\r\n', '\n', '\r', '&#13;&#10;'],
    isTextLeaf,
    (node, end) => [withText(node, `${leafMarkup(node)}${end}x`)],
  ),
  inElement(
    'xm-text-odd',
    'odd texts in place of the value',
    ['', ' ', 'x'.repeat(5000), '\u00e9', '\u{1f600}', '%41', '../..', 'a/b', "'", '*', '{{x}}', 'null'],
    isTextLeaf,
    (node, text) => [withText(node, text)],
  ),
  inElement(
    'xm-bool-forms',
    'truth values in other forms',
    ['TRUE', 'True', '1', '0', 'yes', 'on', 'maybe', ''],
    isBoolean,
    (node, text) => [withText(node, text)],
  ),
  inElement('xm-enum-case', 'a word in other letter case', ['lower', 'UPPER'], isWord, (node, form) => {
    const text = leafMarkup(node);
    return [withText(node, form === 'lower' ? text.toLowerCase() : text.toUpperCase())];
  }),
  inElement('xm-enum-other', 'another word', ['X', 'v2', 'vX'], isWord, (node, form) => [
    withText(
      node,
      form.replace('v', () => leafMarkup(node)),
    ),
  ]),
];

function inside(node: Parameters<typeof withText>[0], markup: string) {
  const text = leafMarkup(node);
  return text.includes('&') ? undefined : [withText(node, `${text.slice(0, 1)}${markup}${text.slice(1)}`)];
}

import { isLeaf, leafMarkup, type XmlNode } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import {
  belowRoot,
  inDocument,
  inElement,
  isBoolean,
  isBranch,
  isNumber,
  isTextLeaf,
  leaf,
  malformed,
  withText,
} from './xml-variants.ts';

const cased = (name: string, form: string): string =>
  form === 'lower' ? name.toLowerCase() : form === 'UPPER' ? name.toUpperCase() : name;

/** Another value of the same type. */
function otherValue(node: XmlNode): string {
  if (isNumber(node)) return '7';
  if (isBoolean(node)) return leafMarkup(node) === 'true' ? 'false' : 'true';
  return `${leafMarkup(node)}x`;
}

/** Elements that are missing, too many, or elsewhere. */
export const xmlElementMutations: readonly MutationClass[] = [
  inDocument(
    'xm-root-wrong',
    'another root',
    ['Root', 'lower', 'UPPER', 'Error', 'CreateBucketConfiguration', 'x-y'],
    (document, name) => {
      const changed = cased(document.root.name, name);
      const isForm = name === 'lower' || name === 'UPPER';
      return { ...document, root: { ...document.root, name: isForm ? changed : name } };
    },
  ),
  inDocument('xm-root-wrapped', 'the root inside of another', ['Root', 'own'], (document, name) => ({
    ...document,
    root: { name: name === 'own' ? document.root.name : name, attributes: [], content: [document.root] },
  })),
  inElement('xm-element-case', 'a name in other letter case', ['lower', 'UPPER'], belowRoot, (node, form) => [
    { ...node, name: cased(node.name, form) },
  ]),
  inElement(
    'xm-element-unknown',
    'an element nobody knows',
    ['Unknown', 'x-y', 'a.b'],
    isBranch,
    (node, name) => [{ ...node, content: [...node.content, leaf(name, '1')] }],
  ),
  inElement(
    'xm-element-dup-scalar',
    'an element twice, with other content',
    ['before', 'after'],
    (node, path) => isTextLeaf(node) && belowRoot(node, path),
    (node, where) => {
      const other = withText(node, otherValue(node));
      return where === 'before' ? [other, node] : [node, other];
    },
  ),
  inElement(
    'xm-element-dup-same',
    'an element twice, with the same content',
    ['twice'],
    belowRoot,
    (node) => [node, node],
  ),
  inElement('xm-element-missing', 'an element left out', ['element'], belowRoot, () => []),
  inElement(
    'xm-element-empty',
    'an element without content',
    ['selfclosed', 'open'],
    belowRoot,
    (node, form) => [form === 'open' ? `<${node.name}></${node.name}>` : { ...node, content: [] }],
  ),
  inElement(
    'xm-element-order',
    'children in another order',
    ['reverse', 'rotate'],
    (node) => node.content.filter((item) => typeof item !== 'string').length > 1,
    (node, how) => [
      {
        ...node,
        content:
          how === 'reverse'
            ? node.content.toReversed()
            : [...node.content.slice(1), ...node.content.slice(0, 1)],
      },
    ],
  ),
  inElement(
    'xm-element-nested-wrong',
    'an element one level too deep or too high',
    ['deeper', 'inside-itself', 'flattened'],
    belowRoot,
    (node, how) => {
      if (how === 'flattened') return isLeaf(node) ? undefined : node.content;
      return [{ name: how === 'deeper' ? 'Wrapper' : node.name, attributes: [], content: [node] }];
    },
  ),
  inElement('xm-mixed-content', 'text beside elements', ['x', 'text ', '&amp;'], isBranch, (node, text) => [
    { ...node, content: [text, ...node.content] },
  ]),
  inElement(
    'xm-element-for-text',
    'an element where text belongs',
    ['<X/>', '<X>1</X>'],
    isTextLeaf,
    (node, markup) => [withText(node, `${leafMarkup(node)}${markup}`)],
  ),
  inElement(
    'xm-attr-for-element',
    'values as attributes',
    ['all'],
    (node) => isBranch(node) && node.content.some((item) => typeof item !== 'string' && isLeaf(item)),
    (node) => {
      const leaves = node.content.filter((item): item is XmlNode => typeof item !== 'string' && isLeaf(item));
      const names = new Set(leaves.map(({ name }) => name));
      if (names.size !== leaves.length) return undefined;
      return [
        {
          ...node,
          attributes: [
            ...node.attributes,
            ...leaves.map((one): [string, string] => [one.name, leafMarkup(one).replaceAll('"', '&quot;')]),
          ],
          content: node.content.filter((item) => typeof item !== 'string' && !isLeaf(item)),
        },
      ];
    },
  ),
  inElement(
    'xm-element-for-attr',
    'attributes as elements',
    ['all'],
    (node) => node.attributes.some(([name]) => !name.startsWith('xmlns')),
    (node) => {
      const own = node.attributes.filter(([name]) => !name.startsWith('xmlns'));
      return [
        {
          ...node,
          attributes: node.attributes.filter(([name]) => name.startsWith('xmlns')),
          content: [...own.map(([name, value]) => leaf(name.replace(/^.*:/, ''), value)), ...node.content],
        },
      ];
    },
  ),
  inElement(
    'xm-attr-dup',
    'an attribute twice',
    ['a', 'x'],
    () => true,
    (node, name) => [{ ...node, attributes: [...node.attributes, [name, '1'], [name, '2']] }],
    malformed('3.1'),
  ),
  inElement(
    'xm-attr-unknown',
    'an attribute nobody knows',
    ['a', 'xml:lang', 'type', 'id'],
    () => true,
    (node, name) => [{ ...node, attributes: [...node.attributes, [name, 'en']] }],
  ),
  inElement(
    'xm-xml-space',
    'white space to be kept',
    ['preserve', 'default', 'x'],
    () => true,
    (node, value) => [{ ...node, attributes: [...node.attributes, ['xml:space', value]] }],
  ),
  inElement(
    'xm-attr-bad',
    'attributes that are none',
    [' a', ' a=b', ' a="<"', ' a="b'],
    isTextLeaf,
    (node, attribute) => [`<${node.name}${attribute}>${leafMarkup(node)}</${node.name}>`],
    malformed('3.1'),
  ),
];

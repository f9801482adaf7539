import type { XmlDocument, XmlNode } from '../../xml-node.ts';
import { type MutationClass, settled } from '../mutation.ts';
import { belowRoot, inDocument, inElement } from './xml-variants.ts';

const OTHER = 'http://example.com/';
const VENDORS = [
  'http://s3.amazonaws.com/doc/2006-03-01/',
  'https://s3.amazonaws.com/doc/2006-03-01/',
  OTHER,
  '',
];
const UNBOUND = settled('refused', 'Namespaces in XML 1.0 section 5', 'should');
const SCHEMA_INSTANCE = 'http://www.w3.org/2001/XMLSchema-instance';

function withRootAttribute(document: XmlDocument, name: string, value: string): XmlDocument {
  const attributes = document.root.attributes.filter(([key]) => key !== name);
  return { ...document, root: { ...document.root, attributes: [...attributes, [name, value]] } };
}

function prefixed(node: XmlNode, prefix: string): XmlNode {
  return {
    ...node,
    name: `${prefix}:${node.name}`,
    content: node.content.map((item) => (typeof item === 'string' ? item : prefixed(item, prefix))),
  };
}

/** Namespaces and the type of grantees. */
export const xmlNamespaceMutations: readonly MutationClass[] = [
  inElement(
    'xm-ns-missing',
    'no declaration of a namespace',
    ['xmlns'],
    ({ attributes }) => attributes.some(([key]) => key.startsWith('xmlns')),
    (node, start) => [{ ...node, attributes: node.attributes.filter(([key]) => !key.startsWith(start)) }],
  ),
  inDocument('xm-ns-default', 'a namespace for everything', [OTHER], (document, name) =>
    withRootAttribute(document, 'xmlns', name),
  ),
  inDocument('xm-ns-wrong', 'namespaces of others', VENDORS, (document, name) =>
    withRootAttribute(document, 'xmlns', name),
  ),
  inDocument('xm-ns-prefix', 'every element with a prefix', ['p', 'xml'], (document, prefix) => {
    const bound = prefix === 'xml' ? document : withRootAttribute(document, `xmlns:${prefix}`, OTHER);
    return { ...bound, root: prefixed(bound.root, prefix) };
  }),
  inDocument(
    'xm-ns-prefix-unbound',
    'prefixes that are not declared',
    ['p', 'q'],
    (document, prefix) => ({ ...document, root: prefixed(document.root, prefix) }),
    UNBOUND,
  ),
  inElement('xm-ns-child-other', 'one element of another namespace', [OTHER, ''], belowRoot, (node, name) => [
    { ...node, attributes: [...node.attributes.filter(([key]) => key !== 'xmlns'), ['xmlns', name]] },
  ]),
  inElement('xm-xsi-type-missing', 'no type', [':type'], hasType, (node, ending) => [
    { ...node, attributes: node.attributes.filter(([key]) => !key.endsWith(ending)) },
  ]),
  inElement(
    'xm-xsi-type-wrong',
    'another type',
    ['Unknown', '', 'rootaccount', 'CanonicalUser', 'Group', 'AmazonCustomerByEmail', 'q:Group'],
    hasType,
    (node, type) => [
      {
        ...node,
        attributes: node.attributes.map(([key, value]) => [key, key.endsWith(':type') ? type : value]),
      },
    ],
  ),
  inElement(
    'xm-xsi-prefix',
    'the type under another prefix, or none',
    ['q', 'unbound', 'plain'],
    hasType,
    (node, form) => {
      const bound: readonly (readonly [string, string])[] =
        form === 'q' ? [['xmlns:q', SCHEMA_INSTANCE]] : [];
      const name = form === 'q' ? 'q:type' : form === 'plain' ? 'type' : 'unbound:type';
      const others = node.attributes.filter(([key]) => !key.endsWith(':type'));
      const type = node.attributes.find(([key]) => key.endsWith(':type'))?.[1] ?? '';
      return [{ ...node, attributes: [...others, ...bound, [name, type]] }];
    },
  ),
];

function hasType({ attributes }: XmlNode): boolean {
  return attributes.some(([name]) => name.endsWith(':type'));
}

import {
  documentOf,
  elementSlots,
  type StructuredRequest,
  slotName,
  withBytes,
  withDocument,
} from '../../structured-request.ts';
import { changeElement, isLeaf, leafMarkup, type XmlDocument, type XmlNode } from '../../xml-node.ts';
import { type About, type MutationClass, type Settlement, settled } from '../mutation.ts';
import { variants } from '../variants.ts';

/** The same document by the standard. */
export function same(section: string): Settlement {
  return settled('as-unmutated', `XML 1.0 section ${section}`);
}

/** No well-formed document any more. */
export function malformed(section: string): Settlement {
  return settled('refused', `XML 1.0 section ${section}`);
}

type Rule = Settlement | ((args: string, slot: string, about: About) => Settlement | undefined);

/** A document in another way: in parts, as text, or as bytes. */
export type DocumentChange = (
  document: XmlDocument,
  args: string,
) => XmlDocument | Uint8Array | string | undefined;

/** A class that writes the document as a whole in another way. */
export function inDocument(
  slug: string,
  title: string,
  values: readonly string[],
  change: DocumentChange,
  settles?: Rule,
): MutationClass {
  return variants({
    slug,
    group: 'xml',
    title,
    order: 'before-signing',
    slots: (request) => (documentOf(request) ? ['body'] : []),
    values,
    change: (request, args) => {
      const document = documentOf(request);
      const changed = document && change(document, args);
      if (changed === undefined) return undefined;
      if (changed instanceof Uint8Array) return withBytes(request, changed);
      if (typeof changed === 'string') return withBytes(request, Buffer.from(changed));
      return { ...request, body: { kind: 'xml', document: changed } };
    },
    ...(settles === undefined ? {} : { settles }),
  });
}

/** What becomes of an element: one node, several, markup, nothing; undefined when there is nothing to change. */
export type ElementChange = (
  node: XmlNode,
  args: string,
  about: About,
) => readonly (XmlNode | string)[] | undefined;

/** A class that writes one element in another way. `accept` tells which. */
export function inElement(
  slug: string,
  title: string,
  values: readonly string[],
  accept: (node: XmlNode, path: string) => boolean,
  change: ElementChange,
  settles?: Rule,
): MutationClass {
  return variants({
    slug,
    group: 'xml',
    title,
    order: 'before-signing',
    slots: (request) => elementSlots(request, accept),
    values,
    change: (request, args, slot, about) => changeAt(request, slot, (node) => change(node, args, about)),
    ...(settles === undefined ? {} : { settles }),
  });
}

/** The request with the element its slot names changed; undefined when there is none, or nothing to change. */
export function changeAt(
  request: StructuredRequest,
  slot: string,
  change: (node: XmlNode) => readonly (XmlNode | string)[] | undefined,
): StructuredRequest | undefined {
  let unchanged = false;
  const changed = withDocument(request, (document) => {
    const root = changeElement(document.root, slotName(slot), (node) => {
      const made = change(node);
      unchanged = made === undefined;
      return made ?? [node];
    });
    return root && { ...document, root };
  });
  return unchanged ? undefined : changed;
}

/** A leaf with text. */
export const isTextLeaf = (node: XmlNode): boolean => isLeaf(node) && leafMarkup(node) !== '';
export const isNumber = (node: XmlNode): boolean => isLeaf(node) && /^\d+$/.test(leafMarkup(node));
export const isBoolean = (node: XmlNode): boolean => isLeaf(node) && /^(true|false)$/i.test(leafMarkup(node));
/** A leaf with one word, as enumerations have them. */
export const isWord = (node: XmlNode): boolean => isLeaf(node) && /^[A-Za-z_]{2,}$/.test(leafMarkup(node));
export const isBranch = (node: XmlNode): boolean => !isLeaf(node);
export const belowRoot = (_: XmlNode, path: string): boolean => path.split('/').length > 2;

/** The leaf with other markup. */
export function withText(node: XmlNode, markup: string): XmlNode {
  return { ...node, content: [markup] };
}

/** An element with text. */
export function leaf(name: string, markup: string): XmlNode {
  return { name, attributes: [], content: [markup] };
}

import { escapeAttribute, escapeXml } from '../dialects/core/document-render.ts';
import { parseXml, type XmlElement, XmlProblem } from '../dialects/core/xml-tree.ts';

/** An element that can be written in any way, also in wrong ones. Attribute values and texts are markup, not characters. */
export interface XmlNode {
  readonly name: string;
  readonly attributes: readonly (readonly [name: string, markup: string])[];
  readonly content: readonly (XmlNode | string)[];
}

/** A document as it is written. */
export interface XmlDocument {
  /** What stands before the root element. */
  readonly prolog: string;
  readonly root: XmlNode;
  /** What stands behind it. */
  readonly epilog: string;
}

const DECLARATION = '<?xml version="1.0" encoding="UTF-8"?>\n';

/** The document in `body`, or undefined when it is none. */
export function readXml(body: Uint8Array): XmlDocument | undefined {
  try {
    return { prolog: DECLARATION, root: toNode(parseXml(body)), epilog: '' };
  } catch (error) {
    if (error instanceof XmlProblem) return undefined;
    throw error;
  }
}

function toNode({ name, attributes, children, text }: XmlElement): XmlNode {
  return {
    name,
    attributes: Object.entries(attributes).map(([key, value]) => [key, escapeAttribute(value)]),
    content: children.length > 0 ? children.map(toNode) : text === '' ? [] : [escapeXml(text)],
  };
}

/** The document as text. */
export function writeXml({ prolog, root, epilog }: XmlDocument): string {
  const parts = [prolog];
  writeNode(root, parts);
  parts.push(epilog);
  return parts.join('');
}

function writeNode({ name, attributes, content }: XmlNode, parts: string[]): void {
  const list = attributes.map(([key, markup]) => ` ${key}="${markup}"`).join('');
  if (content.length === 0) {
    parts.push(`<${name}${list}/>`);
    return;
  }
  parts.push(`<${name}${list}>`);
  for (const item of content) {
    if (typeof item === 'string') parts.push(item);
    else writeNode(item, parts);
  }
  parts.push(`</${name}>`);
}

/** The node as text. */
export function nodeText(node: XmlNode): string {
  const parts: string[] = [];
  writeNode(node, parts);
  return parts.join('');
}

/** True for an element with nothing but text in it. */
export function isLeaf({ content }: XmlNode): boolean {
  return content.every((item) => typeof item === 'string');
}

/** The markup of a leaf. */
export function leafMarkup({ content }: XmlNode): string {
  return content.filter((item) => typeof item === 'string').join('');
}

/** Every element by its path, like `/Delete/Object[2]/Key[1]`: positions count namesakes, the root has none. */
export function elementPaths(root: XmlNode): { readonly path: string; readonly node: XmlNode }[] {
  const found: { path: string; node: XmlNode }[] = [];
  const visit = (node: XmlNode, path: string): void => {
    found.push({ path, node });
    const seen = new Map<string, number>();
    for (const child of node.content) {
      if (typeof child === 'string') continue;
      const position = (seen.get(child.name) ?? 0) + 1;
      seen.set(child.name, position);
      visit(child, `${path}/${child.name}[${position}]`);
    }
  };
  visit(root, `/${root.name}`);
  return found;
}

/**
 * The tree with the element at `path` replaced by what `change` makes of it: one node, several, markup, or nothing.
 * @returns undefined when nothing stands there, or when the root would go
 */
export function changeElement(
  root: XmlNode,
  path: string,
  change: (node: XmlNode) => readonly (XmlNode | string)[],
): XmlNode | undefined {
  const [, first, ...steps] = path.split('/');
  if (first !== root.name) return undefined;
  if (steps.length === 0) {
    const [made, ...more] = change(root);
    return typeof made === 'object' && more.length === 0 ? made : undefined;
  }
  return changeBelow(root, steps, change);
}

function changeBelow(
  node: XmlNode,
  [step = '', ...rest]: readonly string[],
  change: (node: XmlNode) => readonly (XmlNode | string)[],
): XmlNode | undefined {
  const [, name, position] = /^([^[\]]+)\[(\d+)\]$/.exec(step) ?? [];
  let left = Number(position);
  const at = node.content.findIndex((item) => {
    if (typeof item === 'string' || item.name !== name) return false;
    left--;
    return left === 0;
  });
  const child = node.content[at];
  if (child === undefined || typeof child === 'string') return undefined;
  let made: readonly (XmlNode | string)[];
  if (rest.length === 0) made = change(child);
  else {
    const changed = changeBelow(child, rest, change);
    if (changed === undefined) return undefined;
    made = [changed];
  }
  return { ...node, content: node.content.toSpliced(at, 1, ...made) };
}

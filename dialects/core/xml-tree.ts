import { SaxesParser } from 'saxes';

/** An element of a parsed document. Namespace prefixes are kept apart; text is decoded character data, untrimmed. */
export interface XmlElement {
  readonly name: string;
  readonly namespace: string;
  readonly attributes: Readonly<Record<string, string>>;
  readonly children: readonly XmlElement[];
  readonly text: string;
}

/** Why a document was refused: not well-formed, or beyond what is worth reading. */
export class XmlProblem extends Error {
  override readonly name = 'XmlProblem';
  readonly kind: 'not-well-formed' | 'doctype' | 'too-deep' | 'empty' | 'not-utf8';
  constructor(kind: XmlProblem['kind'], message: string) {
    super(message);
    this.kind = kind;
  }
}

/** Elements nested deeper than this are refused: no documented document nests more than six. */
const MAX_DEPTH = 64;

interface OpenElement {
  name: string;
  namespace: string;
  attributes: Record<string, string>;
  children: XmlElement[];
  text: string;
}

/**
 * Strict XML 1.0 parse into a tree: one root, no DOCTYPE, no undeclared entity or prefix.
 * @throws XmlProblem when the bytes are not such a document
 */
export function parseXml(source: Uint8Array | string): XmlElement {
  const text = typeof source === 'string' ? source : decode(source);
  if (text.trim() === '') throw new XmlProblem('empty', 'the document is empty');
  const parser = new SaxesParser({ xmlns: true, defaultXMLVersion: '1.0', forceXMLVersion: true });
  const stack: OpenElement[] = [];
  let root: XmlElement | undefined;
  parser.on('error', (error) => {
    throw new XmlProblem('not-well-formed', error.message);
  });
  parser.on('doctype', () => {
    throw new XmlProblem('doctype', 'the document has a DOCTYPE');
  });
  parser.on('opentag', (tag) => {
    if (stack.length >= MAX_DEPTH)
      throw new XmlProblem('too-deep', `more than ${MAX_DEPTH} levels of elements`);
    const attributes: Record<string, string> = Object.create(null);
    for (const [name, attribute] of Object.entries(tag.attributes)) attributes[name] = attribute.value;
    stack.push({ name: tag.local, namespace: tag.uri, attributes, children: [], text: '' });
  });
  const addText = (chunk: string): void => {
    const open = stack.at(-1);
    if (open) open.text += chunk;
  };
  parser.on('text', addText);
  parser.on('cdata', addText);
  parser.on('closetag', () => {
    const closed = stack.pop();
    if (!closed) return;
    const parent = stack.at(-1);
    if (parent) parent.children.push(closed);
    else root = closed;
  });
  parser.write(text).close();
  if (!root) throw new XmlProblem('not-well-formed', 'the document has no root element');
  return root;
}

function decode(bytes: Uint8Array): string {
  try {
    return new TextDecoder('utf-8', { fatal: true }).decode(bytes);
  } catch {
    throw new XmlProblem('not-utf8', 'the document is not UTF-8');
  }
}

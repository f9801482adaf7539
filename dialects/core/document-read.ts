import { type DocumentSpec, type ElementSpec, leafAccepts } from './document.ts';
import type { XmlElement } from './xml-tree.ts';

/**
 * The content of a document as plain data: a leaf is its text, a repeatable element an array, an absent optional
 * element is missing, attributes stand under `@name`, elements the description does not know under their own name.
 */
export type DocumentValue = string | { readonly [name: string]: DocumentValue | readonly DocumentValue[] };

/** Where a document departs from its description. `path` is like `/Delete/Object[2]/Key`. */
export interface DocumentProblem {
  readonly path: string;
  readonly kind: 'wrong-root' | 'missing' | 'repeated' | 'too-many' | 'unknown-element' | 'bad-text';
  readonly message: string;
}

/** The data of a document and everything in which it departs from its description. */
export interface DocumentReading {
  readonly value: DocumentValue;
  readonly problems: readonly DocumentProblem[];
}

/** Reads a parsed tree by its description. Namespaces are ignored; element order is free. Never throws. */
export function readDocument(spec: DocumentSpec, tree: XmlElement): DocumentReading {
  const problems: DocumentProblem[] = [];
  const path = `/${tree.name}`;
  if (!isNamed(spec.root, tree.name)) {
    problems.push({ path, kind: 'wrong-root', message: `root is ${tree.name}, not ${spec.root.name}` });
  }
  return { value: readElement(spec, spec.root, tree, path, problems), problems };
}

function isNamed(spec: ElementSpec, name: string): boolean {
  return spec.name === name || spec.aliases.includes(name);
}

function readElement(
  doc: DocumentSpec,
  spec: ElementSpec,
  node: XmlElement,
  path: string,
  problems: DocumentProblem[],
): DocumentValue {
  if (spec.leaf) {
    const accepted = node.children.length === 0 && leafAccepts(spec.leaf, node.text);
    if (!accepted)
      problems.push({ path, kind: 'bad-text', message: `"${clip(node.text)}" is not accepted here` });
    return node.text;
  }
  const value: Record<string, DocumentValue | DocumentValue[]> = Object.create(null);
  for (const name of spec.attributes) {
    const attribute = Object.entries(node.attributes).find(
      ([key]) => key === name || (key.endsWith(`:${name}`) && !key.startsWith('xmlns:')),
    );
    if (attribute) value[`@${name}`] = attribute[1];
  }
  for (const child of spec.children ?? []) readChild(doc, child, node, path, value, problems);
  for (const stray of node.children) {
    if ((spec.children ?? []).some((child) => isNamed(child, stray.name))) continue;
    if (doc.unknown === 'closed') {
      problems.push({
        path: `${path}/${stray.name}`,
        kind: 'unknown-element',
        message: `${stray.name} is not known here`,
      });
    }
    value[stray.name] ??= stray.text;
  }
  return value;
}

function readChild(
  doc: DocumentSpec,
  child: ElementSpec,
  node: XmlElement,
  path: string,
  value: Record<string, DocumentValue | DocumentValue[]>,
  problems: DocumentProblem[],
): void {
  const found = node.children.filter(({ name }) => isNamed(child, name));
  const repeats = child.occurs === 'many' || child.occurs === 'some';
  const at = `${path}/${child.name}`;
  if (found.length === 0 && (child.occurs === 'one' || child.occurs === 'some')) {
    problems.push({ path: at, kind: 'missing', message: `${child.name} is missing` });
  }
  if (found.length > 1 && !repeats) {
    problems.push({ path: at, kind: 'repeated', message: `${child.name} stands ${found.length} times` });
  }
  if (child.max !== undefined && found.length > child.max) {
    problems.push({
      path: at,
      kind: 'too-many',
      message: `${found.length} ${child.name}, at most ${child.max}`,
    });
  }
  const values = found.map((one, index) =>
    readElement(doc, child, one, repeats ? `${at}[${index + 1}]` : at, problems),
  );
  if (repeats) value[child.name] = values;
  else if (values[0] !== undefined) value[child.name] = values[0];
}

function clip(text: string): string {
  return text.length > 40 ? `${text.slice(0, 40)}…` : text;
}

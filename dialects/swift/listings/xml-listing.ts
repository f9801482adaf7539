import { readDocument } from '../../core/document-read.ts';
import { escapeAttribute, escapeXml } from '../../core/document-render.ts';
import { parseXml, type XmlElement, XmlProblem } from '../../core/xml-tree.ts';
import { documents } from '../documents/index.ts';
import { type ListingEntry, type ListingReading, unreadable } from './entries.ts';

/** Whose entries are listed. The two documents differ in how they write a folded name. */
export type ListingOf = 'account' | 'container';

/**
 * An XML listing of entries in their order, under the name of the account or container. Characters XML cannot hold
 * become U+FFFD: names with such characters need the JSON format. S-LISTCONT-16, -17, S-LISTOBJ-19, -20.
 */
export function renderXmlListing(of: ListingOf, name: string, entries: readonly ListingEntry[]): string {
  const open = `<?xml version="1.0" encoding="UTF-8"?>\n<${of} name="${escapeAttribute(name)}"`;
  if (entries.length === 0) return `${open} />`;
  const rows = entries.map((entry) => renderEntry(of, entry));
  const content = of === 'account' ? `\n${rows.join('\n')}\n` : rows.join('');
  return `${open}>${content}</${of}>`;
}

function renderEntry(of: ListingOf, entry: ListingEntry): string {
  switch (entry.kind) {
    case 'container':
      return element('container', [
        ['name', entry.name],
        ['count', entry.count],
        ['bytes', entry.bytes],
        ['last_modified', entry.lastModified],
      ]);
    case 'object':
      return element('object', [
        ['name', entry.name],
        ['hash', entry.hash],
        ['bytes', entry.bytes],
        ['content_type', entry.contentType],
        ['last_modified', entry.lastModified],
      ]);
    case 'subdir': {
      const start = `<subdir name="${escapeAttribute(entry.name)}"`;
      return of === 'account' ? `${start} />` : `${start}><name>${escapeXml(entry.name)}</name></subdir>`;
    }
    default:
      return entry satisfies never;
  }
}

function element(name: string, children: readonly (readonly [string, string | number])[]): string {
  const content = children.map(([child, text]) => `<${child}>${escapeXml(String(text))}</${child}>`);
  return `<${name}>${content.join('')}</${name}>`;
}

/** Reads an XML listing, entries in the order of the document. Never throws. */
export function readXmlListing(of: ListingOf, body: Uint8Array): ListingReading {
  let tree: XmlElement;
  try {
    tree = parseXml(body);
  } catch (error) {
    if (error instanceof XmlProblem) return unreadable(error.message);
    throw error;
  }
  const [problem] = readDocument(documents[of], tree).problems;
  if (problem) return unreadable(`${problem.path}: ${problem.message}`);
  const entries = tree.children.map(readEntry);
  return { kind: 'listing', entries: entries.filter((entry) => entry !== undefined) };
}

/** An element of a document that was found to be as described; one nobody described is left out. */
function readEntry({ name: kind, attributes, children }: XmlElement): ListingEntry | undefined {
  const text = (wanted: string) => children.find(({ name }) => name === wanted)?.text ?? '';
  const shared = { name: text('name'), bytes: Number(text('bytes')), lastModified: text('last_modified') };
  switch (kind) {
    case 'container':
      return { kind, ...shared, count: Number(text('count')) };
    case 'object':
      return { kind, ...shared, hash: text('hash'), contentType: text('content_type') };
    case 'subdir':
      return { kind, name: attributes.name ?? '' };
    default:
      return undefined;
  }
}

import type { Page, PageEntry } from './dialect.ts';
import type { DocumentSpec } from './document.ts';
import { textAt, textsAt } from './document-access.ts';
import { type DocumentValue, readDocument } from './document-read.ts';
import { percentDecode } from './percent-encoding.ts';
import { parseXml, type XmlElement, XmlProblem } from './xml-tree.ts';

/** Where an XML listing keeps what a walk over it needs. Paths are those of `textsAt`. */
export interface XmlPage {
  readonly document: DocumentSpec;
  /** Elements of the entries, one group after the other; `key` and `id` are paths inside them. */
  readonly groups: readonly string[];
  readonly key: string;
  readonly id?: string;
  /** Path of the flag that says that there is more. */
  readonly truncated: string;
  /** Query parameter -> path of its value for the next page. */
  readonly next: Readonly<Record<string, string>>;
  readonly query?: Readonly<Record<string, string>>;
  /** True when keys and markers then come percent-encoded. */
  readonly percentEncoded?: boolean;
}

/** The walk over an XML listing. White space before the document is passed over. */
export function xmlPage(page: XmlPage): Page {
  return {
    ...(page.query === undefined ? {} : { query: page.query }),
    percentEncoded: page.percentEncoded ?? false,
    read: (body) => {
      const value = documentValue(page.document, body);
      if (value === undefined) return undefined;
      const entries = page.groups.flatMap((group) => entriesOf(value, group, page));
      return { entries, next: nextOf(value, page) };
    },
  };
}

/** The data of an XML body, whatever it departs in from its description; undefined when it is no XML document. */
export function documentValue(spec: DocumentSpec, body: Uint8Array): DocumentValue | undefined {
  const tree = documentTree(body);
  return tree && readDocument(spec, tree).value;
}

/** An XML body as a tree, white space before the document passed over; undefined when it is no XML document. */
export function documentTree(body: Uint8Array): XmlElement | undefined {
  const start = body.findIndex((byte) => ![0x20, 0x09, 0x0a, 0x0d].includes(byte));
  try {
    return parseXml(body.subarray(Math.max(0, start)));
  } catch (error) {
    if (error instanceof XmlProblem) return undefined;
    throw error;
  }
}

function entriesOf(value: DocumentValue, group: string, page: XmlPage): PageEntry[] {
  const ids = page.id === undefined ? [] : textsAt(value, `${group}.${page.id}`);
  return textsAt(value, `${group}.${page.key}`).map((text, index) => ({
    keys: readings(text, page),
    id: ids[index],
  }));
}

/**
 * A target that was asked for percent-encoded keys may send them plain all the same, and nothing tells which: where it
 * makes a difference both readings are given.
 */
function readings(text: string, { percentEncoded = false }: XmlPage): string[] {
  const decoded = percentEncoded ? (percentDecode(text) ?? text) : text;
  return decoded === text ? [text] : [decoded, text];
}

function nextOf(value: DocumentValue, page: XmlPage): Readonly<Record<string, string>> | undefined {
  if (textAt(value, page.truncated)?.toLowerCase() !== 'true') return undefined;
  const markers = Object.entries(page.next).flatMap(([name, path]) => {
    const last = textsAt(value, path).at(-1);
    return last === undefined ? [] : [[name, readings(last, page)[0] ?? last] as const];
  });
  return markers.length === 0 ? undefined : Object.fromEntries(markers);
}

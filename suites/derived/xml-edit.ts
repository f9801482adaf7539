/**
 * Edits of XML documents as text, for documents we wrote ourselves: samples, with at most a declaration before the root
 * and nothing after it. What comes out is meant to be wrong, or odd, in exactly one way.
 */

const ROOT = /^(?<prolog>\s*(?:<\?xml[^>]*\?>\s*)?)<(?<name>[^\s/>]+)(?<rest>[\s\S]*)$/;

/** A sample taken apart around its root element. */
interface Parts {
  readonly prolog: string;
  readonly name: string;
  readonly attributes: string;
  /** Everything between the tags of the root. */
  readonly content: string;
}

function parts(xml: string): Parts {
  const found = ROOT.exec(xml)?.groups;
  const { prolog = '', name = '', rest = '' } = found ?? {};
  const closed = /^(?<attributes>[^>]*?)\/>\s*$/.exec(rest)?.groups;
  const open = /^(?<attributes>[^>]*)>(?<content>[\s\S]*)<\/[^>]+>\s*$/.exec(rest)?.groups;
  const { attributes, content = '' } = closed ?? open ?? {};
  if (found === undefined || attributes === undefined) throw new Error('a sample is not an XML document');
  return { prolog, name, attributes, content };
}

function joined({ prolog, name, attributes, content }: Parts): string {
  return `${prolog}<${name}${attributes}>${content}</${name}>`;
}

/** The document without the end tag of its root. */
export function unclosed(xml: string): string {
  const { prolog, name, attributes, content } = parts(xml);
  return `${prolog}<${name}${attributes}>${content}`;
}

/** The document under a root of another name. */
export function renamedRoot(xml: string, name: string): string {
  return joined({ ...parts(xml), name });
}

/** The root element twice, one after the other. */
export function twoRoots(xml: string): string {
  const read = parts(xml);
  return joined(read) + joined({ ...read, prolog: '' });
}

/** The document with `inserted` as the last content of its root. */
export function appended(xml: string, inserted: string): string {
  const read = parts(xml);
  return joined({ ...read, content: read.content + inserted });
}

/** The document with a default namespace on its root, in place of any it had. */
export function namespaced(xml: string, namespace: string): string {
  const read = parts(xml);
  const others = read.attributes.replace(/\sxmlns\s*=\s*(?:"[^"]*"|'[^']*')/, '');
  return joined({ ...read, attributes: ` xmlns="${namespace}"${others}` });
}

/**
 * The document with a document type declaration that declares the entity `bp`, and a reference to it: where the first
 * element text was, or as the content of a root that holds no text.
 * @param declare the entity's definition, made from the text it stands for: `"text"` or `SYSTEM "uri"`
 */
export function withEntity(xml: string, declare: (text: string) => string): string {
  const read = parts(xml);
  const first = />(?<text>[^<>]*[^<>\s][^<>]*)</.exec(`>${read.content}<`);
  const text = first?.groups?.text ?? '';
  const at = first ? first.index : 0;
  const content = `${read.content.slice(0, at)}&bp;${read.content.slice(at + text.length)}`;
  const doctype = `<!DOCTYPE ${read.name} [<!ENTITY bp ${declare(text)}>]>`;
  return joined({ ...read, prolog: `${read.prolog}${doctype}`, content });
}

/** The document made at least `bytes` long by white space at the end of its root, which means nothing. */
export function padded(xml: string, bytes: number): string {
  const missing = Math.max(0, bytes - Buffer.byteLength(xml));
  return appended(xml, ' '.repeat(missing));
}

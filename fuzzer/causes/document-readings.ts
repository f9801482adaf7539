import {
  bodyBytes,
  documentOf,
  elementSlots,
  slotName,
  withBytes,
  withDocument,
} from '../structured-request.ts';
import { changeElement, isLeaf, leafMarkup } from '../xml-node.ts';
import { type Reading, reading } from './reading.ts';

/** Documents above this are not read anew. */
const LONGEST = 64 * 1024;
const LESS_THAN = 0x3c;
/** Elements of a document that are left out one by one, at most. */
const MOST_ELEMENTS = 8;

/** A reading of documents as texts: also of those that are none by the standard. */
function ofText(
  name: string,
  says: string,
  change: (text: string) => string,
  more: Pick<Reading, 'allows'> = {},
): Reading {
  const ofRequest: Reading['change'] = (request) => {
    const bytes = bodyBytes(request);
    if (bytes.length > LONGEST || !bytes.subarray(0, 16).includes(LESS_THAN)) return undefined;
    const text = Buffer.from(bytes).toString('latin1');
    const changed = change(text);
    return changed === text ? undefined : withBytes(request, Buffer.from(changed, 'latin1'));
  };
  return reading(name, says, ofRequest, more);
}

/** The name of the root element. */
function rootOf(text: string): string {
  return /<([A-Za-z_][\w.:-]*)/.exec(text)?.[1] ?? '';
}

function expanded(text: string): string {
  const declared = new Map(
    [...text.matchAll(/<!ENTITY\s+([\w.-]+)\s+["']([^"']*)["']\s*>/g)].map(([, name = '', value = '']) => [
      name,
      value,
    ]),
  );
  return withoutDoctype(text).replace(/&([\w.-]+);/g, (whole, name: string) => declared.get(name) ?? whole);
}

function withoutDoctype(text: string): string {
  return text.replace(/<!DOCTYPE[^[>]*(?:\[[^\]]*\]\s*)?>/g, '');
}

/** References to entities that only a document type declaration could make known. */
const DECLARED = /&(?!(?:amp|lt|gt|quot|apos);)([A-Za-z_][\w.-]*;)/g;

/** Declarations of types, which are refused by whoever fears what entities can do. */
const DOCTYPE = { allows: 'doctype' };

function firstRoot(text: string): string {
  const end = `</${rootOf(text)}>`;
  const at = text.indexOf(end);
  return at === -1 ? text : text.slice(0, at + end.length);
}

function lastRoot(text: string): string {
  const name = rootOf(text);
  const at = text.lastIndexOf(`<${name}`);
  return at > 0 && text.slice(0, at).includes(`</${name}>`) ? text.slice(at) : text;
}

/** Ended where it breaks off, with the ends of what is still open. */
function completed(text: string): string {
  const open: string[] = [];
  const whole = text.replace(/<[^>]*$/, '');
  for (const [, slash, name = '', self] of whole.matchAll(/<(\/?)([A-Za-z_][\w:.-]*)[^<>]*?(\/?)>/g)) {
    if (slash) open.pop();
    else if (!self) open.push(name);
  }
  const ends = open.toReversed().map((name) => `</${name}>`);
  return [whole, ...ends].join('');
}

/** Read as UTF-8, whatever is declared and whether it is that or not. */
function asUtf8(text: string): string {
  const utf8 = Buffer.from(text, 'latin1')
    .toString('utf8')
    .replace(/^\ufeff/, '');
  const declared = utf8.replace(/(<\?xml[^>]*?)\s+encoding=(["'])(?!utf-8)[^"']*\2/i, '$1');
  return Buffer.from(declared, 'utf8').toString('latin1');
}

/** Readings of documents in the body. */
export const documentReadings: readonly Reading[] = [
  // Before what else makes a document of one with a declaration: behind the root it is not allowed in any case.
  ofText(
    'without-doctype',
    'there were no document type declaration',
    (text) => withoutDoctype(text).replace(DECLARED, '&amp;$1'),
    DOCTYPE,
  ),
  ofText('entities-expanded', 'declared entities were expanded', expanded, DOCTYPE),
  ofText(
    'entities-skipped',
    'declared entities were skipped',
    (text) => {
      const bare = withoutDoctype(text);
      return bare === text ? text : bare.replace(DECLARED, '');
    },
    DOCTYPE,
  ),
  ofText('text-trimmed', 'white space around the text of elements were not there', (text) =>
    text.replace(/>([^<>]*)<\//g, (_, value: string) => `>${value.trim()}</`),
  ),
  ofText('first-root', 'the document ended with its first root element', firstRoot),
  ofText('completed', 'a document that breaks off were completed', completed),
  ofText('last-root', 'the last root element were the document', lastRoot),
  ofText('as-utf8', 'the document were UTF-8, whatever it declares and is', asUtf8),
  ofText('comment-ends-text', 'a comment ended the text it is in', (text) =>
    text.replace(/([^<>]+)<!--[\s\S]*?-->[^<>]*/g, '$1'),
  ),
  ofText('without-cdata', 'there were no CDATA sections', (text) =>
    text.replace(/<!\[CDATA\[[\s\S]*?\]\]>/g, ''),
  ),
  ofText('references-as-text', 'character references were text', (text) => text.replace(/&#/g, '&amp;#')),
  ofText('plus-in-numbers', 'numbers might have a plus sign', (text) => text.replace(/>\+(\d+)</g, '>$1<')),
  ofText('decimals-cut-off', 'decimals of numbers were cut off', (text) =>
    text.replace(/>(\d+)\.\d*</g, '>$1<'),
  ),
  ofText('without-prefixes', 'names had no prefixes', (text) =>
    text.replace(/(<\/?)[A-Za-z_][\w.-]*:(?=[A-Za-z_])/g, '$1'),
  ),
  ofText('text-without-case', 'values were in lower case', (text) =>
    text.replace(/>([^<>]*)<\//g, (_, value: string) => `>${value.toLowerCase()}</`),
  ),
  {
    name: 'without-element',
    part: true,
    says: (path) => `there were no element ${path}`,
    subjects: (request) =>
      documentOf(request)
        ? elementSlots(request, (node) => isLeaf(node))
            .map(slotName)
            .slice(0, MOST_ELEMENTS)
        : [],
    change: (request, path) =>
      withDocument(request, (document) => {
        const root = changeElement(document.root, path, (node) => (leafMarkup(node) === '' ? [node] : []));
        return root && { ...document, root };
      }),
  },
];

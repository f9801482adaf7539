import fc from 'fast-check';
import {
  documentOf,
  elementSlots,
  type StructuredRequest,
  slotName,
  withBytes,
  withDocument,
  withField,
} from '../structured-request.ts';
import {
  changeElement,
  isLeaf,
  leafMarkup,
  nodeText,
  writeXml,
  type XmlDocument,
  type XmlNode,
} from '../xml-node.ts';
import { type MutationClass, mutation, type Settlement, settled } from './mutation.ts';

const XML = 'XML 1.0';

type Change = (document: XmlDocument, args: string) => XmlDocument | Uint8Array | string | undefined;

/** A class that writes the document as a whole in another way. */
function whole(
  slug: string,
  title: string,
  variants: readonly string[],
  change: Change,
  settles?: Settlement,
): MutationClass {
  return mutation<string>({
    slug,
    group: 'xml',
    title,
    order: 'before-signing',
    slots: (request) => (documentOf(request) ? ['body'] : []),
    args: () => fc.constantFrom(...variants),
    apply: (request, _, args) => {
      const document = documentOf(request);
      const changed = document && change(document, args);
      if (changed === undefined) return undefined;
      if (changed instanceof Uint8Array) return withBytes(request, changed);
      if (typeof changed === 'string') return withBytes(request, Buffer.from(changed));
      return { ...request, body: { kind: 'xml', document: changed } };
    },
    ...(settles ? { settles: () => settles } : {}),
  });
}

type ElementChange = (node: XmlNode, args: string) => readonly (XmlNode | string)[] | undefined;

/** A class that writes one element in another way. `accept` tells which. */
function inElement(
  slug: string,
  title: string,
  variants: readonly string[],
  accept: (node: XmlNode, path: string) => boolean,
  change: ElementChange,
  settles?: Settlement,
): MutationClass {
  return mutation<string>({
    slug,
    group: 'xml',
    title,
    order: 'before-signing',
    slots: (request) => elementSlots(request, accept),
    args: () => fc.constantFrom(...variants),
    apply: (request, slot, args) => changeAt(request, slot, (node) => change(node, args)),
    ...(settles ? { settles: () => settles } : {}),
  });
}

function changeAt(
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

const isTextLeaf = (node: XmlNode): boolean => isLeaf(node) && leafMarkup(node) !== '';
const isNumber = (node: XmlNode): boolean => isLeaf(node) && /^\d+$/.test(leafMarkup(node));
const isBoolean = (node: XmlNode): boolean => isLeaf(node) && /^(true|false)$/i.test(leafMarkup(node));
const isWord = (node: XmlNode): boolean => isLeaf(node) && /^[A-Za-z_]{2,}$/.test(leafMarkup(node));
const belowRoot = (_: XmlNode, path: string): boolean => path.split('/').length > 2;
const withText = (node: XmlNode, markup: string): XmlNode => ({ ...node, content: [markup] });

const SAME = settled('as-unmutated', XML);
const NOT_WELL_FORMED = settled('refused', XML);

/** How a document can be written otherwise. */
export const xmlMutations: readonly MutationClass[] = [
  whole('xm-empty-body', 'nothing, or white space', ['', ' ', '\r\n'], (_, text) => text),
  whole('xm-decl-missing', 'no XML declaration', [''], (document) => ({ ...document, prolog: '' }), SAME),
  whole(
    'xm-decl-odd',
    'odd declarations',
    [
      '<?xml version="1.1" encoding="UTF-8"?>',
      '<?xml version="2.0"?>',
      "<?xml version='1.0' encoding='utf-8' standalone='yes'?>",
      '<?XML version="1.0"?>',
    ],
    (document, prolog) => ({ ...document, prolog }),
  ),
  whole(
    'xm-leading-ws',
    'white space before the declaration',
    [' ', '\n', '\r\n\t'],
    (document, space) => ({ ...document, prolog: `${space}${document.prolog}` }),
    NOT_WELL_FORMED,
  ),
  whole(
    'xm-bom-utf8',
    'a byte order mark',
    ['\ufeff'],
    (document, bom) => ({ ...document, prolog: `${bom}${document.prolog}` }),
    SAME,
  ),
  whole('xm-utf16', 'UTF-16', ['le', 'be'], (document, order) => {
    const text = writeXml({ ...document, prolog: '\ufeff<?xml version="1.0" encoding="UTF-16"?>' });
    const bytes = Buffer.from(text, 'utf16le');
    return order === 'be' ? bytes.swap16() : bytes;
  }),
  whole(
    'xm-encoding-mismatch',
    'another encoding declared',
    ['ISO-8859-1', 'UTF-16', 'x-unknown', 'US-ASCII'],
    (document, name) => ({
      ...document,
      prolog: `<?xml version="1.0" encoding="${name}"?>`,
    }),
  ),
  whole(
    'xm-invalid-utf8',
    'bytes that are not UTF-8',
    ['ff', 'c0af', 'eda080', 'e28f'],
    (document, hex) =>
      Buffer.concat([
        Buffer.from(writeXml(document).replace(/<\/[^<>]*>\s*$/, '')),
        Buffer.from(`<X>`),
        Buffer.from(hex, 'hex'),
        Buffer.from(`</X></${document.root.name}>`),
      ]),
    settled('refused', 'XML 1.0 section 4.3.3'),
  ),
  whole('xm-doctype', 'a harmless DOCTYPE', ['<!DOCTYPE a>', '<!DOCTYPE a [ ]>'], (document, doctype) => ({
    ...document,
    prolog: `${document.prolog}${doctype}`,
  })),
  whole('xm-entity-bomb', 'nested entities, bounded', ['5'], (document) => {
    const levels = [1, 2, 3, 4, 5].map((n) => `<!ENTITY l${n} "${`&l${n - 1};`.repeat(8)}">`);
    return {
      ...document,
      prolog: `${document.prolog}<!DOCTYPE a [<!ENTITY l0 "xxxxxxxx">${levels.join('')}]>`,
      root: { ...document.root, content: [...document.root.content, '<X>&l5;</X>'] },
    };
  }),
  whole(
    'xm-pi-before-root',
    'a processing instruction before the root',
    ['<?a b?>', '<!-- a -->'],
    (document, markup) => ({
      ...document,
      prolog: `${document.prolog}${markup}`,
    }),
    SAME,
  ),
  whole(
    'xm-trailing-comment',
    'a comment behind the end',
    ['<!-- a -->', '\n'],
    (document, epilog) => ({ ...document, epilog }),
    SAME,
  ),
  whole(
    'xm-trailing-garbage',
    'bytes behind the end',
    ['x', '<a/>', '\u0000', '</a>', '&amp;'],
    (document, epilog) => ({ ...document, epilog }),
    NOT_WELL_FORMED,
  ),
  whole(
    'xm-two-roots',
    'the document twice',
    [''],
    (document) => ({ ...document, epilog: nodeText(document.root) }),
    NOT_WELL_FORMED,
  ),
  whole(
    'xm-truncated',
    'cut off',
    ['0.1', '0.5', '0.9', '0.99'],
    (document, share) => {
      const text = writeXml(document).trimEnd();
      return text.slice(0, Math.min(text.length - 1, Math.floor(text.length * Number(share))));
    },
    NOT_WELL_FORMED,
  ),
  whole('xm-json-instead', 'JSON', ['{}', '[]', '{"a":1}'], (_, text) => text, settled('refused', XML)),
  whole(
    'xm-ns-wrong',
    'a namespace nobody knows',
    ['http://example.com/', 'http://s3.amazonaws.com/doc/2006-03-01/'],
    (document, name) => ({
      ...document,
      root: {
        ...document.root,
        attributes: [...document.root.attributes.filter(([key]) => key !== 'xmlns'), ['xmlns', name]],
      },
    }),
  ),
  whole('xm-ns-prefix', 'every element with a prefix', ['p'], (document, prefix) => ({
    ...document,
    root: prefixed(
      {
        ...document.root,
        attributes: [...document.root.attributes, [`xmlns:${prefix}`, 'http://example.com/']],
      },
      prefix,
    ),
  })),
  whole(
    'xm-ns-prefix-unbound',
    'prefixes that are not declared',
    ['p'],
    (document, prefix) => ({ ...document, root: prefixed(document.root, prefix) }),
    settled('refused', 'Namespaces in XML 1.0 section 5', 'should'),
  ),
  whole('xm-root-wrong', 'another root', ['Root', 'lower', 'UPPER', 'Error'], (document, name) => ({
    ...document,
    root: {
      ...document.root,
      name:
        name === 'lower'
          ? document.root.name.toLowerCase()
          : name === 'UPPER'
            ? document.root.name.toUpperCase()
            : name,
    },
  })),
  whole(
    'xm-mismatch-tag',
    'a wrong end tag',
    ['X'],
    (document, name) => endedWith(writeXml(document), name),
    NOT_WELL_FORMED,
  ),
  whole('xm-depth', 'elements nested deeply', ['100', '1000'], (document, levels) => ({
    ...document,
    root: {
      ...document.root,
      content: [...document.root.content, `${'<X>'.repeat(Number(levels))}${'</X>'.repeat(Number(levels))}`],
    },
  })),
  whole('xm-wide', 'many elements', ['1000', '5000'], (document, count) => ({
    ...document,
    root: { ...document.root, content: [...document.root.content, '<X/>'.repeat(Number(count))] },
  })),
  inElement(
    'xm-charref',
    'character references',
    ['dec', 'hex'],
    isTextLeaf,
    (node, form) => [
      withText(
        node,
        leafMarkup(node).replace(/[A-Za-z0-9]/, (char) =>
          form === 'dec' ? `&#${char.charCodeAt(0)};` : `&#x${char.charCodeAt(0).toString(16)};`,
        ),
      ),
    ],
    SAME,
  ),
  inElement(
    'xm-charref-bad',
    'references to no character',
    ['&#0;', '&#xD800;', '&#x110000;', '&#xFFFE;', '&#;'],
    isTextLeaf,
    (node, markup) => [withText(node, `${leafMarkup(node)}${markup}`)],
    settled('refused', 'XML 1.0 section 4.1'),
  ),
  inElement(
    'xm-entity-undeclared',
    'an entity that is not declared',
    ['&foo;', '&nbsp;', '&'],
    isTextLeaf,
    (node, markup) => [withText(node, `${leafMarkup(node)}${markup}`)],
    settled('refused', 'XML 1.0 section 4.1'),
  ),
  mutation<string>({
    slug: 'xm-entity-internal',
    group: 'xml',
    title: 'a declared entity in a value',
    order: 'before-signing',
    slots: (request) => elementSlots(request, isTextLeaf),
    args: () => fc.constantFrom('internal', 'external', 'parameter'),
    apply: (request, slot, kind) => {
      const declared: Readonly<Record<string, string>> = {
        internal: '<!ENTITY e "VALUE">',
        external: '<!ENTITY e SYSTEM "file:///nonexistent/bucketproof">',
        parameter: '<!ENTITY % p SYSTEM "file:///nonexistent/bucketproof"> %p; <!ENTITY e "VALUE">',
      };
      const changed = changeAt(request, slot, (node) => [withText(node, '&e;')]);
      const entities = (declared[kind] ?? '').replace('VALUE', valueAt(request, slot));
      return (
        changed &&
        withDocument(changed, (document) => ({
          ...document,
          prolog: `${document.prolog}<!DOCTYPE a [${entities}]>`,
        }))
      );
    },
  }),
  inElement(
    'xm-cdata',
    'the value in CDATA',
    [''],
    isTextLeaf,
    (node) =>
      leafMarkup(node).includes('&') ? undefined : [withText(node, `<![CDATA[${leafMarkup(node)}]]>`)],
    SAME,
  ),
  inElement(
    'xm-cdata-split',
    'the value split over text and CDATA',
    [''],
    isTextLeaf,
    (node) => {
      const text = leafMarkup(node);
      if (text.includes('&') || text.length < 2) return undefined;
      return [withText(node, `${text.slice(0, 1)}<![CDATA[${text.slice(1)}]]>`)];
    },
    SAME,
  ),
  inElement(
    'xm-comment-in-text',
    'a comment inside the value',
    ['<!-- a -->', '<!---->'],
    isTextLeaf,
    (node, markup) => {
      const text = leafMarkup(node);
      return text.includes('&')
        ? undefined
        : [withText(node, `${text.slice(0, 1)}${markup}${text.slice(1)}`)];
    },
    SAME,
  ),
  inElement('xm-element-case', 'a name in other letter case', ['lower', 'UPPER'], belowRoot, (node, form) => [
    { ...node, name: form === 'lower' ? node.name.toLowerCase() : node.name.toUpperCase() },
  ]),
  inElement(
    'xm-element-unknown',
    'an element nobody knows',
    ['Unknown', 'x-y'],
    (node) => !isLeaf(node),
    (node, name) => [{ ...node, content: [...node.content, { name, attributes: [], content: ['1'] }] }],
  ),
  inElement(
    'xm-element-dup-scalar',
    'an element twice, with other content',
    ['before', 'after'],
    (node, path) => isTextLeaf(node) && belowRoot(node, path),
    (node, where) => {
      const other = withText(
        node,
        isNumber(node)
          ? '7'
          : isBoolean(node)
            ? leafMarkup(node) === 'true'
              ? 'false'
              : 'true'
            : `${leafMarkup(node)}x`,
      );
      return where === 'before' ? [other, node] : [node, other];
    },
  ),
  inElement('xm-element-missing', 'an element left out', [''], belowRoot, () => []),
  inElement(
    'xm-element-empty',
    'an element without content',
    ['selfclosed', 'open'],
    belowRoot,
    (node, form) => [form === 'open' ? `<${node.name}></${node.name}>` : { ...node, content: [] }],
  ),
  inElement(
    'xm-element-order',
    'children in reverse order',
    [''],
    (node) => node.content.filter((item) => typeof item !== 'string').length > 1,
    (node) => [{ ...node, content: node.content.toReversed() }],
  ),
  inElement(
    'xm-mixed-content',
    'text beside elements',
    ['x', 'text '],
    (node) => !isLeaf(node),
    (node, text) => [{ ...node, content: [text, ...node.content] }],
  ),
  inElement(
    'xm-attr-unknown',
    'an attribute nobody knows',
    ['a', 'xml:space', 'xml:lang'],
    () => true,
    (node, name) => [
      { ...node, attributes: [...node.attributes, [name, name === 'xml:space' ? 'preserve' : 'en']] },
    ],
  ),
  inElement(
    'xm-attr-dup',
    'an attribute twice',
    ['a'],
    () => true,
    (node, name) => [{ ...node, attributes: [...node.attributes, [name, '1'], [name, '2']] }],
    settled('refused', 'XML 1.0 section 3.1'),
  ),
  inElement(
    'xm-text-ws',
    'white space around the value',
    [' v', 'v ', '\nv\n', '\tv\t'],
    isTextLeaf,
    (node, form) => [withText(node, form.replace('v', leafMarkup(node)))],
  ),
  inElement('xm-num-plus', 'a plus sign', ['+'], isNumber, (node, sign) => [
    withText(node, `${sign}${leafMarkup(node)}`),
  ]),
  inElement('xm-num-decimal', 'decimals', ['.0', '.5', '.'], isNumber, (node, tail) => [
    withText(node, `${leafMarkup(node)}${tail}`),
  ]),
  inElement('xm-num-exp', 'an exponent', ['1e0', '1e3', '1E1'], isNumber, (node, text) => [
    withText(node, text),
  ]),
  inElement('xm-num-leading-zero', 'leading zeros', ['0', '000'], isNumber, (node, zeros) => [
    withText(node, `${zeros}${leafMarkup(node)}`),
  ]),
  inElement('xm-num-negative', 'negative numbers', ['-1', '-0', '--1'], isNumber, (node, text) => [
    withText(node, text),
  ]),
  inElement(
    'xm-num-overflow',
    'numbers beyond 31, 63 and more bits',
    [
      '2147483648',
      '4294967297',
      '9223372036854775808',
      '18446744073709551617',
      '1111111111111111111111111111111111111111',
    ],
    isNumber,
    (node, text) => [withText(node, text)],
  ),
  inElement(
    'xm-num-odd',
    'numbers in other forms',
    ['0x1', '1,000', '\uff11', '1 0', 'one', 'NaN', 'Infinity', '1_0'],
    isNumber,
    (node, text) => [withText(node, text)],
  ),
  inElement(
    'xm-bool-forms',
    'truth values in other forms',
    ['TRUE', 'True', '1', '0', 'yes', 'on', 'maybe'],
    isBoolean,
    (node, text) => [withText(node, text)],
  ),
  inElement(
    'xm-enum-case',
    'a word in other letter case',
    ['lower', 'UPPER', 'other'],
    isWord,
    (node, form) => {
      const text = leafMarkup(node);
      const changed =
        form === 'lower' ? text.toLowerCase() : form === 'UPPER' ? text.toUpperCase() : `${text}X`;
      return changed === text ? undefined : [withText(node, changed)];
    },
  ),
  inElement(
    'xm-list-many',
    'an element many times',
    ['11', '101', '1001'],
    (node, path) => !isLeaf(node) && belowRoot(node, path),
    (node, count) => Array.from({ length: Number(count) }, () => node),
  ),
  mutation<string>({
    slug: 'xm-ctype-odd',
    group: 'xml',
    title: 'another Content-Type',
    slots: (request) => (documentOf(request) ? ['header:content-type'] : []),
    order: 'before-signing',
    args: () =>
      fc.constantFrom(
        'text/xml',
        'application/json',
        'text/plain',
        'application/xml; charset=iso-8859-1',
        'application/octet-stream',
        'x',
      ),
    apply: (request, _, value) => withField(request, 'Content-Type', value),
  }),
  mutation<string>({
    slug: 'xm-text-crlf',
    group: 'xml',
    title: 'line ends in a value',
    order: 'before-signing',
    slots: (request) => elementSlots(request, isTextLeaf),
    args: () => fc.constantFrom('\r\n', '\n', '\r'),
    apply: (request, slot, end) =>
      changeAt(request, slot, (node) => [withText(node, `${leafMarkup(node)}${end}x`)]),
  }),
  mutation<string>({
    slug: 'xm-latin1',
    group: 'xml',
    title: 'ISO-8859-1 declared and used',
    order: 'before-signing',
    slots: (request) => elementSlots(request, isTextLeaf),
    args: () => fc.constantFrom('\u00e9', '\u00fc\u00df'),
    apply: (request, slot, text) => {
      const changed = changeAt(request, slot, (node) => [withText(node, `${leafMarkup(node)}${text}`)]);
      const document = changed && documentOf(changed);
      if (!document) return undefined;
      const markup = writeXml({ ...document, prolog: '<?xml version="1.0" encoding="ISO-8859-1"?>' });
      return withBytes(changed, Buffer.from(markup, 'latin1'));
    },
  }),
];

function prefixed(node: XmlNode, prefix: string): XmlNode {
  return {
    ...node,
    name: `${prefix}:${node.name}`,
    content: node.content.map((item) => (typeof item === 'string' ? item : prefixed(item, prefix))),
  };
}

function valueAt(request: StructuredRequest, slot: string): string {
  let found = '';
  changeAt(request, slot, (node) => {
    found = leafMarkup(node);
    return [node];
  });
  return found;
}

/** The text with another end tag for its root; undefined when it has none. */
function endedWith(text: string, name: string): string | undefined {
  const changed = text.replace(/<\/[^<>]*>\s*$/, `</${name}>`);
  return changed === text ? undefined : changed;
}

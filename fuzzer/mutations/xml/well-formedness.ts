import { createHash } from 'node:crypto';
import { bodyBytes, documentOf, withDocument, withField } from '../../structured-request.ts';
import { leafMarkup, nodeText, writeXml } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { inDocument, inElement, isTextLeaf, malformed, withText } from './xml-variants.ts';

/** What is no document any more, and digests that belong to another. */
export const xmlWellFormednessMutations: readonly MutationClass[] = [
  inDocument(
    'xm-trailing-garbage',
    'bytes behind the end',
    ['x', '<a/>', '\u0000', '</a>', '&amp;', '<![CDATA[x]]>', '<!DOCTYPE a>', '<?xml version="1.0"?>'],
    (document, epilog) => ({ ...document, epilog }),
    malformed('2.1'),
  ),
  inDocument(
    'xm-two-roots',
    'the document twice',
    ['root', 'whole'],
    (document, what) => ({
      ...document,
      epilog: what === 'root' ? nodeText(document.root) : writeXml({ ...document, epilog: '' }),
    }),
    malformed('2.1'),
  ),
  inDocument(
    'xm-truncated',
    'cut off',
    ['0.05', '0.1', '0.25', '0.5', '0.75', '0.9', '0.99'],
    (document, share) => {
      const text = writeXml(document).trimEnd();
      return text.slice(0, Math.min(text.length - 1, Math.floor(text.length * (Number(share) || 0))));
    },
    malformed('2.1'),
  ),
  inDocument('xm-json-instead', 'JSON', ['{}', '[]', '{"a":1}', 'null'], (_, text) => text, malformed('2.1')),
  inDocument(
    'xm-mismatch-tag',
    'a wrong end tag, or none',
    ['</X>', '', '</>', '</root'],
    (document, tag) =>
      writeXml(document)
        .trimEnd()
        .replace(/<\/[^<>]*>$|\/>$/, () => tag),
    malformed('3'),
  ),
  inElement(
    'xm-markup-in-text',
    'characters in a value that are markup',
    ['<', ']]>', '<a', '</', '\u0000', '\u0001', '\uffff'],
    isTextLeaf,
    (node, markup) => [withText(node, `${leafMarkup(node)}${markup}`)],
    (markup) => malformed(markup.startsWith('<') || markup === ']]>' ? '2.4' : '2.2'),
  ),
  inElement(
    'xm-comment-bad',
    'comments and instructions that are none',
    ['<!-- -- -->', '<!-->', '<!-- a --->', '<?xml version="1.0"?>', '<? a?>', '<!a>', '<![CDATA[a'],
    isTextLeaf,
    (node, markup) => [withText(node, `${leafMarkup(node)}${markup}`)],
    malformed('2.5'),
  ),
  variants({
    slug: 'xm-md5-after-mutation',
    group: 'xml',
    title: 'the digest of another document',
    order: 'before-signing',
    slots: (request, { dialect, operation }) =>
      documentOf(request) && 'md5' in operation.body
        ? [`header:${dialect.bodyDigest.header.toLowerCase()}`]
        : [],
    values: ['<!-- a -->', '\n'],
    change: (request, epilog, _, { dialect }) => {
      const { header, encoding } = dialect.bodyDigest;
      const stale = createHash('md5').update(bodyBytes(request)).digest(encoding);
      const changed = withDocument(request, (document) => ({
        ...document,
        epilog: `${document.epilog}${epilog}`,
      }));
      return changed && withField(changed, header, stale);
    },
  }),
];

import { refuse } from '../operations/refuse.ts';
import { on } from './edit-request.ts';
import { faults } from './fault.ts';
import { lenient } from './read-leniently.ts';
import type { Which } from './which.ts';

const hasDocument: Which = ({ body }) => body.kind === 'xml';

/** How documents in bodies are read. */
export const documentFaults = faults('documents', {
  'xml-with-doctype-accepted': {
    says: 'A document type declaration in a document is passed over; entities are an x.',
    ...lenient(hasDocument, (text) => {
      const bare = text.replace(/<!DOCTYPE[^[>]*(?:\[[^\]]*\])?[^>]*>/g, '');
      return bare === text ? text : bare.replace(/&(?!amp;|lt;|gt;|quot;|apos;|#)\w+;/g, 'x');
    }),
  },
  'namespaces-refused': {
    says: 'A document whose root declares a namespace is refused.',
    ...lenient(hasDocument, (text) => (/<\w+ xmlns=/.test(text) ? '<' : text)),
  },
  'two-roots-accepted': {
    says: 'What follows the root of a document is passed over.',
    ...lenient(hasDocument, (text) => {
      const [, name] = /<([A-Za-z]\w*)/.exec(text) ?? [];
      const end = name === undefined ? -1 : text.indexOf(`</${name}>`);
      return end === -1 ? text : text.slice(0, end + `</${name}>`.length);
    }),
  },
  'broken-xml-repaired': {
    says: 'A document that breaks off is completed.',
    ...lenient(hasDocument, (text) => {
      const open: string[] = [];
      const cut = text.replace(/<[^>]*$/, '');
      for (const [, slash, name = '', self] of cut.matchAll(/<(\/?)([A-Za-z][\w:.-]*)[^<>]*?(\/?)>/g)) {
        if (slash) open.pop();
        else if (!self) open.push(name);
      }
      return (
        cut +
        open
          .toReversed()
          .map((name) => `</${name}>`)
          .join('')
      );
    }),
  },
  'large-documents-accepted': {
    says: 'Documents may be of any size.',
    understand: ({ operation }) =>
      operation.body.kind === 'xml'
        ? { operation: { ...operation, body: { ...operation.body, maxBytes: 64 * 1024 * 1024 } } }
        : {},
  },
  'document-type-matters': {
    says: 'A document is refused when its Content-Type is not that of XML.',
    ...on(hasDocument, (prepared, next) => {
      const type = prepared.request.header('Content-Type');
      return type === undefined || /xml/i.test(type) ? next(prepared) : refuse('malformed-xml');
    }),
  },
});

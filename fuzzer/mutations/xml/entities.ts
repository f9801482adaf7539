import { elementSlots, withDocument } from '../../structured-request.ts';
import { leafMarkup } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { changeAt, inDocument, inElement, isTextLeaf, malformed, same, withText } from './xml-variants.ts';

/** A class that declares an entity and uses it for a value; `VALUE` stands for the value in a declaration. */
function declared(slug: string, title: string, declarations: readonly string[]): MutationClass {
  return variants({
    slug,
    group: 'xml',
    title,
    order: 'before-signing',
    slots: (request) => elementSlots(request, isTextLeaf),
    values: declarations,
    change: (request, declaration, slot) => {
      let value = '';
      const changed = changeAt(request, slot, (node) => {
        value = leafMarkup(node);
        return [withText(node, '&e;')];
      });
      return (
        changed &&
        withDocument(changed, (document) => ({
          ...document,
          prolog: `${document.prolog}<!DOCTYPE a [${declaration.replace('VALUE', () => value)}]>`,
        }))
      );
    },
  });
}

/** Document types, entities and references. */
export const xmlEntityMutations: readonly MutationClass[] = [
  inDocument(
    'xm-doctype',
    'a harmless DOCTYPE',
    ['<!DOCTYPE a>', '<!DOCTYPE a [ ]>', '<!DOCTYPE a SYSTEM "bucketproof.dtd">'],
    (document, doctype) => ({ ...document, prolog: `${document.prolog}${doctype}` }),
  ),
  declared('xm-entity-internal', 'a declared entity in a value', [
    '<!ENTITY e "VALUE">',
    '<!ENTITY f "VALUE"><!ENTITY e "&f;">',
  ]),
  declared('xm-entity-external', 'an external entity in a value', [
    '<!ENTITY e SYSTEM "file:///nonexistent/bucketproof">',
    '<!ENTITY e PUBLIC "x" "file:///nonexistent/bucketproof">',
  ]),
  declared('xm-entity-param', 'a parameter entity', [
    '<!ENTITY % p SYSTEM "file:///nonexistent/bucketproof"> %p; <!ENTITY e "VALUE">',
    '<!ENTITY % p \'<!ENTITY e "VALUE">\'> %p;',
  ]),
  inDocument('xm-entity-bomb', 'nested entities, bounded', ['3', '5'], (document, depth) => {
    const count = Math.min(5, Number(depth) || 1);
    const levels = Array.from({ length: count }, (_, n) => `<!ENTITY l${n + 1} "${`&l${n};`.repeat(8)}">`);
    return {
      ...document,
      prolog: `${document.prolog}<!DOCTYPE a [<!ENTITY l0 "xxxxxxxx">${levels.join('')}]>`,
      root: { ...document.root, content: [...document.root.content, `<X>&l${count};</X>`] },
    };
  }),
  inElement(
    'xm-entity-undeclared',
    'an entity that is not declared',
    ['&foo;', '&nbsp;', '&', '&;', '& '],
    isTextLeaf,
    (node, markup) => [withText(node, `${leafMarkup(node)}${markup}`)],
    malformed('4.1'),
  ),
  inElement(
    'xm-charref',
    'character references',
    ['dec', 'hex', 'zeros'],
    isTextLeaf,
    (node, form) => {
      const text = leafMarkup(node);
      if (text.includes('&')) return undefined;
      return [
        withText(
          node,
          text.replace(/[A-Za-z0-9]/, (char) => {
            const code = char.charCodeAt(0);
            if (form === 'dec') return `&#${code};`;
            return form === 'hex' ? `&#x${code.toString(16)};` : `&#0000${code};`;
          }),
        ),
      ];
    },
    same('4.1'),
  ),
  inElement(
    'xm-charref-bad',
    'references to no character',
    ['&#0;', '&#xD800;', '&#x110000;', '&#xFFFE;', '&#;', '&#x;', '&#X41;', '&#1;'],
    isTextLeaf,
    (node, markup) => [withText(node, `${leafMarkup(node)}${markup}`)],
    malformed('4.1'),
  ),
];

import type { ElementSpec } from '../../../dialects/core/document.ts';
import { bodyBytes, documentOf, elementSlots, slotName, withDocument } from '../../structured-request.ts';
import { isLeaf, type XmlNode } from '../../xml-node.ts';
import type { About, MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { belowRoot, changeAt, inDocument, inElement } from './xml-variants.ts';

/** The description of the element a slot names, e.g. `element:/Delete/Object[1]/Key[1]`. */
function specAt({ dialect, operation }: About, slot: string): ElementSpec | undefined {
  if (operation.body.kind !== 'xml') return undefined;
  const [, , ...steps] = slotName(slot).split('/');
  let spec = dialect.documents[operation.body.document]?.root;
  for (const step of steps) {
    const name = step.replace(/\[\d+\]$/, '');
    spec = spec?.children?.find((child) => child.name === name || child.aliases.includes(name));
  }
  return steps.length === 0 ? undefined : spec;
}

/** A class about elements that may stand several times. @param count how many there are then, by the documented most */
function lists(
  slug: string,
  title: string,
  count: (max: number | undefined) => number | undefined,
): MutationClass {
  return variants({
    slug,
    group: 'xml',
    title,
    order: 'before-signing',
    slots: (request, about) =>
      elementSlots(request, belowRoot).filter((slot) => {
        const spec = specAt(about, slot);
        return (
          slot.endsWith('[1]') &&
          (spec?.occurs === 'many' || spec?.occurs === 'some') &&
          count(spec.max) !== undefined
        );
      }),
    values: ['list'],
    change: (request, _, slot, about) => {
      const wanted = count(specAt(about, slot)?.max);
      if (wanted === undefined) return undefined;
      const parent = slot.replace(/\/[^/]*$/, '');
      return changeAt(request, parent, (node) => [withCount(node, slot, wanted)]);
    },
  });
}

function withCount(parent: XmlNode, slot: string, count: number): XmlNode {
  const name = slot.slice(slot.lastIndexOf('/') + 1).replace(/\[\d+\]$/, '');
  const at = parent.content.findIndex((item) => typeof item !== 'string' && item.name === name);
  const first = parent.content[at];
  if (first === undefined) return parent;
  const others = parent.content.filter((item) => typeof item === 'string' || item.name !== name);
  return { ...parent, content: others.toSpliced(at, 0, ...Array.from({ length: count }, () => first)) };
}

/** How large documents are. */
export const xmlSizeMutations: readonly MutationClass[] = [
  lists('xm-list-zero', 'none of what may stand several times', () => 0),
  lists('xm-list-one', 'one of what may stand several times', () => 1),
  lists('xm-list-max', 'as many as are documented', (max) => max),
  lists('xm-list-max1', 'one more than is documented', (max) => (max === undefined ? undefined : max + 1)),
  inElement(
    'xm-list-many',
    'an element many times',
    ['11', '101', '1001'],
    (node, path) => !isLeaf(node) && belowRoot(node, path),
    (node, count) => Array.from({ length: Math.min(1001, Number(count) || 1) }, () => node),
  ),
  inDocument('xm-depth', 'elements nested deeply', ['100', '1000', '10000'], (document, levels) => {
    const depth = Math.min(10_000, Number(levels) || 1);
    const nest = `${'<X>'.repeat(depth)}${'</X>'.repeat(depth)}`;
    return { ...document, root: { ...document.root, content: [...document.root.content, nest] } };
  }),
  inDocument('xm-wide', 'many elements', ['1000', '10000'], (document, count) => ({
    ...document,
    root: {
      ...document.root,
      content: [...document.root.content, '<X/>'.repeat(Math.min(10_000, Number(count) || 1))],
    },
  })),
  variants({
    slug: 'xm-size-limit',
    group: 'xml',
    title: 'a document of the documented size, and one byte more',
    order: 'before-signing',
    slots: (request, { operation }) =>
      documentOf(request) && operation.body.kind === 'xml' && operation.body.maxBytes !== undefined
        ? ['body']
        : [],
    values: ['limit', 'beyond'],
    change: (request, form, _, { operation }) => {
      const limit = operation.body.kind === 'xml' ? operation.body.maxBytes : undefined;
      if (limit === undefined) return undefined;
      const room = limit + (form === 'beyond' ? 1 : 0) - bodyBytes(request).length - '<!---->'.length;
      if (room < 0) return undefined;
      return withDocument(request, (document) => ({ ...document, epilog: `<!--${'a'.repeat(room)}-->` }));
    },
  }),
];

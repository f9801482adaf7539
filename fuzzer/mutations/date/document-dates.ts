import type { ElementSpec } from '../../../dialects/core/document.ts';
import { elementSlots } from '../../structured-request.ts';
import { isLeaf } from '../../xml-node.ts';
import type { MutationClass } from '../mutation.ts';
import { variants } from '../variants.ts';
import { changeAt } from '../xml/xml-variants.ts';

/** Dates in documents: in elements that are dates, and in place of a number of days where the document has both. */
export const documentDateMutations: readonly MutationClass[] = [
  variants({
    slug: 'da-xml-forms',
    group: 'date',
    title: 'dates in documents',
    order: 'before-signing',
    slots: (request, { dialect, operation }) => {
      const spec = operation.body.kind === 'xml' ? dialect.documents[operation.body.document] : undefined;
      return spec && hasElement(spec.root, 'Date')
        ? elementSlots(request, (node) => isLeaf(node) && /^(Date|Days)$/.test(node.name))
        : [];
    },
    values: [
      '2037-01-01T00:00:00Z',
      '2037-01-01T00:00:00.000Z',
      '2037-01-01T00:00:00+08:00',
      '2037-01-01T12:34:56Z',
      '2037-01-01T00:00:00',
      '2037-01-01',
      'Thu, 01 Jan 2037 00:00:00 GMT',
      '20370101T000000Z',
      '2037-02-30T00:00:00Z',
      '2115244800',
      '',
    ],
    change: (request, date, slot) =>
      changeAt(request, slot, (node) => [{ ...node, name: 'Date', content: [date] }]),
  }),
];

function hasElement({ name, children = [] }: ElementSpec, wanted: string): boolean {
  return name === wanted || children.some((child) => hasElement(child, wanted));
}

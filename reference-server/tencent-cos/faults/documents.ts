import type { ElementSpec } from '../../../dialects/core/document.ts';
import { tencentCos } from '../../../dialects/tencent-cos/index.ts';
import { faults } from '../../faults/fault.ts';
import { lenient } from '../../faults/read-leniently.ts';
import { refuse } from '../../operations/refuse.ts';

function namesOf({ name, aliases, children = [] }: ElementSpec): string[] {
  return [name, ...aliases, ...children.flatMap(namesOf)];
}

const KNOWN: ReadonlySet<string> = new Set(
  Object.values(tencentCos.documents).flatMap(({ root }) => namesOf(root)),
);

/** How documents of this dialect are read, got wrong. */
export const ownDocumentFaults = faults('documents', {
  'unknown-elements-fail': {
    says: 'An element that nobody knows makes the server fail.',
    ...lenient(
      () => true,
      (text) => {
        const unknown = [...text.matchAll(/<([A-Za-z][\w.-]*)/g)].some(([, name = '']) => !KNOWN.has(name));
        return unknown ? refuse('internal-error') : text;
      },
    ),
  },
});

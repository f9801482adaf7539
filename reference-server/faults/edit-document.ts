import { valuesAt } from '../../dialects/core/document-access.ts';
import type { DocumentValue } from '../../dialects/core/document-read.ts';
import type { Prepared } from '../operations/handler.ts';
import { asIf } from './edit-request.ts';
import type { Tampering } from './tampering.ts';
import type { Which } from './which.ts';

/** A branch of a document. */
export type Branch = Extract<DocumentValue, object>;

/** Reads the elements at the top of a document otherwise: without some, in another order, with others among them. */
export function readingList(
  which: Which,
  name: string,
  change: (elements: readonly Branch[], prepared: Prepared) => readonly Branch[],
): Pick<Tampering, 'operate'> {
  return asIf(which, ({ document }, prepared) => {
    if (document === undefined || typeof document === 'string') return {};
    const elements = valuesAt(document, name).filter((one): one is Branch => typeof one !== 'string');
    return { document: { ...document, [name]: change(elements, prepared) } };
  });
}

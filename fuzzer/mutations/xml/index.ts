import type { MutationClass } from '../mutation.ts';
import { xmlElementMutations } from './elements.ts';
import { xmlEntityMutations } from './entities.ts';
import { xmlNamespaceMutations } from './namespaces.ts';
import { xmlNumberMutations } from './numbers.ts';
import { xmlPrologMutations } from './prolog.ts';
import { xmlSizeMutations } from './size.ts';
import { xmlTextMutations } from './text.ts';
import { xmlWellFormednessMutations } from './well-formedness.ts';

/** How documents can be written otherwise. */
export const xmlMutations: readonly MutationClass[] = [
  ...xmlPrologMutations,
  ...xmlEntityMutations,
  ...xmlWellFormednessMutations,
  ...xmlNamespaceMutations,
  ...xmlElementMutations,
  ...xmlTextMutations,
  ...xmlNumberMutations,
  ...xmlSizeMutations,
];

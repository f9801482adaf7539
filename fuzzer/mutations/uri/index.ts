import type { MutationClass } from '../mutation.ts';
import { addressingMutations } from './addressing.ts';
import { keyCharacterMutations } from './key-characters.ts';
import { keyStructureMutations } from './key-structure.ts';
import { queryItemMutations } from './query-items.ts';

/** How targets can be written otherwise. */
export const uriMutations: readonly MutationClass[] = [
  ...keyCharacterMutations,
  ...keyStructureMutations,
  ...queryItemMutations,
  ...addressingMutations,
];

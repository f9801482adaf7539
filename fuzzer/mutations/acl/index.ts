import type { MutationClass } from '../mutation.ts';
import { aclDocumentMutations } from './documents.ts';
import { aclHeaderMutations } from './headers.ts';
import { aclItemListMutations } from './item-lists.ts';

/** Access control. */
export const aclMutations: readonly MutationClass[] = [
  ...aclHeaderMutations,
  ...aclDocumentMutations,
  ...aclItemListMutations,
];

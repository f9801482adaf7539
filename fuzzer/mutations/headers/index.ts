import type { MutationClass } from '../mutation.ts';
import { contentFieldMutations } from './content.ts';
import { copyMutations } from './copy.ts';
import { digestMutations } from './digests.ts';
import { fieldFormMutations } from './forms.ts';
import { storageMutations } from './storage.ts';

/** How header fields can be written otherwise. */
export const headerMutations: readonly MutationClass[] = [
  ...fieldFormMutations,
  ...contentFieldMutations,
  ...digestMutations,
  ...copyMutations,
  ...storageMutations,
];

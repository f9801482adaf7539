import type { MutationClass } from '../mutation.ts';
import { copySourceConditionMutations } from './copy-source.ts';
import { dateConditionMutations } from './dates.ts';
import { entityTagMutations } from './entity-tags.ts';
import { ifRangeMutations } from './if-range.ts';
import { missingObjectMutations } from './missing-objects.ts';
import { precedenceMutations } from './precedence.ts';

/** Conditions. */
export const conditionalMutations: readonly MutationClass[] = [
  ...entityTagMutations,
  ...dateConditionMutations,
  ...precedenceMutations,
  ...ifRangeMutations,
  ...missingObjectMutations,
  ...copySourceConditionMutations,
];

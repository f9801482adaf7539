import type { MutationClass } from '../mutation.ts';
import { listingAnswerMutations } from './answers.ts';
import { listingLimitMutations } from './limits.ts';
import { listingNameMutations } from './names.ts';

/** Listings. */
export const listingMutations: readonly MutationClass[] = [
  ...listingLimitMutations,
  ...listingNameMutations,
  ...listingAnswerMutations,
];

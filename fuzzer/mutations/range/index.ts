import type { MutationClass } from '../mutation.ts';
import { rangeElsewhereMutations } from './elsewhere.ts';
import { severalRangesMutations } from './several.ts';
import { singleRangeMutations } from './single.ts';

/** Ranges of objects. */
export const rangeMutations: readonly MutationClass[] = [
  ...singleRangeMutations,
  ...severalRangesMutations,
  ...rangeElsewhereMutations,
];

import type { MutationClass } from '../mutation.ts';
import { corsConfigurationMutations } from './configuration.ts';
import { preflightMutations } from './preflight.ts';
import { corsRequestMutations } from './requests.ts';

/** Cross-origin requests. */
export const corsMutations: readonly MutationClass[] = [
  ...preflightMutations,
  ...corsRequestMutations,
  ...corsConfigurationMutations,
];

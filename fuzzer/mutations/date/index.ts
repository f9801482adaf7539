import type { MutationClass } from '../mutation.ts';
import { dateFormMutations } from './date-forms.ts';
import { documentDateMutations } from './document-dates.ts';

/** Dates. */
export const dateMutations: readonly MutationClass[] = [...dateFormMutations, ...documentDateMutations];

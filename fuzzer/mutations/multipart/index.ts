import type { MutationClass } from '../mutation.ts';
import { completionMutations } from './completion.ts';
import { formMutations } from './form.ts';
import { formFieldMutations } from './form-fields.ts';
import { partMutations } from './parts.ts';

/** Uploads in parts, and from forms. */
export const multipartMutations: readonly MutationClass[] = [
  ...partMutations,
  ...completionMutations,
  ...formMutations,
  ...formFieldMutations,
];

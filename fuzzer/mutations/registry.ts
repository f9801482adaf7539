import { aclMutations } from './acl/index.ts';
import { conditionalMutations } from './conditional/index.ts';
import { corsMutations } from './cors/index.ts';
import { dateMutations } from './date/index.ts';
import { documented } from './documented.ts';
import { framingMutations } from './framing/index.ts';
import { headerMutations } from './headers/index.ts';
import { listingMutations } from './listing/index.ts';
import { metadataMutations } from './metadata/index.ts';
import { methodMutations } from './method.ts';
import { multipartMutations } from './multipart/index.ts';
import type { Group, MutationClass } from './mutation.ts';
import { rangeMutations } from './range/index.ts';
import { signatureMutations } from './signature/index.ts';
import { uriMutations } from './uri/index.ts';
import { xmlMutations } from './xml/index.ts';

/** Every class, group by group. A new file of a group is added to the group's own list. */
export const mutationClasses: readonly MutationClass[] = (
  [
    ...framingMutations,
    ...methodMutations,
    ...headerMutations,
    ...metadataMutations,
    ...rangeMutations,
    ...conditionalMutations,
    ...dateMutations,
    ...uriMutations,
    ...xmlMutations,
    ...signatureMutations,
    ...corsMutations,
    ...aclMutations,
    ...multipartMutations,
    ...listingMutations,
  ] satisfies readonly MutationClass[]
).map(documented);

/** The classes by slug. @throws Error when two have one, which is a mistake of ours */
export const mutationsBySlug: ReadonlyMap<string, MutationClass> = (() => {
  const map = new Map(mutationClasses.map((one) => [one.slug, one]));
  if (map.size !== mutationClasses.length) throw new Error('two mutation classes have one slug');
  return map;
})();

/** Groups that have classes. */
export const mutationGroups: readonly Group[] = [...new Set(mutationClasses.map(({ group }) => group))];

/**
 * The classes that words name: a group, a slug, or the beginning of slugs (`xm-entity-*`).
 * @returns the classes, and the words that name nothing
 */
export function chooseClasses(words: readonly string[]): {
  readonly classes: readonly MutationClass[];
  readonly unknown: readonly string[];
} {
  const means = (word: string, { group, slug }: MutationClass): boolean =>
    word === group || word === slug || (word.endsWith('*') && slug.startsWith(word.slice(0, -1)));
  return {
    classes:
      words.length === 0
        ? mutationClasses
        : mutationClasses.filter((one) => words.some((word) => means(word, one))),
    unknown: words.filter((word) => !mutationClasses.some((one) => means(word, one))),
  };
}

import type { Observation } from './observation.ts';

/** The rule on error documents: whatever else differs there comes of the same. Successes have too much in them for that. */
const OF_ERRORS = 'error-document';
/** Where a document shows that is not as it should be. */
const IN_DOCUMENTS = /^(\/|body\b|error code\b|header content-length\b)/;

/** Whether it is about what came of a request. */
export function isOfOutcome({ path }: Pick<Observation, 'path'>): boolean {
  return path.startsWith('status:');
}

/**
 * The differences from the reference that say more than what is known to be wrong with an answer by itself. Pure.
 * @param known what is wrong with it by itself
 */
export function furtherDifferences(
  known: readonly Observation[],
  differences: readonly Observation[],
): Observation[] {
  const isDocumentKnown = known.some(({ rule }) => rule === OF_ERRORS);
  const isOutcomeKnown = known.some(isOfOutcome);
  return differences.filter(
    (one) => !(isOutcomeKnown && isOfOutcome(one)) && !(isDocumentKnown && IN_DOCUMENTS.test(one.path)),
  );
}

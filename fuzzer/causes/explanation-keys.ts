import type { Dialect } from '../../dialects/core/dialect.ts';
import { outcomeKind, outcomeText } from '../outcome.ts';
import type { Trial } from '../world/trial.ts';
import type { Explanation } from './experiments.ts';
import { readsKey } from './outcome-keys.ts';

/** The keys of findings that a reading explains. */
export function readsKeys({ name, read: { reading } }: Explanation): string[] {
  return [readsKey(name), ...(reading.allows === undefined ? [] : [`allows ${reading.allows}`])];
}

/** The keys of findings in which a reading explains that a refusal is not made. */
export function passedOver(
  { target, reference }: Trial,
  explanations: readonly Explanation[],
  dialect: Dialect,
): string[] {
  if (!reference || outcomeKind(reference) !== 'refused' || outcomeKind(target) !== 'accepted') return [];
  return explanations.map(({ name }) => `${readsKey(name)}, not ${outcomeText(dialect, reference)}`);
}

/** All keys of a finding that come of its explanations. */
export function explanationKeys(
  trial: Trial,
  explanations: readonly Explanation[],
  dialect: Dialect,
): string[] {
  return [...explanations.flatMap(readsKeys), ...passedOver(trial, explanations, dialect)];
}

/** How the target seems to read requests, for reports; undefined where nothing explains its answer. */
export function asIf([first]: readonly Explanation[]): string | undefined {
  if (!first) return undefined;
  const { read, wholly, earlier } = first;
  const where = earlier === undefined ? '' : `, in ${earlier},`;
  return `${wholly ? '' : 'accepted '}as if${where} ${read.reading.says(read.subject)}`;
}

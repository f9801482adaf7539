import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Check } from '../../harness/check/check.ts';
import { globPattern, plan, type Selection } from '../../harness/runner/plan.ts';
import type { CorpusChoice } from '../../harness/runner/run-config.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { catalogue } from './catalogue.ts';
import { nearIds } from './near-ids.ts';

/** Ids that are named to somebody who mistyped one. */
const SUGGESTED = 3;

/**
 * The checks a selection takes, in the order of their ids: at least one.
 * @param corpus regression cases besides those that go with the catalogue
 * @throws CliError usage, naming similar ids, when a glob matches nothing or nothing is left
 */
export async function selectChecks(
  dialect: Dialect,
  selection: Selection,
  corpus?: CorpusChoice,
): Promise<Check[]> {
  const all = await catalogue(dialect, corpus);
  const ids = all.map(({ id }) => id);
  for (const glob of selection.only ?? []) assertMatches('--only', glob, ids, dialect);
  for (const glob of selection.skip ?? []) assertMatches('--skip', glob, ids, dialect);
  const selected = plan(all, selection);
  if (selected.length > 0) return selected;
  throw new CliError(
    EXIT.usage,
    `no check of profile ${selection.profile} is left by --only and --skip`,
    `bucketproof list --dialect ${dialect.name} --profile ${selection.profile} shows all there are`,
  );
}

function assertMatches(flag: string, glob: string, ids: readonly string[], dialect: Dialect): void {
  const pattern = globPattern(glob);
  if (ids.some((id) => pattern.test(id))) return;
  const wider = globPattern(`*${glob}*`);
  const hint = ids.some((id) => wider.test(id))
    ? `did you mean '*${glob}*'?`
    : suggestion(glob, ids, dialect);
  throw new CliError(EXIT.usage, `${flag} "${glob}" matches no check`, hint);
}

/** What to say to somebody who mistyped an id. */
export function suggestion(wanted: string, ids: readonly string[], dialect: Dialect): string {
  const wider = globPattern(`*${wanted}*`);
  const inside = ids.filter((id) => wider.test(id));
  const near = inside.length > 0 ? inside.slice(0, SUGGESTED) : nearIds(wanted, ids, SUGGESTED);
  if (near.length > 0) return `did you mean ${near.join(', ')}?`;
  return `bucketproof list --dialect ${dialect.name} shows all there are`;
}

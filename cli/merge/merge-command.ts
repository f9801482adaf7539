import { escapeTerminal, mergeRuns } from '../../reports/index.ts';
import { withRecords } from '../gate/record-file.ts';

/** Joins shards. @throws CliError incomplete when a part is missing, usage when they do not belong together */
export async function mergeCommand(
  shards: readonly string[],
  { out, force = false }: { readonly out: string; readonly force?: boolean },
): Promise<void> {
  const merged = await withRecords(() => mergeRuns(shards, out, { replace: force }));
  process.stdout.write(`${merged.checks} checks of ${merged.shards} shards in ${escapeTerminal(out)}\n`);
}

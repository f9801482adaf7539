import { existsSync } from 'node:fs';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Replayed } from '../../fuzzer/findings/replay.ts';
import { CheckInconclusive } from '../../harness/check/check.ts';
import type { Baseline } from '../../reports/baseline/baseline.ts';
import { entryOf } from '../../reports/baseline/finding-entries.ts';
import type { FindingRecord, ReplayedRecord } from '../../reports/fuzz/fuzz-record.ts';
import type { FuzzBench } from './fuzz-bench.ts';
import { readFindings } from './read-findings.ts';
import { openReplayer, type Replayer } from './replayer.ts';
import { assertOfTarget } from './same-target.ts';

/** Where the cases of a baseline's findings are kept: beside it, `b.yaml` and `b.findings`. */
export function casesFolderOf(baselineFile: string): string {
  return `${baselineFile.replace(/\.ya?ml$/, '')}.findings`;
}

/**
 * The cases that are kept of the findings a baseline names.
 * @param folder where they are; beside the baseline when absent, and then there may be none
 * @throws CliError usage, for files that are no findings and for findings of something else
 */
export function knownFindings(
  baseline: Baseline | undefined,
  folder: string | undefined,
  of: { readonly dialect: string; readonly profile: string },
): FindingRecord[] {
  if (!baseline) return [];
  const where = folder ?? casesFolderOf(baseline.file);
  if (folder === undefined && !existsSync(where)) return [];
  const named = readFindings(where).filter((finding) => entryOf(baseline, finding) !== undefined);
  assertOfTarget(named, of);
  return named;
}

/**
 * Sends the known findings again that a campaign did not meet: only so can anybody tell whether they are fixed.
 * @param stopped asked before each: what is not sent is not recorded
 */
export async function replayKnown(
  known: readonly FindingRecord[],
  met: ReadonlySet<string>,
  { bench, dialect }: { readonly bench: FuzzBench; readonly dialect: Dialect },
  stopped: () => boolean,
): Promise<ReplayedRecord[]> {
  const replay = openReplayer(bench, dialect);
  const records: ReplayedRecord[] = [];
  for (const finding of known) {
    // Without a reference nothing differs from it: that would look as if it were fixed.
    if (met.has(finding.id) || (!bench.reference && needsReference(finding))) continue;
    if (stopped()) break;
    const { state, same, of, note, got } = await sentAgain(replay, finding);
    const { id, title, grade } = finding;
    records.push({
      kind: 'replayed',
      schema: 1,
      id,
      title,
      grade,
      state,
      same,
      of,
      ...(got === undefined ? {} : { got }),
      note,
    });
  }
  return records;
}

/** A target that went away behind the campaign leaves the rest unknown. */
async function sentAgain(replay: Replayer, finding: FindingRecord): Promise<Replayed> {
  try {
    return await replay(finding);
  } catch (error) {
    if (!(error instanceof CheckInconclusive)) throw error;
    return { state: 'cannot-run', same: 0, of: 0, note: error.code };
  }
}

/** Whether it takes the reference to see a finding: what differs from it, and what shows in a later answer. */
export function needsReference({ oracle, path }: Pick<FindingRecord, 'oracle' | 'path'>): boolean {
  return oracle === 'differential' || oracle === 'model' || path.startsWith('then ');
}

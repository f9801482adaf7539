import { mkdirSync, rmSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { writeAtomically } from '../../reports/atomic-file.ts';
import { summariseCampaign } from '../../reports/fuzz/summarise-campaign.ts';
import { type FindingsUpdateResult, updateFindings } from '../../reports/fuzz/update-baseline-findings.ts';
import { parseBaseline } from '../../reports/index.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { casesFolderOf } from '../fuzz/known-findings.ts';
import { dayOf } from '../gate/gate-flags.ts';
import type { BaselineFlags } from './baseline-flags.ts';

/**
 * Rewrites a baseline by the records of a campaign, and the cases beside it: an entry whose case is kept can be sent
 * again, so that it is known when it is fixed.
 * @throws CliError incomplete for a campaign that is not whole, usage for a baseline of another API
 */
export async function updateByCampaign(
  records: string,
  text: string | undefined,
  { baseline: file, level, strict = false, dryRun = false }: BaselineFlags,
): Promise<{ readonly result: FindingsUpdateResult; readonly isNew: boolean }> {
  const today = dayOf(Date.now());
  const baseline = text === undefined ? undefined : parseBaseline(file, text);
  const summary = await summariseCampaign(records, baseline ? { expectations: { baseline, today } } : {});
  if (summary.incomplete.length > 0) {
    const why = summary.incomplete.map(({ message }) => message).join('; ');
    throw new CliError(EXIT.incomplete, `${records} is not a whole campaign: ${why}`, 'nothing was written');
  }
  const { dialect } = summary.fuzz;
  if (baseline?.dialect !== undefined && baseline.dialect !== dialect) {
    throw new CliError(
      EXIT.usage,
      `${file} is a baseline of ${baseline.dialect}, the campaign is of ${dialect}`,
    );
  }
  const result = updateFindings(summary, { file, text, today, level, withDivergent: strict });
  const changes = result.added.length + result.changed.length + result.removed.length;
  const isNew = text === undefined || changes > 0;
  if (!dryRun) {
    if (isNew) await writeAtomically(file, [result.text]);
    keepCases(casesFolderOf(file), result);
  }
  return { result, isNew };
}

function keepCases(folder: string, { kept, removed }: FindingsUpdateResult): void {
  if (kept.length > 0) mkdirSync(folder, { recursive: true });
  for (const finding of kept) {
    // What a target once said is not what the case is about, and may hold anything.
    const { evidence: _, ...rest } = finding;
    const one = { ...rest, evidence: { bytes: {} } };
    writeFileSync(join(folder, `${finding.id}.json`), `${JSON.stringify(one, null, 2)}\n`);
  }
  for (const id of removed) rmSync(join(folder, `${id}.json`), { force: true });
}

import { readFile } from 'node:fs/promises';
import { writeAtomically } from '../../reports/atomic-file.ts';
import { recordsOf } from '../../reports/fuzz/campaign-reader.ts';
import {
  BaselineUpdate,
  type BaselineUpdateResult,
  escapeTerminal,
  type RunRecord,
  readRecords,
  summarise,
} from '../../reports/index.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { dayOf } from '../gate/gate-flags.ts';
import { withRecords } from '../gate/record-file.ts';
import type { BaselineFlags } from './baseline-flags.ts';
import { updateByCampaign } from './update-findings.ts';

/**
 * Rewrites a baseline by the records of a run, or of a campaign of the fuzzer.
 * @returns 5 when checks or findings could not be judged and so were refused
 * @throws CliError incomplete for records that are not whole, usage for files that cannot be used
 */
export async function updateBaselineCommand(records: string, flags: BaselineFlags): Promise<ExitCode> {
  return withRecords(async () => {
    if ((await recordsOf(records)) === 'campaign') {
      const { result, isNew } = await updateByCampaign(records, await textOf(flags.baseline), flags);
      process.stdout.write(report(result, flags, isNew));
      return result.refused.length > 0 ? EXIT.incomplete : EXIT.ok;
    }
    const { run, incomplete } = await summarise(records);
    if (incomplete.length > 0) {
      const why = incomplete.map(({ message }) => message).join('; ');
      throw new CliError(EXIT.incomplete, `${records} is not a whole run: ${why}`, 'nothing was written');
    }
    const text = await textOf(flags.baseline);
    const result = await update(records, run, text, flags);
    const changes = result.added.length + result.changed.length + result.removed.length;
    const isNew = text === undefined || changes > 0;
    if (isNew && !flags.dryRun) await writeAtomically(flags.baseline, [result.text]);
    process.stdout.write(report(result, flags, isNew));
    return result.refused.length > 0 ? EXIT.incomplete : EXIT.ok;
  });
}

async function textOf(file: string): Promise<string | undefined> {
  try {
    return await readFile(file, 'utf8');
  } catch (error) {
    if (error instanceof Error && 'code' in error && error.code === 'ENOENT') return undefined;
    throw error;
  }
}

async function update(
  records: string,
  run: RunRecord,
  text: string | undefined,
  { baseline: file, level, strict = false }: BaselineFlags,
): Promise<BaselineUpdateResult> {
  const today = dayOf(Date.now());
  const baseline = new BaselineUpdate({ file, text, run, today, level, withDivergent: strict });
  const { dialect } = baseline.baseline;
  if (dialect !== undefined && dialect !== run.dialect) {
    throw new CliError(EXIT.usage, `${file} is a baseline of ${dialect}, the run is of ${run.dialect}`);
  }
  for await (const record of readRecords(records)) if (record.kind === 'check') baseline.check(record);
  return baseline.finish();
}

function report(
  result: BaselineUpdateResult,
  { baseline, dryRun = false }: BaselineFlags,
  isNew: boolean,
): string {
  const group = (mark: string, what: string, of: readonly string[]): string[] =>
    of.length === 0 ? [] : [`${of.length} ${what}`, ...of.map((one) => `  ${mark} ${one}`)];
  const ending = dryRun ? 'Nothing was written.' : isNew ? `Written: ${baseline}` : 'Nothing to change.';
  const lines = [
    ...group('+', 'added; write why each is accepted, the gate asks for it', result.added),
    ...group('~', 'changed: wrong in another way now', result.changed),
    ...group('-', 'taken out: fixed, or not in the run any more', result.removed),
    ...group('?', 'refused: could not be judged', result.refused),
    ...group('!', 'to be narrowed by hand', result.byHand),
    ending,
  ];
  return `${lines.map(escapeTerminal).join('\n')}\n`;
}

import { gateText, markdownSummary, summarise, verdictOf } from '../../reports/index.ts';
import type { ExitCode } from '../exit-code.ts';
import { wantsColour } from '../streams.ts';
import { assertSameDialect, type GateFlags, heldAgainst, strictnessOf } from './gate-flags.ts';
import { inActions } from './in-actions.ts';
import { withRecords } from './record-file.ts';

/** Width of the text where there is no terminal to ask. */
const PLAIN_WIDTH = 100;

/** Judges the records of a run. @returns the gate's exit code @throws CliError */
export async function gateCommand(file: string, flags: GateFlags): Promise<ExitCode> {
  const against = await heldAgainst(flags, Date.now());
  const summary = await withRecords(() => summarise(file, against));
  assertSameDialect(against, summary.run.dialect);
  const verdict = verdictOf(summary, strictnessOf(flags));
  const options = { width: process.stdout.columns ?? PLAIN_WIDTH, colour: wantsColour(process.stdout) };
  await inActions(gateText(summary, verdict, options), summary, verdict, () =>
    markdownSummary(summary, verdict),
  );
  return verdict.exitCode;
}

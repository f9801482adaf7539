import type { Command } from 'commander';
import type { BaselineFlags } from '../baseline/baseline-flags.ts';
import { levelOption } from '../gate/gate-flags.ts';

const EXAMPLES = `
Examples:
  bucketproof baseline update run.ndjson --baseline staging.baseline.yaml
  bucketproof baseline update run.ndjson --baseline staging.baseline.yaml --dry-run
  bucketproof baseline update campaign.fuzz.jsonl --baseline staging.baseline.yaml

What fails and is not listed gets an entry, with a reason to be written: the gate takes it only then. What has
been fixed or is gone loses its entry. Comments, reasons and the order stay. Checks that could not be judged
are refused; entries with a * that fit only some of their checks are left to you.

Of a campaign of the fuzzer findings get entries, and their cases are kept beside the file, in a folder of its name
with .findings: bucketproof fuzz --baseline sends them again when it does not meet them by itself.
`;

/** `bucketproof baseline`: what is known to be wrong with a target. */
export function addBaselineCommand(program: Command): void {
  const baseline = program.command('baseline').description('what is known to be wrong with a target');
  baseline
    .command('update <records>')
    .description('rewrite a baseline by the records of a run or of a campaign')
    .requiredOption('--baseline <file.yaml>', 'the file to rewrite, or to start')
    .addOption(levelOption())
    .option('--strict', 'write entries for differences from the reference too')
    .option('--dry-run', 'say what would be done')
    .addHelpText('after', EXAMPLES)
    .action(async (records: string, flags: BaselineFlags) => {
      const { updateBaselineCommand } = await import('../baseline/update-command.ts');
      process.exitCode = await updateBaselineCommand(records, flags);
    });
}

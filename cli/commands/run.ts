import { type Command, Option } from 'commander';
import { positiveInteger, seedNumber } from '../numbers.ts';
import { OUTPUT_FOLDER } from '../run/latest-run.ts';
import type { RunFlags } from '../run/run-command.ts';
import { targetFlags } from '../run/target-flags.ts';

const EXAMPLES = `
Examples:
  bucketproof run                                       against the bundled reference server
  bucketproof run --target staging.yaml                 against the endpoint of a profile (docs/TARGETS.md)
  bucketproof run --target staging.yaml --only '*/get-object/*' '*/head-object/*'
  bucketproof run --target staging.yaml --skip '*/range-*' --level should
  bucketproof run --endpoint http://127.0.0.1:9000      identities from BUCKETPROOF_KEY_ID, BUCKETPROOF_SECRET,
                                                        BUCKETPROOF_ACCOUNT (and BUCKETPROOF_SECOND_*)

In a glob * stands for any characters, / too. Ctrl-C stops after the checks under way and removes what
the run made; what a killed run leaves is removed by: bucketproof clean
`;

/** `bucketproof run`: the checks of a dialect against a target, or against the bundled reference. */
export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('run the checks against an endpoint, or against the bundled reference server')
    .option('--only <glob...>', 'only checks whose id matches')
    .option('--skip <glob...>', 'leave out checks whose id matches')
    .option('--out <folder>', 'where records and reports go', OUTPUT_FOLDER)
    .addOption(
      new Option('--level <level>', 'weakest claim whose violation fails the run')
        .choices(['must', 'should', 'may'])
        .default('must'),
    )
    .option('--strict', 'differences from the reference fail the run too')
    .option('--no-reference', 'do not compare with the reference server')
    .option('--seed <number>', 'repeat the names and bodies of an earlier run', seedNumber)
    .option('--concurrency <n>', 'checks at the same time', positiveInteger)
    .addHelpText('after', EXAMPLES);
  targetFlags(command).action(async (flags: RunFlags) => {
    const { runCommand } = await import('../run/run-command.ts');
    process.exitCode = await runCommand(flags);
  });
}

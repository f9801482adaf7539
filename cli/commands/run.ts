import type { Command } from 'commander';
import { gateFlags } from '../gate/gate-flags.ts';
import { positiveInteger, seedNumber, shardNumber } from '../numbers.ts';
import { OUTPUT_FOLDER } from '../run/latest-run.ts';
import type { RunFlags } from '../run/run-command.ts';
import { targetFlags } from '../run/target-flags.ts';

const EXAMPLES = `
Examples:
  bucketproof run                                  against the bundled reference server
  bucketproof run --target staging.yaml            against an endpoint: see docs/TARGETS.md
  bucketproof run --target staging.yaml --only '*/get-object/*' '*/head-object/*'
  bucketproof run --target staging.yaml --skip '*/range-*' --level should
  bucketproof run --target staging.yaml --baseline staging.baseline.yaml
  bucketproof run --target staging.yaml --corpus conformance/corpus --only '*/corpus/*'
  bucketproof run --endpoint http://127.0.0.1:9000 with the identities of the environment:
      BUCKETPROOF_KEY_ID, BUCKETPROOF_SECRET, BUCKETPROOF_ACCOUNT, and BUCKETPROOF_SECOND_*

In a glob * stands for any characters, / too. Ctrl-C stops after the checks under way and removes
what the run made; what a killed run leaves is removed by: bucketproof clean
`;

/** `bucketproof run`: the checks of a dialect against a target, or against the bundled reference. */
export function addRunCommand(program: Command): void {
  const command = program
    .command('run')
    .description('run the checks against an endpoint, or against the bundled reference server')
    .option('--only <glob...>', 'only checks whose id matches')
    .option('--skip <glob...>', 'leave out checks whose id matches')
    .option('--corpus <folder...>', 'also the regression cases there; see bucketproof fuzz promote')
    .option('--destructive', 'also regression cases that may hurt a server')
    .option('--out <folder>', 'where records and reports go', OUTPUT_FOLDER)
    .option('--no-reference', 'do not compare with the reference server')
    .option('--seed <number>', 'repeat the names and bodies of an earlier run', seedNumber)
    .option('--concurrency <n>', 'checks at the same time', positiveInteger)
    .option(
      '--repeat <n>',
      'execute each check that often, and tell those that disagree with themselves',
      positiveInteger,
    )
    .option('--allure <folder>', 'write Allure results too; docs/CI.md makes a report of them')
    .option('--shard <i/n>', 'only the i-th of n parts; needs --seed, see bucketproof merge', shardNumber)
    .option('--no-gate', 'end with 0 for any whole run: something else judges it, see bucketproof gate')
    .addHelpText('after', EXAMPLES);
  gateFlags(command);
  targetFlags(command).action(async (flags: RunFlags) => {
    const { runCommand } = await import('../run/run-command.ts');
    process.exitCode = await runCommand(flags);
  });
}

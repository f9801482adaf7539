import type { Command } from 'commander';
import type { CleanFlags } from '../clean/clean-command.ts';
import { OUTPUT_FOLDER } from '../run/latest-run.ts';
import { targetFlags } from '../run/target-flags.ts';

const EXAMPLES = `
Examples:
  bucketproof clean --dry-run                     what is left of the runs in ./${OUTPUT_FOLDER}
  bucketproof clean                               remove it
  bucketproof clean out/run.ledger --target staging.yaml

A run writes down every bucket before it asks for it. clean removes those buckets, with what is in
them, from the endpoint of that run, as the identity that made them. It touches nothing else.
`;

/** `bucketproof clean`: removes what a run that was killed left on its target, by the run's ledger. */
export function addCleanCommand(program: Command): void {
  const command = program
    .command('clean [ledger...]')
    .description('remove what a killed run left on its target, and nothing else')
    .option('--out <folder>', 'where to look for ledgers when none is named', OUTPUT_FOLDER)
    .option('--dry-run', 'say what would be removed; nothing is sent')
    .option('--force', 'also when the process of the run seems to be going on')
    .addHelpText('after', EXAMPLES);
  targetFlags(command).action(async (ledgers: string[], flags: CleanFlags) => {
    const { cleanCommand } = await import('../clean/clean-command.ts');
    process.exitCode = await cleanCommand(ledgers, flags);
  });
}

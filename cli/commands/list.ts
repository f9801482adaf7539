import { type Command, Option } from 'commander';
import { dialects } from '../../dialects/index.ts';
import type { ListFlags } from '../list/list-command.ts';

const EXAMPLES = `
Examples:
  bucketproof list --only '*/put-bucket/*'          checks of an operation
  bucketproof list --level must --impact data-loss  the checks that matter most
  bucketproof list --claim T-GETOBJ-18              checks that test a claim
  bucketproof list --claims --uncovered             claims that no check tests
  bucketproof list --json | jq -r .id               for scripts: one JSON object a line
`;

/** `bucketproof list`: the checks, or the claims and which of them no check tests. */
export function addListCommand(program: Command): void {
  program
    .command('list')
    .description('list checks, or the claims of the documentation and the checks that test them')
    .option('--dialect <name>', 'the API', dialects[0]?.name)
    .option('--profile <name>', 'documents of the dialect')
    .option('--only <glob...>', 'only checks whose id matches; with --claims, claims')
    .option('--claim <id...>', 'only checks that test one of these claims')
    .addOption(new Option('--level <level>', 'only of this level').choices(['must', 'should', 'may']))
    .addOption(
      new Option('--impact <impact>', 'only checks whose failure is of this kind').choices([
        'data-loss',
        'security',
        'breaks-clients',
        'cosmetic',
      ]),
    )
    .option('--claims', 'list claims instead of checks')
    .option('--uncovered', 'with --claims: only those that no check tests')
    .option('--corpus <folder...>', 'also the regression cases there')
    .option('--json', 'one JSON object a line')
    .addHelpText('after', EXAMPLES)
    .action(async (flags: ListFlags) => {
      const { listCommand } = await import('../list/list-command.ts');
      await listCommand(flags);
    });
}

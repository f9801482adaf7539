import type { Command } from 'commander';
import type { ExplainFlags } from '../explain/explain-command.ts';
import { OUTPUT_FOLDER } from '../run/latest-run.ts';

const EXAMPLES = `
Examples:
  bucketproof explain T-GETOBJ-04                      a claim: its text, source and checks
  bucketproof explain tencent-cos/get-object/announces-ranges
                                                       a check, and how it went in the latest run
  bucketproof explain --run old.ndjson tencent-cos/get-object/announces-ranges
`;

/** `bucketproof explain`: one claim or check, and what became of it in a run. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain <id>')
    .description('show a claim or a check: what the documentation asks, what tests it, how it went')
    .option(
      '--run <file>',
      `record file to look the check up in; the latest in ./${OUTPUT_FOLDER} when left out`,
    )
    .option('--corpus <folder...>', 'also the regression cases there')
    .addHelpText('after', EXAMPLES)
    .action(async (id: string, flags: ExplainFlags) => {
      const { explainCommand } = await import('../explain/explain-command.ts');
      await explainCommand(id, flags);
    });
}

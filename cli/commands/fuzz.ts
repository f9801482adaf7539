import { type Command, InvalidArgumentError, Option } from 'commander';
import { milliseconds } from '../../harness/target/duration.ts';
import type { FuzzFlags } from '../fuzz/fuzz-command.ts';
import type { PromoteFlags } from '../fuzz/promote-command.ts';
import { levelOption } from '../gate/gate-flags.ts';
import { positiveInteger, seedNumber } from '../numbers.ts';
import { OUTPUT_FOLDER } from '../run/latest-run.ts';
import { targetFlags } from '../run/target-flags.ts';

/** Where regression cases are kept unless a flag says otherwise. */
const CORPORA_FOLDER = 'fixtures/corpora';

const EXAMPLES = `
Examples:
  bucketproof fuzz --time 60s                      the bundled reference against itself
  bucketproof fuzz --target staging.yaml --time 10m
  bucketproof fuzz --target staging.yaml --classes xml,range --only 'Get*' --seed 7
  bucketproof fuzz --target staging.yaml --baseline staging.baseline.yaml --cases 5000 --seed 1
  bucketproof replay bucketproof-out/….findings --target staging.yaml
  bucketproof fuzz promote bucketproof-out/….findings/F-0123456789ab.json --into conformance/corpus

The same seed and target make the same cases. Everything is made in buckets of the campaign's own and
removed at its end; what a killed campaign leaves is removed by: bucketproof clean. An address that is
not of this machine gets at most 20 requests a second and 20000 altogether, unless flags say otherwise.
`;

/** `bucketproof fuzz`: mutated requests against a target, judged by rules and by the reference. */
export function addFuzzCommand(program: Command): void {
  const command = program
    .command('fuzz')
    .description('look for requests that an endpoint does not answer as it should')
    .addOption(
      new Option('--time <duration>', 'how long, e.g. 30s or 10m').argParser(duration).default(60_000, '60s'),
    )
    .option('--cases <n>', 'stop after so many cases', positiveInteger)
    .option('--max-requests <n>', 'stop after so many requests to the target', positiveInteger)
    .option('--max-rps <n>', 'at most so many requests a second to the target', positiveInteger)
    .option('--classes <names...>', 'only mutation classes of these groups or slugs, e.g. xml,range')
    .option('--only <glob...>', 'only operations whose id matches')
    .option('--seed <number>', 'make the cases of an earlier campaign', seedNumber)
    .option('--concurrency <n>', 'cases at the same time', positiveInteger)
    .option('--stateful', 'also sequences of requests, whose answers depend on what went before')
    .option('--no-reference', 'judge by rules alone, without the reference server')
    .option('--destructive', 'also what may hurt: large documents, settings of the whole account')
    .option('--out <folder>', 'where records and findings go', OUTPUT_FOLDER)
    .option('--baseline <file.yaml>', 'findings that are known; see bucketproof baseline')
    .option('--known <folder>', 'cases of the known findings; those beside the baseline when left out')
    .addOption(levelOption())
    .option('--allow-inconclusive', 'known findings that cannot be sent again do not fail the gate')
    .option('--no-gate', 'end with 0 for any whole campaign: something else judges it, see bucketproof gate')
    .addHelpText('after', EXAMPLES);
  targetFlags(command).action(async (flags: FuzzFlags) => {
    const { fuzzCommand } = await import('../fuzz/fuzz-command.ts');
    process.exitCode = await fuzzCommand(flags);
  });
  command
    .command('promote <finding...>')
    .description('keep findings as regression cases, which bucketproof run takes as checks')
    .option('--into <folder>', 'where regression cases are kept, a folder for each API', CORPORA_FOLDER)
    .option('--claim <id>', 'the claim that settles it: what the reference did is then asked for')
    .action(async (findings: string[], flags: PromoteFlags) => {
      const { promoteCommand } = await import('../fuzz/promote-command.ts');
      process.exitCode = promoteCommand(findings, flags);
    });
}

function duration(text: string): number {
  const found = milliseconds(text);
  if (found === undefined) throw new InvalidArgumentError('a duration such as 30s or 10m is needed');
  return found;
}

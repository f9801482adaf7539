import type { Command } from 'commander';
import type { ReplayFlags } from '../fuzz/replay-command.ts';
import { targetFlags } from '../run/target-flags.ts';

const EXAMPLES = `
Examples:
  bucketproof replay bucketproof-out/tencent-cos-….findings --target staging.yaml
  bucketproof replay F-0123456789ab.json --endpoint http://127.0.0.1:9000

Each finding is sent three times in a bucket of its own, signed anew:
  fixed        nothing is wrong any more
  still        the same is wrong
  changed      something else is wrong
  cannot-run   it could not be sent
`;

/** `bucketproof replay`: sends findings of the fuzzer again. */
export function addReplayCommand(program: Command): void {
  const command = program
    .command('replay <finding...>')
    .description('send findings of the fuzzer again: are they fixed?')
    .addHelpText('after', EXAMPLES);
  targetFlags(command).action(async (paths: string[], flags: ReplayFlags) => {
    const { replayCommand } = await import('../fuzz/replay-command.ts');
    process.exitCode = await replayCommand(paths, flags);
  });
}

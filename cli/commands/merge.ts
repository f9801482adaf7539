import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  bucketproof merge shard-1.ndjson shard-2.ndjson shard-3.ndjson --out run.ndjson
  bucketproof merge shards/*.ndjson --out run.ndjson && bucketproof gate run.ndjson

A shard that is missing, cut off, given twice, or of another run is refused: nothing is written then.
`;

/** `bucketproof merge`: the shards of a run as one record file. */
export function addMergeCommand(program: Command): void {
  program
    .command('merge <shards...>')
    .description('join the record files of run --shard 1/n … n/n into one')
    .requiredOption('--out <records>', 'where the records of the whole run go')
    .option('--force', 'replace the file if it is there')
    .addHelpText('after', EXAMPLES)
    .action(async (shards: string[], flags: { readonly out: string; readonly force?: boolean }) => {
      const { mergeCommand } = await import('../merge/merge-command.ts');
      await mergeCommand(shards, flags);
    });
}

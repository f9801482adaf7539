import type { Command } from 'commander';

const EXAMPLES = `
Examples:
  bucketproof diff yesterday.ndjson today.ndjson
  bucketproof diff --json a.ndjson b.ndjson

Ends with 1 when checks regressed, fail anew or differently, or vanished; with 5 when one of the runs is not
whole. Under two catalogues only checks that ask the same in both are compared.
`;

/** `bucketproof diff`: how two runs differ, check by check. */
export function addDiffCommand(program: Command): void {
  program
    .command('diff <before> <after>')
    .description('compare two runs: regressed, newly failing, vanished, inconclusive, fixed, new')
    .option('--json', 'the difference as one JSON object')
    .addHelpText('after', EXAMPLES)
    .action(async (before: string, after: string, flags: { readonly json?: boolean }) => {
      const { diffCommand } = await import('../diff/diff-command.ts');
      process.exitCode = await diffCommand(before, after, flags);
    });
}

import type { Command } from 'commander';
import { type GateFlags, gateFlags } from '../gate/gate-flags.ts';

const EXAMPLES = `
Examples:
  bucketproof gate run.ndjson
  bucketproof gate run.ndjson --baseline staging.baseline.yaml
  bucketproof gate run.ndjson --baseline staging.baseline.yaml --against yesterday.ndjson
  bucketproof gate run.ndjson campaign.fuzz.jsonl --baseline staging.baseline.yaml

Findings of a campaign break the gate when they are of grade fail, with --level should also non-strict ones;
what only differs from the reference never does. Of several files the worst exit code counts.

Without a baseline every violation fails the gate. With one, what is listed there has to fail in the way
listed there; what is fixed, gone or expired has to be taken out. docs/BASELINES.md tells how.
`;

/** `bucketproof gate`: the records of a run against a baseline, an earlier run, and rules. */
export function addGateCommand(program: Command): void {
  const command = program
    .command('gate <records...>')
    .description(
      'judge the records of a run or of a campaign: every rule with its count, then what broke it',
    );
  gateFlags(command)
    .addHelpText('after', EXAMPLES)
    .action(async (files: string[], flags: GateFlags) => {
      const { gateCommand } = await import('../gate/gate-command.ts');
      process.exitCode = await gateCommand(files, flags);
    });
}

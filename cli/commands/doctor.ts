import type { Command } from 'commander';
import { escapeTerminal } from '../../reports/escape.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { examine } from '../run/examine.ts';
import { type TargetFlags, targetFlags, targetFrom } from '../run/target-flags.ts';

/** `bucketproof doctor`: is this endpoint ready to be tested, and what does it offer? */
export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('look at an endpoint before a run: reachable, clock, credentials, addressing, features');
  targetFlags(command).action(async (flags: TargetFlags) => {
    process.exitCode = await doctor(flags);
  });
}

const MARKS = { ok: '✓', note: '~', problem: '✗' } as const;

async function doctor(flags: TargetFlags): Promise<number> {
  const { dialect, target } = targetFrom(flags, process.env);
  if (!target)
    throw new CliError(EXIT.usage, 'which endpoint?', 'give --target profile.yaml or --endpoint URL');
  process.stdout.write(`${target.name}  ${target.endpoint}  ${dialect.title}\n`);
  let worst: number = EXIT.ok;
  for await (const { state, what, detail, advice } of examine(dialect, target)) {
    process.stdout.write(`  ${MARKS[state]} ${what}: ${escapeTerminal(detail)}\n`);
    if (advice !== undefined) process.stdout.write(`      ${advice}\n`);
    if (state === 'problem') worst = EXIT.unreachable;
  }
  return worst;
}

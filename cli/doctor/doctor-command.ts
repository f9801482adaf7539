import { randomInt } from 'node:crypto';
import { readdirSync, rmdirSync } from 'node:fs';
import { escapeTerminal } from '../../reports/escape.ts';
import { CliError, EXIT, type ExitCode } from '../exit-code.ts';
import { openInterrupts } from '../run/interrupts.ts';
import { makeOutputFolder } from '../run/output-folder.ts';
import { type TargetFlags, targetFlagsHint, targetFrom } from '../run/target-flags.ts';
import { examine } from './examine.ts';
import type { Observation } from './observation.ts';
import { openTransientLedgers } from './transient-ledgers.ts';

export interface DoctorFlags extends TargetFlags {
  readonly out: string;
}

const MARKS: Readonly<Record<Observation['state'], string>> = { ok: '✓', note: '~', problem: '✗', left: '✗' };

/** Prints what is seen of an endpoint, as it is seen. @returns ok when it is ready for a run */
export async function doctorCommand(flags: DoctorFlags): Promise<ExitCode> {
  const { dialect, target } = targetFrom(flags, process.env);
  if (!target) throw new CliError(EXIT.usage, 'which endpoint?', targetFlagsHint);
  const ours = makeOutputFolder(flags.out);
  const ledgers = openTransientLedgers(flags.out, () => `doc${randomInt(36 ** 4).toString(36)}`);
  const interrupts = openInterrupts({
    first: 'Stopping: what was made is removed first. Again: stop at once.',
    again: () => `Stopped at once. Remove what may be left with: bucketproof clean --out ${flags.out}`,
  });
  process.stdout.write(`${escapeTerminal(`${target.name}  ${target.endpoint}  ${dialect.title}`)}\n`);
  let problem = false;
  let left = false;
  try {
    for await (const { state, what, detail, advice } of examine(dialect, target, {
      ledgerFor: (tried) => ledgers.open(dialect, tried),
      signal: interrupts.signal,
    })) {
      process.stdout.write(`  ${MARKS[state]} ${escapeTerminal(`${what}: ${detail}`)}\n`);
      if (advice !== undefined) process.stdout.write(`      ${escapeTerminal(advice)}\n`);
      problem ||= state === 'problem';
      left ||= state === 'left';
    }
  } finally {
    interrupts.close();
    ledgers.close();
    if (ours && readdirSync(flags.out).length === 0) rmdirSync(flags.out);
  }
  if (left || interrupts.signal.aborted) return EXIT.incomplete;
  return problem ? EXIT.unreachable : EXIT.ok;
}

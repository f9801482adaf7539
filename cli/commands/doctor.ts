import type { Command } from 'commander';
import type { DoctorFlags } from '../doctor/doctor-command.ts';
import { OUTPUT_FOLDER } from '../run/latest-run.ts';
import { targetFlags } from '../run/target-flags.ts';

const EXAMPLES = `
Examples:
  bucketproof doctor --target staging.yaml
  bucketproof doctor --endpoint http://127.0.0.1:9000

It sends a few requests, the later ones to buckets of its own, which it removes again.
Exit codes: 0 ready for a run, 3 not ready, 5 something is left, which bucketproof clean removes.
`;

/** `bucketproof doctor`: is this endpoint ready to be tested, and what does it offer? */
export function addDoctorCommand(program: Command): void {
  const command = program
    .command('doctor')
    .description('look at an endpoint before a run: reachable, clock, identities, addressing, features')
    .option('--out <folder>', 'where to note what is made on the target, while it is there', OUTPUT_FOLDER)
    .addHelpText('after', EXAMPLES);
  targetFlags(command).action(async (flags: DoctorFlags) => {
    const { doctorCommand } = await import('../doctor/doctor-command.ts');
    process.exitCode = await doctorCommand(flags);
  });
}

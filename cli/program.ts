import { Command, CommanderError } from 'commander';
import { addBaselineCommand } from './commands/baseline.ts';
import { addCleanCommand } from './commands/clean.ts';
import { addDiffCommand } from './commands/diff.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addFuzzCommand } from './commands/fuzz.ts';
import { addGateCommand } from './commands/gate.ts';
import { addListCommand } from './commands/list.ts';
import { addMergeCommand } from './commands/merge.ts';
import { addReplayCommand } from './commands/replay.ts';
import { addReportCommand } from './commands/report.ts';
import { addRunCommand } from './commands/run.ts';
import { addSchemaCommand } from './commands/schema.ts';
import { addServeCommand } from './commands/serve.ts';
import { CliError, EXIT, type ExitCode, showCliError } from './exit-code.ts';
import { withoutSecrets } from './known-secrets.ts';
import { version } from './package-root.ts';
import { surviveClosedPipes } from './streams.ts';
import { systemFault } from './system-fault.ts';

const AFTER_HELP = `
Examples:
  bucketproof run                              the bundled reference server, to see what a run looks like
  bucketproof doctor --target staging.yaml     is that endpoint ready to be tested?
  bucketproof run --target staging.yaml        test it
  bucketproof explain T-GETOBJ-04              what a claim says, and which checks test it

Exit codes:
  0  what was asked for holds
  1  a check failed, or the gate is broken in another way
  2  usage or configuration: a flag, a profile, a file
  3  the target does not answer, or refuses the identities
  4  a bug of ours, among them a bundled reference that fails its own checks
  5  the run is not complete, or something is left on the target
`;

/** The command line. @param argv as in `process.argv` @returns the exit code; errors have been shown */
export async function main(argv: readonly string[]): Promise<ExitCode> {
  surviveClosedPipes();
  process.on('uncaughtException', (error) => process.exit(report(error)));
  try {
    await program().parseAsync([...argv]);
    return (process.exitCode as ExitCode | undefined) ?? EXIT.ok;
  } catch (error) {
    return report(error);
  }
}

function program(): Command {
  const root = new Command('bucketproof')
    .description('Does an object-storage endpoint behave as the documentation of its API says?')
    .version(version)
    .exitOverride()
    .showHelpAfterError('bucketproof --help lists commands; --help after a command lists its flags.')
    .addHelpText('after', AFTER_HELP)
    .configureHelp({ subcommandTerm: (command) => `${command.name()} ${command.usage()}`.trim() });
  for (const add of [
    addRunCommand,
    addFuzzCommand,
    addReplayCommand,
    addServeCommand,
    addDoctorCommand,
    addCleanCommand,
    addListCommand,
    addExplainCommand,
    addGateCommand,
    addBaselineCommand,
    addDiffCommand,
    addMergeCommand,
    addReportCommand,
    addSchemaCommand,
  ]) {
    add(root);
  }
  return root;
}

/** Tells the user what went wrong. @returns the exit code */
function report(error: unknown): ExitCode {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  const known = error instanceof CliError ? error : systemFault(error);
  if (known) {
    showCliError(known);
    return known.exitCode;
  }
  const bug = error instanceof Error ? error.message : String(error);
  const stack = process.env.BUCKETPROOF_DEBUG && error instanceof Error ? error.stack : undefined;
  const hint = 'BUCKETPROOF_DEBUG=1 shows where; please report it with what it shows';
  showCliError(new CliError(EXIT.internal, `this is a bug of ours: ${bug}`, hint));
  if (stack !== undefined) process.stderr.write(`${withoutSecrets(stack)}\n`);
  return EXIT.internal;
}

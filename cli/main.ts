#!/usr/bin/env node
import { Command, CommanderError } from 'commander';
import { addCleanCommand } from './commands/clean.ts';
import { addDoctorCommand } from './commands/doctor.ts';
import { addExplainCommand } from './commands/explain.ts';
import { addListCommand } from './commands/list.ts';
import { addRunCommand } from './commands/run.ts';
import { addServeCommand } from './commands/serve.ts';
import { CliError, EXIT } from './exit-code.ts';
import { version } from './package-root.ts';

const program = new Command('bucketproof')
  .description(
    'Conformance checks for object-storage HTTP APIs: does an endpoint behave as its documentation says?',
  )
  .version(version)
  .exitOverride()
  .configureHelp({ sortSubcommands: false });

addRunCommand(program);
addServeCommand(program);
addDoctorCommand(program);
addCleanCommand(program);
addListCommand(program);
addExplainCommand(program);

try {
  await program.parseAsync(process.argv);
} catch (error) {
  process.exitCode = report(error);
}

function report(error: unknown): number {
  if (error instanceof CommanderError) return error.exitCode === 0 ? EXIT.ok : EXIT.usage;
  if (error instanceof CliError) {
    process.stderr.write(
      `bucketproof: ${error.message}\n${error.hint === undefined ? '' : `  ${error.hint}\n`}`,
    );
    return error.exitCode;
  }
  const message = error instanceof Error ? error.message : String(error);
  process.stderr.write(`bucketproof: this is a bug of ours: ${message}\n`);
  if (process.env.BUCKETPROOF_DEBUG && error instanceof Error) process.stderr.write(`${error.stack}\n`);
  return EXIT.internal;
}

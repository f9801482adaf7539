import { accessSync, constants, mkdirSync } from 'node:fs';
import { CliError, EXIT } from '../exit-code.ts';
import { systemFault } from '../system-fault.ts';

/** Makes the folder for records and reports. @returns true when it was not there before @throws CliError usage, before anything was sent, when it cannot be used */
export function makeOutputFolder(folder: string): boolean {
  try {
    const made = mkdirSync(folder, { recursive: true });
    accessSync(folder, constants.W_OK | constants.X_OK);
    return made !== undefined;
  } catch (error) {
    const { message = String(error) } = systemFault(error) ?? {};
    throw new CliError(EXIT.usage, `--out ${folder} cannot be written to: ${message}`);
  }
}

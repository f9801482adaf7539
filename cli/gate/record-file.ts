import { BaselineError, MergeError, RecordFileError } from '../../reports/index.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { systemFault } from '../system-fault.ts';

/**
 * Does something with record files or a baseline, and says in a user's words what is wrong with them.
 * @throws CliError usage, or incomplete when a part of a run is missing
 */
export async function withRecords<T>(work: () => Promise<T>): Promise<T> {
  try {
    return await work();
  } catch (error) {
    if (error instanceof RecordFileError) throw new CliError(EXIT.usage, error.message, error.hint);
    if (error instanceof BaselineError) throw new CliError(EXIT.usage, error.message, error.hint);
    if (error instanceof MergeError) {
      const isPart = error.code === 'missing' || error.code === 'incomplete';
      throw new CliError(isPart ? EXIT.incomplete : EXIT.usage, error.message, error.hint);
    }
    throw systemFault(error) ?? error;
  }
}

import { resolve } from 'node:path';
import type { Dialect } from '../../dialects/core/dialect.ts';
import type { Check } from '../../harness/check/check.ts';
import type { CorpusChoice } from '../../harness/runner/run-config.ts';
import { RecordFileError } from '../../reports/index.ts';
import { CorpusError } from '../../suites/corpus/corpus-error.ts';
import { holdsCasesOf } from '../../suites/corpus/read-corpus.ts';
import { loadChecks } from '../../suites/load-checks.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { systemFault } from '../system-fault.ts';

/** Flags that say which regression cases are taken besides those that go with the catalogue. */
export interface CorpusFlags {
  readonly corpus?: string[];
  readonly destructive?: boolean;
}

/** What the flags ask for; folders as absolute paths, since a worker may read them. */
export function corpusOf({ corpus = [], destructive = false }: CorpusFlags): CorpusChoice {
  return { folders: corpus.map((folder) => resolve(folder)), destructive };
}

/** The same for commands that look at every dialect: a folder need not have cases of each. */
export async function knownChecks(dialect: Dialect, corpus: CorpusChoice): Promise<Check[]> {
  const folders = corpus.folders.filter((folder) => inUsersWords(() => holdsCasesOf(dialect.name, folder)));
  return catalogue(dialect, { ...corpus, folders });
}

/**
 * Every check of a dialect, with the regression cases of the given folders.
 * @throws CliError usage, naming the file, for cases that cannot be used
 */
export async function catalogue(dialect: Dialect, corpus?: CorpusChoice): Promise<Check[]> {
  try {
    return await loadChecks(dialect, corpus);
  } catch (error) {
    throw asCliError(error);
  }
}

function inUsersWords<T>(work: () => T): T {
  try {
    return work();
  } catch (error) {
    throw asCliError(error);
  }
}

function asCliError(error: unknown): unknown {
  if (error instanceof CorpusError || error instanceof RecordFileError) {
    return new CliError(EXIT.usage, error.message, error.hint);
  }
  return systemFault(error) ?? error;
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { pathToFileURL } from 'node:url';
import type { Dialect } from '../dialects/core/dialect.ts';
import type { Check } from '../harness/check/check.ts';
import { buildChecks, type Suite } from '../harness/check/suite.ts';
import type { CorpusChoice } from '../harness/runner/run-config.ts';
import { corpusChecks } from './corpus/corpus-checks.ts';
import { derivedSuites } from './derived/index.ts';

/**
 * Every check of a dialect: those derived from its catalogue, those of the suite files under the folder of its name, and
 * its regression cases.
 * @param corpus regression cases besides those that go with the catalogue
 * @throws Error when a suite file exports no suite, or a check is not well-formed: mistakes of ours; as `corpusChecks`
 *   for regression cases that cannot be used
 */
export async function loadChecks(dialect: Dialect, corpus?: CorpusChoice): Promise<Check[]> {
  const folder = join(import.meta.dirname, dialect.name);
  const files = readdirSync(folder, { recursive: true, encoding: 'utf8' })
    .filter((name) => /\.suite\.[jt]s$/.test(name))
    .toSorted();
  const written = await Promise.all(files.map((name) => loadSuite(join(folder, name))));
  return [...buildChecks(dialect, [...derivedSuites(dialect), ...written]), ...corpusChecks(dialect, corpus)];
}

async function loadSuite(path: string): Promise<Suite> {
  const module: { default?: Suite } = await import(pathToFileURL(path).href);
  if (!module.default?.checks) throw new Error(`${path} has no default export of a suite`);
  return module.default;
}

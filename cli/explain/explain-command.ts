import { claimById, type Dialect } from '../../dialects/core/dialect.ts';
import { dialects } from '../../dialects/index.ts';
import type { Check } from '../../harness/check/check.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { type CorpusFlags, corpusOf, knownChecks } from '../run/catalogue.ts';
import { latestRun } from '../run/latest-run.ts';
import { suggestion } from '../run/select-checks.ts';
import { wantsColour } from '../streams.ts';
import { checkLines, claimLines } from './explanation.ts';
import { showCheckRecord } from './show-check-record.ts';

export interface ExplainFlags extends CorpusFlags {
  readonly run?: string;
}

/** Prints a claim, or a check and how it went in a run. @throws CliError usage, when there is no such thing */
export async function explainCommand(id: string, flags: ExplainFlags): Promise<void> {
  const catalogues = await Promise.all(
    dialects.map(async (dialect) => ({ dialect, checks: await knownChecks(dialect, corpusOf(flags)) })),
  );
  for (const { dialect, checks } of catalogues) {
    const claim = claimById(dialect, id.toUpperCase());
    const check = checks.find((one) => one.id === id);
    if (claim) show(claimLines(dialect, checks, claim));
    else if (check) {
      show(checkLines(dialect, check));
      await showRun(id, flags.run);
    } else continue;
    return;
  }
  throw new CliError(EXIT.usage, `no claim and no check is called "${id}"`, nearest(id, catalogues));
}

function show(lines: readonly string[]): void {
  process.stdout.write(`${lines.join('\n')}\n`);
}

async function showRun(id: string, named: string | undefined): Promise<void> {
  const path = named ?? latestRun();
  if (path === undefined) return;
  const output = {
    write: (text: string): boolean => process.stdout.write(text),
    colour: wantsColour(process.stdout),
  };
  if (await showCheckRecord(path, id, output)) return;
  if (named !== undefined) throw new CliError(EXIT.usage, `${path} has no record of ${id}`);
  process.stdout.write(`\nThe latest run, ${path}, did not take it.\n`);
}

function nearest(
  id: string,
  catalogues: readonly { readonly dialect: Dialect; readonly checks: readonly Check[] }[],
): string | undefined {
  for (const { dialect, checks } of catalogues) {
    const said = suggestion(
      id,
      [...checks.map((check) => check.id), ...dialect.claims.map((claim) => claim.id)],
      dialect,
    );
    if (said.startsWith('did you mean')) return said;
  }
  return 'bucketproof list shows all there are';
}

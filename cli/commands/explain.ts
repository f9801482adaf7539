import type { Command } from 'commander';
import { claimById, type Dialect } from '../../dialects/core/dialect.ts';
import { dialects } from '../../dialects/index.ts';
import type { Check } from '../../harness/check/check.ts';
import { globPattern } from '../../harness/runner/plan.ts';
import { loadChecks } from '../../suites/load-checks.ts';
import { CliError, EXIT } from '../exit-code.ts';
import { latestRun } from '../run/latest-run.ts';
import { showCheckRecord } from '../run/show-check-record.ts';

interface ExplainFlags {
  readonly run?: string;
}

/** `bucketproof explain`: one claim or check, and what became of it in a run. */
export function addExplainCommand(program: Command): void {
  program
    .command('explain <id>')
    .description('show a claim or a check: what the documentation asks, what tests it, how the last run went')
    .option(
      '--run <file>',
      'record file to look the check up in; the latest in bucketproof-out when left out',
    )
    .action(async (id: string, flags: ExplainFlags) => {
      for (const dialect of dialects) {
        const checks = await loadChecks(dialect);
        if (explainClaim(dialect, checks, id)) return;
        const check = checks.find((one) => one.id === id);
        if (check) {
          explainCheck(dialect, check);
          await showRun(id, flags.run);
          return;
        }
      }
      throw new CliError(EXIT.usage, `no claim and no check is called "${id}"`, await nearest(id));
    });
}

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

function explainClaim(dialect: Dialect, checks: readonly Check[], id: string): boolean {
  const claim = claimById(dialect, id.toUpperCase());
  if (!claim) return false;
  print(`${claim.id}  ${claim.level}  (${dialect.title}, ${claim.topic})`);
  print(`  ${claim.text}`);
  print(`  source: ${claim.source}; profiles: ${dialect.claimProfiles(claim).join(', ')}`);
  const tested = checks.filter(({ claims }) => claims.includes(claim.id));
  const untested = dialect.untested.find((one) => one.claim === claim.id);
  if (untested) print(`  untested: ${untested.reason}`);
  print(tested.length === 0 ? '  no check tests it' : `  ${tested.length} checks test it:`);
  for (const check of tested) print(`    ${check.id}\n      ${check.title}`);
  return true;
}

function explainCheck(dialect: Dialect, check: Check): void {
  print(`${check.id}  ${check.level}, ${check.impact}`);
  print(`  ${check.title}`);
  for (const id of check.claims) {
    const claim = claimById(dialect, id);
    if (claim) print(`  ${claim.id} (${claim.level}): ${claim.text}\n    source: ${claim.source}`);
  }
  if (check.reading !== undefined) {
    print(`  rests on a reading of the document: dialects/${dialect.name}/READINGS.md#${check.reading}`);
  }
  if (check.needs.length > 0) print(`  needs: ${check.needs.join(', ')}`);
  print(`  run it: bucketproof run --dialect ${dialect.name} --only '${check.id}'`);
}

async function showRun(id: string, file: string | undefined): Promise<void> {
  const path = file ?? latestRun();
  if (path === undefined) return;
  if (!(await showCheckRecord(path, id, process.stdout)) && file !== undefined) {
    throw new CliError(EXIT.usage, `${path} has no record of ${id}`);
  }
}

async function nearest(id: string): Promise<string> {
  const wanted = globPattern(`*${id.split('/').at(-1) ?? id}*`);
  const found: string[] = [];
  for (const dialect of dialects) {
    found.push(...(await loadChecks(dialect)).map((check) => check.id).filter((one) => wanted.test(one)));
  }
  const shown = found.slice(0, 5);
  return shown.length > 0 ? `did you mean ${shown.join(', ')}?` : 'bucketproof list shows all of them';
}

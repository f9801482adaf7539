/**
 * `npm run proof`: runs the checks against the reference server with one deliberate fault after the other, and shows
 * that each fault is noticed by a check that cites a claim it violates.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { dialectByName, dialects } from '../dialects/index.ts';
import { globPattern } from '../harness/runner/plan.ts';
import { runBaseline } from './baseline.ts';
import { checksOf, faultsOf } from './checks.ts';
import { holds, type Matrix } from './matrix.ts';
import { matrixMarkdown, rowLine, summaryLines } from './matrix-text.ts';
import { proveAll } from './prove-all.ts';

const USAGE = `npm run proof -- [options]
  --dialect <name>   the API to prove the checks of
  --only <glob>      only faults whose id matches; may be repeated
  --area <name>      only faults of that area; may be repeated
  --threads <n>      threads to work on
  --exhaustive       run every check that cites a violated claim, not only until one fails
  --output <folder>  where proof-<dialect>.json and .md go (default bucketproof-out)`;

const { values } = parseArgs({
  options: {
    dialect: { type: 'string', default: dialects[0]?.name ?? '' },
    only: { type: 'string', multiple: true, default: [] },
    area: { type: 'string', multiple: true, default: [] },
    threads: { type: 'string', default: String(availableParallelism()) },
    exhaustive: { type: 'boolean', default: false },
    output: { type: 'string', default: 'bucketproof-out' },
    help: { type: 'boolean', default: false },
  },
});

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

/** @returns the exit code */
async function main(): Promise<number> {
  const dialect = dialectByName(values.dialect);
  if (values.help || !dialect) {
    print(USAGE);
    return values.help ? 0 : 2;
  }
  const patterns = values.only.map(globPattern);
  const faults = faultsOf(dialect)
    .filter(({ id }) => patterns.length === 0 || patterns.some((pattern) => pattern.test(id)))
    .filter(({ area }) => values.area.length === 0 || values.area.includes(area));
  if (faults.length === 0) {
    print(`no such fault of ${dialect.name}`);
    return 2;
  }
  const started = performance.now();
  const { profile, checks } = await checksOf(dialect);
  const { failing, costs } = await runBaseline(dialect, profile, checks);
  print(`${checks.length} checks without a fault: ${failing.length} do not pass`);
  const without = failing.map((line) => line.split(':')[0] ?? '');
  const assignment = {
    dialect: dialect.name,
    without,
    costs,
    lookFurther: true,
    exhaustive: values.exhaustive,
  };
  const rows = await proveAll(faults, assignment, Number(values.threads), (row) => print(rowLine(row)));
  const durationMs = Math.round(performance.now() - started);
  const matrix: Matrix = { dialect: dialect.name, profile, checks: checks.length, rows, failing, durationMs };
  mkdirSync(values.output, { recursive: true });
  const file = join(values.output, `proof-${dialect.name}`);
  writeFileSync(`${file}.json`, `${JSON.stringify(matrix, null, 2)}\n`);
  writeFileSync(`${file}.md`, matrixMarkdown(matrix));
  for (const line of ['', ...summaryLines(matrix), `the matrix is in ${file}.json and ${file}.md`])
    print(line);
  return holds(matrix) ? 0 : 1;
}

process.exitCode = await main();

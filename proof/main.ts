/**
 * `npm run proof`: runs the checks against the reference server with one deliberate fault after the other, and shows
 * that each fault is noticed by a check that cites a claim it violates.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import type { Dialect } from '../dialects/core/dialect.ts';
import { dialectByName, dialects } from '../dialects/index.ts';
import { globPattern } from '../harness/runner/plan.ts';
import type { ClaimedFault } from '../reference-server/faults/fault.ts';
import { scriptOptions } from '../scripts/options.ts';
import { runBaseline } from './baseline.ts';
import { byProfile, checksOf, faultsOf } from './checks.ts';
import { holds, type Matrix, type Row } from './matrix.ts';
import { matrixMarkdown, rowLine, summaryLines } from './matrix-text.ts';
import { onThreads } from './on-threads.ts';
import type { Assignment } from './worker.ts';

const USAGE = `npm run proof -- [options]
  --dialect <name>   the API to prove the checks of
  --only <glob>      only faults whose id matches; may be repeated
  --area <name>      only faults of that area; may be repeated
  --threads <n>      threads to work on
  --exhaustive       run every check that cites a violated claim, not only until one fails
  --output <folder>  where proof-<dialect>.json and .md go (default bucketproof-out)`;

const { values } = scriptOptions(
  {
    options: {
      dialect: { type: 'string', default: dialects[0]?.name ?? '' },
      only: { type: 'string', multiple: true, default: [] },
      area: { type: 'string', multiple: true, default: [] },
      threads: { type: 'string', default: String(availableParallelism()) },
      exhaustive: { type: 'boolean', default: false },
      output: { type: 'string', default: 'bucketproof-out' },
      help: { type: 'boolean', default: false },
    },
  },
  USAGE,
);

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
  const parts: Part[] = [];
  for (const [profile, some] of byProfile(dialect, faults)) parts.push(await prove(dialect, profile, some));
  const matrix: Matrix = {
    dialect: dialect.name,
    checks: parts.reduce((sum, { checks }) => sum + checks, 0),
    rows: parts.flatMap(({ rows }) => rows),
    failing: parts.flatMap(({ failing }) => failing),
    durationMs: Math.round(performance.now() - started),
  };
  mkdirSync(values.output, { recursive: true });
  const file = join(values.output, `proof-${dialect.name}`);
  writeFileSync(`${file}.json`, `${JSON.stringify(matrix, null, 2)}\n`);
  writeFileSync(`${file}.md`, matrixMarkdown(matrix));
  for (const line of ['', ...summaryLines(matrix), `the matrix is in ${file}.json and ${file}.md`])
    print(line);
  return holds(matrix) ? 0 : 1;
}

type Part = Pick<Matrix, 'checks' | 'rows' | 'failing'>;

/** Proves faults by the checks of one profile. */
async function prove(dialect: Dialect, profile: string, faults: readonly ClaimedFault[]): Promise<Part> {
  const checks = await checksOf(dialect, profile);
  const { failing, costs } = await runBaseline(dialect, profile, checks);
  print(`${checks.length} checks of ${profile} without a fault: ${failing.length} do not pass`);
  const assignment: Assignment = {
    dialect: dialect.name,
    profile,
    without: failing.map((line) => line.split(':')[0] ?? ''),
    costs,
    lookFurther: true,
    exhaustive: values.exhaustive,
  };
  const rows = await onThreads<Row>(
    faults.map(({ id }) => id),
    {
      module: new URL('./worker.ts', import.meta.url),
      assignment,
      threads: Number(values.threads),
      onResult: (row) => print(rowLine(row)),
    },
  );
  return { checks: checks.length, rows, failing };
}

process.exitCode = await main();

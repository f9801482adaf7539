/**
 * `npm run mutation`: changes the parts that judge, one small change at a time, and counts how many changes their unit
 * tests notice. Slow, so no part of CI.
 */
import { mkdirSync } from 'node:fs';
import { join } from 'node:path';
import { Stryker } from '@stryker-mutator/core';
import { scriptOptions } from '../scripts/options.ts';
import { forgetStaticSurvivors } from './forget-survivors.ts';
import { parts } from './parts.ts';
import { type Score, scoreOf } from './score.ts';

const USAGE = `npm run mutation -- [options] [part …]
  parts: ${parts.map(({ name }) => name).join(', ')}; all without a name
  --concurrency <n>  tests run at the same time (default 2)
  --constants        change constants of modules too; each such change needs every test of its part
  --again            judge every change anew, also those that an earlier run has judged
  --output <folder>  where the reports go (default bucketproof-out/mutation)`;

/** Per cent of the changes that tests have to notice, in every part. */
const WANTED = 85;

const { values, positionals } = scriptOptions(
  {
    allowPositionals: true,
    options: {
      concurrency: { type: 'string', default: '2' },
      constants: { type: 'boolean', default: false },
      again: { type: 'boolean', default: false },
      output: { type: 'string', default: join('bucketproof-out', 'mutation') },
      help: { type: 'boolean', default: false },
    },
  },
  USAGE,
);

const print = (text: string): boolean => process.stdout.write(`${text}\n`);

/** @returns the exit code */
async function main(): Promise<number> {
  const unknown = positionals.filter((name) => !parts.some((part) => part.name === name));
  if (values.help || unknown.length > 0) {
    print(USAGE);
    return values.help ? 0 : 2;
  }
  mkdirSync(values.output, { recursive: true });
  const chosen = parts.filter(({ name }) => positionals.length === 0 || positionals.includes(name));
  const scores: Score[] = [];
  for (const { name, mutate, tests } of chosen) {
    const incrementalFile = join(values.output, `${name}.incremental.json`);
    forgetStaticSurvivors(incrementalFile);
    // Stryker's own testFiles lets changes of module constants survive unseen: it switches them on after the import.
    process.env.BUCKETPROOF_MUTATION_TESTS = tests.join(' ');
    process.env.BUCKETPROOF_MUTATION_CONSTANTS = values.constants ? 'yes' : 'no';
    const stryker = new Stryker({
      mutate: [...mutate],
      testRunner: 'vitest',
      plugins: ['@stryker-mutator/vitest-runner'],
      vitest: { configFile: 'vitest.mutation.config.ts', related: false },
      coverageAnalysis: 'perTest',
      concurrency: Number(values.concurrency),
      // Time that tests may take beyond what they need unchanged. A busy machine must not look like a noticed change.
      timeoutMS: 20_000,
      // Stryker rewrites a tsconfig.json it finds with an interface that TypeScript 7 no longer has; nothing here needs one.
      ignorePatterns: ['/dist', '/bucketproof-out', '/tsconfig*.json'],
      incremental: true,
      incrementalFile,
      force: values.again,
      ignoreStatic: !values.constants,
      reporters: ['progress-append-only', 'clear-text', 'html'],
      clearTextReporter: { allowColor: false, logTests: false, reportTests: false, skipFull: true },
      htmlReporter: { fileName: join(values.output, `${name}.html`) },
    });
    scores.push(scoreOf(name, await stryker.runMutationTest()));
  }
  for (const { part, noticed, changes, percent } of scores) {
    print(`${part.padEnd(12)} ${percent.toFixed(1).padStart(5)} %  ${noticed} of ${changes} changes noticed`);
  }
  return scores.every(({ percent }) => percent >= WANTED) ? 0 : 1;
}

process.exitCode = await main();

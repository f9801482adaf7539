/**
 * `npm run proof:fuzz`: campaigns of the fuzzer against the reference server with one deliberate fault after the other,
 * and one against the server without any, which has to find nothing.
 */
import { mkdirSync, writeFileSync } from 'node:fs';
import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { dialectByName, dialects } from '../../dialects/index.ts';
import { globPattern } from '../../harness/runner/plan.ts';
import { scriptOptions } from '../../scripts/options.ts';
import { onThreads } from '../on-threads.ts';
import { type Hunt, hunt } from './hunt.ts';
import { huntLine, huntSummary, isFound } from './hunt-text.ts';
import { type PairHunt, pairLine, pairsOf } from './pairs.ts';
import { plantedFaults } from './planted.ts';

const USAGE = `npm run proof:fuzz -- [options]
  --dialect <name>   the API to fuzz
  --only <glob>      only faults whose id matches; may be repeated
  --seed <n>         seed of the campaigns (default 1)
  --seconds <n>      longest time for a fault (default 60)
  --beyond <n>       how long a campaign goes on behind its first finding, seconds (default 5)
  --processor-time   count seconds of the thread's processor time: for a machine that has other work
  --clean <n>        seconds of the campaign without a fault (default 600; 0 leaves it out)
  --pairs <n>        instead: so many campaigns against two faults at once, which go on for --beyond seconds (default 30
                     then); each finding is sent again to servers with one of them, to say which it shows
  --threads <n>      campaigns at the same time
  --output <folder>  where proof-fuzz-<dialect>.json goes (default bucketproof-out)`;

const { values } = scriptOptions(
  {
    options: {
      dialect: { type: 'string', default: dialects[0]?.name ?? '' },
      only: { type: 'string', multiple: true, default: [] },
      seed: { type: 'string', default: '1' },
      seconds: { type: 'string', default: '60' },
      beyond: { type: 'string' },
      pairs: { type: 'string', default: '0' },
      'processor-time': { type: 'boolean', default: false },
      clean: { type: 'string', default: '600' },
      threads: { type: 'string', default: String(Math.max(1, Math.floor(availableParallelism() / 2))) },
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
  const ids = plantedFaults(dialect)
    .map(({ id }) => id)
    .filter((id) => patterns.length === 0 || patterns.some((pattern) => pattern.test(id)));
  const pairs = Number(values.pairs);
  const assignment = {
    dialect: dialect.name,
    seed: Number(values.seed),
    ms: Number(values.seconds) * 1000,
    beyondMs: Number(values.beyond ?? (pairs > 0 ? 30 : 5)) * 1000,
    inProcessorTime: values['processor-time'],
  };
  if (pairs > 0) {
    const told = await onThreads<PairHunt>(pairsOf(ids, pairs, assignment.seed), {
      module: new URL('./worker.ts', import.meta.url),
      assignment,
      threads: Number(values.threads),
      onResult: (one) => print(pairLine(one)),
    });
    const apart = told.filter(({ unseen }) => unseen.length === 0).length;
    print(`\nboth faults are seen in ${apart} of ${told.length} pairs`);
    return apart === told.length ? 0 : 1;
  }
  const hunts = await onThreads<Hunt>(ids, {
    module: new URL('./worker.ts', import.meta.url),
    assignment,
    threads: Number(values.threads),
    onResult: (one) => print(huntLine(one)),
  });
  const cleanMs = Number(values.clean) * 1000;
  const clean =
    cleanMs > 0
      ? await hunt(undefined, {
          ...assignment,
          dialect,
          ms: cleanMs,
          beyondMs: cleanMs,
          inProcessorTime: false,
        })
      : undefined;
  mkdirSync(values.output, { recursive: true });
  const file = join(values.output, `proof-fuzz-${dialect.name}.json`);
  writeFileSync(file, `${JSON.stringify({ ...assignment, hunts, clean }, null, 2)}\n`);
  for (const line of [...huntSummary(hunts, clean), `everything is in ${file}`]) print(line);
  return hunts.every(isFound) && (clean?.findings.length ?? 0) === 0 ? 0 : 1;
}

process.exitCode = await main();

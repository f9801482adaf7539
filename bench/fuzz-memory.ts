import { setFlagsFromString } from 'node:v8';
import { runInNewContext } from 'node:vm';
import { openFuzzBench } from '../cli/fuzz/fuzz-bench.ts';
import { runCampaign } from '../fuzzer/campaign/campaign.ts';
import { mutationClasses } from '../fuzzer/mutations/registry.ts';
import { dialect } from './requests.ts';

/** Memory of a campaign at one moment, bytes. */
export interface FuzzMemory {
  readonly cases: number;
  /** Of the process, both servers included. */
  readonly resident: number;
  /** Objects in use, after a collection. */
  readonly heap: number;
}

/**
 * A campaign of so many cases against embedded servers, measured as often as asked.
 * @param onMeasure told of each measure as it is taken, the last one at the end
 */
export async function fuzzMemory(
  cases: number,
  measures: number,
  onMeasure: (memory: FuzzMemory) => void,
): Promise<void> {
  setFlagsFromString('--expose-gc');
  const collect: () => void = runInNewContext('gc');
  const measure = (at: number): void => {
    collect();
    onMeasure({ cases: at, resident: process.memoryUsage.rss(), heap: process.memoryUsage().heapUsed });
  };
  const profile = dialect.defaultProfile;
  const bench = await openFuzzBench({
    dialect,
    profile,
    target: undefined,
    withReference: true,
    seed: 1,
    ledgerFile: undefined,
    profileFile: undefined,
    clockSkewMs: 0,
  });
  let next = 0;
  try {
    const result = await runCampaign({
      dialect,
      profile,
      operations: dialect.operations.filter(({ profiles }) => profiles.includes(profile)),
      classes: mutationClasses.filter(({ destructive }) => !destructive),
      seed: 1,
      target: bench.target,
      reference: bench.reference,
      record: bench.record,
      budget: { cases },
      concurrency: 8,
      onFinding: () => undefined,
      onProgress: (progress) => {
        if (progress.cases < next || progress.cases >= cases) return;
        measure(progress.cases);
        next = Math.max(next + cases / (measures - 1), progress.cases);
      },
    });
    measure(result.cases);
  } finally {
    await bench.close();
  }
}

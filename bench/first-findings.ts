import { hunt } from '../proof/fuzz/hunt.ts';
import { plantedFaults } from '../proof/fuzz/planted.ts';
import { dialect } from './requests.ts';

/** How soon campaigns find what is wrong with a server. */
export interface FirstFindings {
  readonly hunted: number;
  readonly found: number;
  /** From the start of a campaign to its first finding, seconds: the middle and the last of those found. */
  readonly medianSeconds: number;
  readonly lastSeconds: number;
  /** The middle in processor time, both servers included, seconds. */
  readonly medianProcessorSeconds: number;
}

/** Nobody is hunted longer, ms. */
const LONGEST_MS = 60_000;

/** A campaign against every planted bug in turn, each up to its first finding. */
export async function firstFindings(): Promise<FirstFindings> {
  const times: number[] = [];
  const processor: number[] = [];
  const planted = plantedFaults(dialect);
  for (const fault of planted) {
    const { firstMs, firstProcessorMs } = await hunt(fault, {
      dialect,
      seed: 1,
      ms: LONGEST_MS,
      beyondMs: 0,
      inProcessorTime: false,
    });
    if (firstMs === undefined) continue;
    times.push(firstMs / 1000);
    processor.push((firstProcessorMs ?? 0) / 1000);
  }
  return {
    hunted: planted.length,
    found: times.length,
    medianSeconds: middle(times),
    lastSeconds: Math.max(0, ...times),
    medianProcessorSeconds: middle(processor),
  };
}

function middle(values: readonly number[]): number {
  return values.toSorted((a, b) => a - b)[Math.floor(values.length / 2)] ?? 0;
}

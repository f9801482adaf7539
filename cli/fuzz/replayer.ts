import type { Dialect } from '../../dialects/core/dialect.ts';
import { type Replayed, replayFinding } from '../../fuzzer/findings/replay.ts';
import { mutationsBySlug } from '../../fuzzer/mutations/registry.ts';
import { openLane } from '../../fuzzer/world/lane.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import type { FuzzBench } from './fuzz-bench.ts';

/** Sends findings again on the servers of a bench, each in buckets without a past. */
export type Replayer = (finding: FindingRecord) => Promise<Replayed>;

/** Opens a replayer; nothing is sent yet. */
export function openReplayer(bench: FuzzBench, dialect: Dialect): Replayer {
  let labels = 0;
  const judging = {
    target: bench.target,
    reference: bench.reference,
    label: () => `replay sequence ${labels++}`,
    dialect,
    mutations: mutationsBySlug,
    names: { target: bench.target.substitutions, reference: bench.reference?.substitutions ?? [] },
  };
  const lab = openLane({
    name: 'replay',
    target: bench.target,
    reference: bench.reference,
    mutations: mutationsBySlug,
    lookEvery: 1,
  });
  return async (finding) => {
    const replayed = await replayFinding(finding, lab, judging);
    return { ...replayed, note: bench.record.redact(replayed.note) };
  };
}

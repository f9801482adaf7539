import { type Dialect, operationById } from '../../dialects/core/dialect.ts';
import type { FuzzCase } from '../case.ts';
import type { Lane } from '../world/lane.ts';
import type { CaseResult } from '../world/trial.ts';

/** What a round came to: results, and the lanes they are from, in the order of the cases. */
export interface RoundResult {
  readonly results: readonly CaseResult[];
  readonly laneOf: readonly Lane[];
}

/** Share of the lanes for cases that configure their bucket, or need it configured. */
const CONFIGURING = 1 / 4;

/**
 * Runs cases in lanes beside each other, each lane's one after the other. Which case goes where depends on the cases
 * alone. Those that configure buckets keep to lanes of their own: their buckets are made anew all the time, the others
 * hardly ever.
 */
export async function runRound(
  dialect: Dialect,
  round: readonly FuzzCase[],
  lanes: readonly Lane[],
): Promise<RoundResult> {
  const aside = lanes.length === 1 ? 1 : Math.max(1, Math.floor(lanes.length * CONFIGURING));
  const groups = [lanes.slice(0, aside), lanes.length === 1 ? lanes : lanes.slice(aside)] as const;
  const turns = [0, 0];
  const results: CaseResult[] = [];
  const laneOf: Lane[] = [];
  const queues = new Map<Lane, number[]>();
  for (const [index, fuzzCase] of round.entries()) {
    const which = configures(dialect, fuzzCase) ? 0 : 1;
    const group = groups[which];
    const turn = turns[which] ?? 0;
    turns[which] = turn + 1;
    const lane = group[turn % group.length];
    if (!lane) throw new Error('a campaign without lanes');
    laneOf[index] = lane;
    queues.set(lane, [...(queues.get(lane) ?? []), index]);
  }
  await Promise.all(
    [...queues].map(async ([lane, indexes]) => {
      for (const index of indexes) {
        const fuzzCase = round[index];
        if (fuzzCase) results[index] = await lane.run(fuzzCase);
      }
    }),
  );
  return { results, laneOf };
}

function configures(dialect: Dialect, { operation, state }: FuzzCase): boolean {
  return [operation, ...state.prepare].some((id) =>
    /-(bucket|service)$/.test(operationById(dialect, id).effect),
  );
}

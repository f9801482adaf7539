import { openReplayer } from '../../cli/fuzz/replayer.ts';
import { openDraw } from '../../fuzzer/draw.ts';
import type { Fault } from '../../reference-server/faults/fault.ts';
import type { FindingRecord } from '../../reports/fuzz/fuzz-record.ts';
import { type HuntSettings, hunt, openFaultyBench } from './hunt.ts';

/** What a campaign against two faults at once came to: what is one bug has to stay one finding, and two have to be told apart. */
export interface PairHunt {
  readonly faults: readonly string[];
  readonly cases: number;
  readonly findings: readonly {
    readonly id: string;
    readonly title: string;
    /** The faults that show it by themselves; none where it takes both. */
    readonly shownBy: readonly string[];
  }[];
  /** The faults that no finding shows. */
  readonly unseen: readonly string[];
}

/** Two faults in one id. */
const BESIDE = ' + ';

/**
 * Pairs of faults, drawn so that every fault is in one before any is in a second one.
 * @param count how many pairs
 */
export function pairsOf(ids: readonly string[], count: number, seed: number): string[] {
  const draw = openDraw(seed);
  const pairs: string[] = [];
  let left: string[] = [];
  const next = (beside?: string): string => {
    if (left.length === 0) left = ids.filter((id) => id !== beside);
    return left.splice(draw.below(left.length), 1)[0] ?? '';
  };
  while (ids.length > 1 && pairs.length < count) {
    const one = next();
    pairs.push(`${one}${BESIDE}${next(one)}`);
  }
  return pairs;
}

/** Whether an id is one of a pair. */
export function isPair(id: string): boolean {
  return id.includes(BESIDE);
}

/** A campaign against a server with both faults of a pair; each finding is sent again to servers with one of them. */
export async function huntPair(
  pair: string,
  faults: ReadonlyMap<string, Fault>,
  settings: HuntSettings,
): Promise<PairHunt> {
  const both = pair.split(BESIDE).flatMap((id) => faults.get(id) ?? []);
  const records: FindingRecord[] = [];
  const { cases } = await hunt(both, { ...settings, onFinding: (finding) => records.push(finding) });
  const changed = new Map<string, readonly FindingRecord[]>();
  const shown = new Map<string, string[]>(records.map(({ id }) => [id, []]));
  for (const fault of both) {
    const { still, changed: other } = await shownAgain(fault, records, settings);
    for (const { id } of still) shown.get(id)?.push(fault.id);
    changed.set(fault.id, other);
  }
  // What looks otherwise without the other fault is its own all the same, where the other shows nothing there.
  for (const [id, by] of shown) {
    const others = both.filter((fault) => changed.get(fault.id)?.some((one) => one.id === id));
    if (by.length === 0 && others.length === 1) by.push(...others.map((fault) => fault.id));
  }
  const findings = records.map(({ id, title }) => ({ id, title, shownBy: shown.get(id) ?? [] }));
  const seen = new Set(findings.flatMap(({ shownBy }) => shownBy));
  return {
    faults: both.map(({ id }) => id),
    cases,
    findings,
    unseen: both.map(({ id }) => id).filter((id) => !seen.has(id)),
  };
}

/** The findings that a server with that fault alone shows as well, and those whose cases show something else there. */
async function shownAgain(
  fault: Fault,
  findings: readonly FindingRecord[],
  settings: HuntSettings,
): Promise<{ readonly still: readonly FindingRecord[]; readonly changed: readonly FindingRecord[] }> {
  const bench = await openFaultyBench([fault], settings);
  try {
    const replay = openReplayer(bench, settings.dialect);
    const still: FindingRecord[] = [];
    const changed: FindingRecord[] = [];
    for (const finding of findings) {
      const { state } = await replay(finding);
      if (state === 'still') still.push(finding);
      if (state === 'changed') changed.push(finding);
    }
    return { still, changed };
  } finally {
    await bench.close();
  }
}

/** What became of a pair: a line, and its findings where one of the faults is not seen. */
export function pairLine({ faults, findings, unseen, cases }: PairHunt): string {
  const count = findings.length === 1 ? '1 finding' : `${findings.length} findings`;
  const head = `${unseen.length === 0 ? 'both seen' : 'UNSEEN   '} ${faults.join(' and ')}: ${count} in ${cases} cases`;
  if (unseen.length === 0) return head;
  return [
    `${head}; not seen: ${unseen.join(', ')}`,
    ...findings.map(({ title, shownBy }) => `          ${title} (${shownBy.join(', ') || 'both together'})`),
  ].join('\n');
}

import type { Baseline } from '../baseline/baseline.ts';
import { expectationsOf } from '../baseline/expectations.ts';
import { judgeCheck } from '../baseline/judge-check.ts';
import { type CheckDigest, digestOf } from '../check-digest.ts';
import { definitionOf } from '../diff/run-index.ts';
import { clip } from '../escape.ts';
import type { CheckRecord, Impact, Level, Outcome, RunRecord } from '../record.ts';
import { readRecords } from '../record-reader.ts';
import { summarise } from '../summarise.ts';
import { type CellState, cellState, isJudged } from './cell.ts';

/** How many checks of a level keep the documentation, with what that is a share of. */
export interface Score {
  /** Conforming, or differing from the reference only. */
  readonly conforming: number;
  /** Those, and the ones that violate or are known to. */
  readonly judged: number;
  readonly planned: number;
}

/** What a matrix keeps of one check of one run. */
export interface ColumnCheck {
  readonly id: string;
  readonly title: string;
  readonly operation: string;
  readonly operationTitle: string;
  readonly level: Level;
  readonly impact: Impact;
  readonly state: CellState;
  readonly outcome: Outcome;
  /** What the check asks: equal when it is the same check in two runs. */
  readonly definition: string;
  /** What is wrong, for states that have something to show; left out when a run has very many. */
  readonly evidence?: CheckDigest;
  /** Why it is accepted, for what is known. */
  readonly accepted?: string;
}

/** One run, as a column of a matrix. */
export interface MatrixColumn {
  readonly path: string;
  readonly run: RunRecord;
  /** Why it is not whole; empty when it is. */
  readonly incomplete: readonly string[];
  readonly baseline?: Baseline;
  readonly scores: Readonly<Record<Level, Score>>;
  /** In file order. */
  readonly checks: ReadonlyMap<string, ColumnCheck>;
}

/** Checks of one run whose evidence is kept. */
const MAX_EVIDENCE = 2000;

/**
 * Reads a record file twice, streaming: whether it is whole, then its checks. Memory grows with the number of checks,
 * not with transcripts.
 * @param baselineOf what is known to be wrong with the target of a run, when there is a baseline for it
 * @throws RecordFileError when it is not a record file; the system's error when it cannot be read
 */
export async function readColumn(
  path: string,
  baselineOf: (run: RunRecord) => Baseline | undefined = () => undefined,
): Promise<MatrixColumn> {
  const { run, incomplete } = await summarise(path);
  const baseline = baselineOf(run);
  const expectations = baseline && expectationsOf(baseline);
  const scores = {
    must: emptyScore(run, 'must'),
    should: emptyScore(run, 'should'),
    may: emptyScore(run, 'may'),
  };
  const checks = new Map<string, ColumnCheck>();
  let room = MAX_EVIDENCE;
  for await (const record of readRecords(path)) {
    if (record.kind !== 'check') continue;
    const entry = expectations?.of(record.id);
    const state = cellState(record, judgeCheck(record, entry).verdict);
    const score = scores[record.level];
    if (isJudged(state)) score.judged += 1;
    if (state === 'conforms' || state === 'differs') score.conforming += 1;
    const isShown = state !== 'conforms' && room > 0;
    if (isShown) room -= 1;
    checks.set(record.id, columnCheck(record, state, isShown, entry?.reason));
  }
  return {
    path,
    run,
    incomplete: incomplete.map(({ message }) => message),
    ...(baseline === undefined ? {} : { baseline }),
    scores,
    checks,
  };
}

function emptyScore({ planned }: RunRecord, level: Level): { -readonly [Name in keyof Score]: Score[Name] } {
  return { conforming: 0, judged: 0, planned: planned[level] };
}

function columnCheck(
  check: CheckRecord,
  state: CellState,
  isShown: boolean,
  accepted: string | undefined,
): ColumnCheck {
  const { id, operation, level, impact, outcome } = check;
  return {
    id,
    title: clip(check.title, 300),
    operation,
    operationTitle: clip(check.operationTitle, 160),
    level,
    impact,
    state,
    outcome,
    definition: definitionOf(check),
    ...(isShown ? { evidence: digestOf(check) } : {}),
    ...(state === 'known' && accepted !== undefined ? { accepted: clip(accepted, 300) } : {}),
  };
}

import { observedBehaviour } from '../baseline/observed-behaviour.ts';
import { clip } from '../escape.ts';
import type { CheckRecord, EndRecord, Impact, Level, Outcome, RunRecord } from '../record.ts';
import { readRecords } from '../record-reader.ts';

/** What a comparison of runs needs of a check. */
export interface IndexedCheck {
  readonly id: string;
  readonly title: string;
  readonly operation: string;
  readonly level: Level;
  readonly impact: Impact;
  readonly outcome: Outcome;
  readonly referenceFailed: boolean;
  /** What the check asks, as a text: equal when it is the same check. */
  readonly definition: string;
  /** What is wrong, coarsely: status, error code and names of facets. Equal when it fails the same way. */
  readonly signature: string;
}

/** A run by check id. Memory grows with the number of checks, not with transcripts. */
export interface RunIndex {
  readonly path: string;
  readonly run: RunRecord;
  /** False when the file lost its end, or fewer checks are in it than were planned. */
  readonly complete: boolean;
  /** In file order. */
  readonly checks: ReadonlyMap<string, IndexedCheck>;
}

/**
 * Reads a record file once, streaming.
 * @throws RecordFileError when it is not a record file; the system's error when it cannot be read
 */
export async function indexRun(path: string): Promise<RunIndex> {
  let run: RunRecord | undefined;
  let end: EndRecord | undefined;
  const checks = new Map<string, IndexedCheck>();
  for await (const record of readRecords(path)) {
    if (record.kind === 'run') run = record;
    else if (record.kind === 'end') end = record;
    else checks.set(record.id, indexed(record));
  }
  // readRecords lets nothing pass before a run record.
  if (run === undefined) throw new Error(`${path} has no run record`);
  const complete = end !== undefined && end.aborted === undefined && checks.size === run.planned.checks;
  return { path, run, complete, checks };
}

function indexed(check: CheckRecord): IndexedCheck {
  const { id, operation, level, impact, outcome, referenceFailed } = check;
  return {
    id,
    title: clip(check.title, 300),
    operation,
    level,
    impact,
    outcome,
    referenceFailed,
    definition: definitionOf(check),
    signature: signatureOf(check),
  };
}

/** What a check asks, as a text: equal when it is the same check. */
export function definitionOf({ title, level, claims }: CheckRecord): string {
  return JSON.stringify([clip(title, 300), level, claims]);
}

function signatureOf(check: CheckRecord): string {
  if (check.mismatches.length === 0 && check.divergences.length === 0) return '';
  const { status, code, facets } = observedBehaviour(check);
  const names = [...facets.keys()].sort().map((name) => clip(name, 100));
  const said = code === undefined ? [] : [code];
  return clip([status ?? 'no answer', ...said, ...names].join(', '), 500);
}

import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { CheckRecord, EndRecord, Outcome, RunFileRecord, RunRecord } from '../record.ts';
import { type SummariseOptions, summarise } from '../summarise.ts';
import type { Summary } from '../summary.ts';
import { endOf, sampleRun } from './sample-run.ts';

/** Runs `use` with the path of a record file that holds `records`; the file is gone afterwards. */
export async function withRecordFile<T>(
  records: readonly RunFileRecord[],
  use: (file: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-report-'));
  try {
    // Not with our writer: it waits for the disk, and whoever reads the file checks every record.
    const file = path.join(folder, 'run.ndjson');
    await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    return await use(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

export function summaryOf(
  records: readonly RunFileRecord[],
  options: SummariseOptions = {},
): Promise<Summary> {
  return withRecordFile(records, (file) => summarise(file, options));
}

/** A check as short as it may be, with the evidence its outcome needs. */
export function shortCheck(id: string, outcome: Outcome, change: Partial<CheckRecord> = {}): CheckRecord {
  return {
    kind: 'check',
    id,
    operation: 'GetObject',
    operationTitle: 'GET Object',
    title: `title of ${id}`,
    claims: ['S-GETOBJ-07'],
    level: 'must',
    impact: 'breaks-clients',
    outcome,
    ...(outcome === 'skipped' || outcome === 'inconclusive'
      ? { reason: { code: 'why', message: 'because' } }
      : {}),
    mismatches: outcome === 'fail' ? [{ exchange: 0, facet: 'status', expected: '206', got: '200' }] : [],
    divergences:
      outcome === 'divergent' ? [{ exchange: 0, facet: 'status', reference: '206', target: '200' }] : [],
    referenceFailed: false,
    transcripts: { target: [], reference: [] },
    attempts: 1,
    durationMs: 1,
    ...change,
  };
}

/** The records of a run of these checks: planned and counted as they are, unless changed. */
export function runWith(
  checks: readonly CheckRecord[],
  change: {
    readonly planned?: Partial<RunRecord['planned']>;
    readonly end?: Partial<EndRecord> | 'none';
  } = {},
): RunFileRecord[] {
  const [run] = sampleRun({ checks: 8 });
  if (run?.kind !== 'run') throw new Error('the sample starts with its run record');
  const of = (level: CheckRecord['level']): number => checks.filter((check) => check.level === level).length;
  const planned = {
    checks: checks.length,
    must: of('must'),
    should: of('should'),
    may: of('may'),
    ...change.planned,
  };
  const clean = { created: 0, removed: 0, leftBehind: [] };
  const records: RunFileRecord[] = [{ ...run, planned }, ...checks];
  if (change.end === 'none') return records;
  return [...records, { ...endOf(checks), resources: clean, ...change.end }];
}

import { rename, rm } from 'node:fs/promises';
import { isDeepStrictEqual } from 'node:util';
import type { EndRecord, Outcome, RunRecord, Shard } from '../record.ts';
import { readRecords } from '../record-reader.ts';
import { openRecordWriter } from '../record-writer.ts';
import { OUTCOMES } from '../wording.ts';
import { MergeError } from './merge-error.ts';

/** A shard that can be merged. */
interface WholeShard {
  readonly file: string;
  readonly run: RunRecord;
  readonly shard: Shard;
  readonly end: EndRecord;
  readonly ids: readonly string[];
}

/**
 * Joins the record files of all shards of a run into one that reads as if the run had not been split. Streams: one
 * record is in memory at a time, and the ids of all. There is either the whole new file or none.
 * @param files in any order
 * @returns how many checks and shards there are
 * @throws MergeError when they are not the parts of one run; RecordFileError when one is no record file or `to` exists
 */
export async function mergeRuns(
  files: readonly string[],
  to: string,
  options: { readonly replace?: boolean } = {},
): Promise<{ readonly checks: number; readonly shards: number }> {
  const shards: WholeShard[] = [];
  for (const file of files) shards.push(await readShard(file));
  shards.sort((a, b) => a.shard.index - b.shard.index);
  assertOneRun(shards);
  const temporary = `${to}.${process.pid}.partial`;
  if (!options.replace) openRecordWriter(to).close();
  const writer = openRecordWriter(temporary, { replace: true });
  try {
    writer.write(mergedRun(shards));
    for (const { file } of shards) {
      for await (const record of readRecords(file)) if (record.kind === 'check') writer.write(record);
    }
    writer.write(mergedEnd(shards));
    writer.close();
    await rename(temporary, to);
  } catch (error) {
    writer.close();
    await rm(temporary, { force: true });
    if (!options.replace) await rm(to, { force: true });
    throw error;
  }
  return { checks: shards.reduce((sum, { ids }) => sum + ids.length, 0), shards: shards.length };
}

async function readShard(file: string): Promise<WholeShard> {
  let run: RunRecord | undefined;
  let end: EndRecord | undefined;
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, 0])) as Record<Outcome, number>;
  const ids: string[] = [];
  for await (const record of readRecords(file)) {
    if (record.kind === 'run') run = record;
    else if (record.kind === 'end') end = record;
    else {
      ids.push(record.id);
      counts[record.outcome] += 1;
    }
  }
  if (run?.shard === undefined) {
    const hint = 'shards are written by bucketproof run --shard 1/3, 2/3, …';
    throw new MergeError('not-a-shard', `${file} is not a shard of a run`, hint);
  }
  const again = `run it again: ${run.command}`;
  if (end === undefined) throw new MergeError('incomplete', `${file} did not reach its end`, again);
  if (end.aborted !== undefined) {
    throw new MergeError('incomplete', `${file} was stopped: ${end.aborted.message}`, again);
  }
  if (ids.length !== run.planned.checks || !isDeepStrictEqual(counts, { ...end.counts })) {
    const message = `${file} holds ${ids.length} of ${run.planned.checks} checks, or others than it counted`;
    throw new MergeError('incomplete', message, again);
  }
  return { file, run, shard: run.shard, end, ids };
}

/** What has to be the same in all shards, and what to call it. */
const SAME: readonly (readonly [string, (run: RunRecord) => unknown])[] = [
  ['tool version', ({ tool }) => tool.version],
  ['dialect', ({ dialect }) => dialect],
  ['profile', ({ profile }) => profile],
  ['catalogue digest', ({ catalogue }) => catalogue],
  ['seed', ({ seed }) => seed],
  ['selection of checks', ({ selection }) => selection],
  ['number of repetitions', ({ repeat }) => repeat],
  ['number of shards', ({ shard }) => shard?.count],
  ['number of checks in all', ({ shard }) => shard?.checks],
  // An embedded reference listens on another port each time.
  ['target', ({ target }) => ({ ...target, endpoint: target.embedded ? '' : target.endpoint })],
  ['declared features', ({ features }) => features.declared],
];

function assertOneRun(shards: readonly WholeShard[]): void {
  const [first] = shards;
  if (first === undefined)
    throw new MergeError('missing', 'no shard is named', 'name all record files of a run');
  for (const { file, run } of shards) {
    const other = SAME.find(([, of]) => !isDeepStrictEqual(of(run), of(first.run)));
    if (other === undefined) continue;
    const [what, of] = other;
    throw new MergeError(
      'different',
      `${file} has another ${what} than ${first.file}: ${say(of(run))}, not ${say(of(first.run))}`,
      'only the shards of one run can be merged: the same version, target, flags and --seed',
    );
  }
  const { count, checks } = first.shard;
  const files = new Map<number, string>();
  for (const { file, shard } of shards) {
    const twice = files.get(shard.index);
    if (twice !== undefined) {
      const message = `${twice} and ${file} are both shard ${shard.index} of ${count}`;
      throw new MergeError('duplicate', message, 'name each shard once');
    }
    files.set(shard.index, file);
  }
  const missing = Array.from({ length: Math.min(count, 100_000) }, (_, n) => n + 1).filter(
    (n) => !files.has(n),
  );
  if (missing.length > 0) {
    const which = missing.slice(0, 10).join(', ') + (missing.length > 10 ? ', …' : '');
    const message = `${missing.length} of ${count} shards missing: ${which}`;
    throw new MergeError('missing', message, 'a part of a run says nothing about the whole: add them');
  }
  const found = new Map<string, string>();
  for (const { file, ids } of shards) {
    for (const id of ids) {
      const twice = found.get(id);
      if (twice !== undefined) {
        throw new MergeError(
          'duplicate',
          `${id} is in ${twice} and in ${file}`,
          'these are not parts of one run',
        );
      }
      found.set(id, file);
    }
  }
  if (found.size !== checks) {
    const message = `the shards hold ${found.size} checks, the run has ${checks}`;
    throw new MergeError('incomplete', message, 'these are not all the parts of one run');
  }
}

function say(value: unknown): string {
  return typeof value === 'string' || typeof value === 'number'
    ? String(value)
    : (JSON.stringify(value) ?? 'none');
}

function mergedRun(shards: readonly WholeShard[]): RunRecord {
  const runs = shards.map(({ run }) => run);
  const [first] = runs;
  if (first === undefined) throw new Error('no shards');
  const { shard: _shard, ...run } = first;
  const sum = (of: (run: RunRecord) => number): number => runs.reduce((n, one) => n + of(one), 0);
  const skews = runs.flatMap(({ clockSkewMs }) => (clockSkewMs === undefined ? [] : [clockSkewMs]));
  const skew = skews.toSorted((a, b) => Math.abs(b) - Math.abs(a))[0];
  return {
    ...run,
    command: run.command.replace(/ --shard[ =]\S+/, ''),
    startedAt: runs.map(({ startedAt }) => startedAt).toSorted()[0] ?? run.startedAt,
    planned: {
      checks: sum(({ planned }) => planned.checks),
      must: sum(({ planned }) => planned.must),
      should: sum(({ planned }) => planned.should),
      may: sum(({ planned }) => planned.may),
    },
    features: {
      declared: run.features.declared,
      probed: Object.assign({}, ...runs.map(({ features }) => features.probed)),
    },
    ...(skew === undefined ? {} : { clockSkewMs: skew }),
    claims: Object.assign({}, ...runs.map(({ claims }) => claims)),
  };
}

function mergedEnd(shards: readonly WholeShard[]): EndRecord {
  const ends = shards.map(({ end }) => end);
  const sum = (of: (end: EndRecord) => number): number => ends.reduce((n, one) => n + of(one), 0);
  const counts = Object.fromEntries(OUTCOMES.map((outcome) => [outcome, sum((end) => end.counts[outcome])]));
  const starts = shards.map(({ run }) => Date.parse(run.startedAt));
  const finishedAt =
    ends
      .map((end) => end.finishedAt)
      .toSorted()
      .at(-1) ?? '';
  const busy = sum(({ durationMs }) => durationMs);
  const waited = sum(({ durationMs, waitingShare }) => durationMs * waitingShare);
  return {
    kind: 'end',
    finishedAt,
    durationMs: Math.max(0, Date.parse(finishedAt) - Math.min(...starts)),
    counts: counts as Record<Outcome, number>,
    referenceFailures: sum(({ referenceFailures }) => referenceFailures),
    requests: sum(({ requests }) => requests),
    bytes: { sent: sum(({ bytes }) => bytes.sent), received: sum(({ bytes }) => bytes.received) },
    resources: {
      created: sum(({ resources }) => resources.created),
      removed: sum(({ resources }) => resources.removed),
      leftBehind: ends.flatMap(({ resources }) => resources.leftBehind),
    },
    waitingShare: busy === 0 ? 0 : Math.min(1, waited / busy),
  };
}

import { readdirSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { readRecords } from '../../reports/ndjson.ts';
import type { CheckRecord } from '../../reports/record.ts';
import { EXIT } from '../exit-code.ts';
import { runCli } from '../testing/run-cli.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const SHARDS = 3;
const FLAGS = ['--only', 'tencent-cos/head-object/*', '--seed', '7'];

const folder = temporaryFolder('shards');

/** Runs a part, or all, of the checks on an embedded reference. @returns the record file */
async function run(name: string, ...flags: string[]): Promise<string> {
  const out = join(folder(), name);
  const { code, stderr } = await runCli(['run', ...FLAGS, '--out', out, ...flags]);
  expect([code, stderr]).toEqual([EXIT.ok, '']);
  const [file = ''] = readdirSync(out).filter((one) => one.endsWith('.ndjson'));
  return join(out, file);
}

/** What a run says of each check, without what is another one each time. */
async function results(file: string): Promise<Record<string, unknown>> {
  const found: [string, unknown][] = [];
  for await (const record of readRecords(file)) {
    if (record.kind === 'check') found.push([record.id, resultOf(record)]);
  }
  return Object.fromEntries(found.sort(([a], [b]) => (a < b ? -1 : 1)));
}

function resultOf(record: CheckRecord): unknown {
  const { transcripts, durationMs: _duration, ...rest } = record;
  const wire = transcripts.target.map(({ operation, identity, phase, request, response }) => [
    operation,
    identity,
    phase,
    request.method,
    request.body,
    response?.status,
  ]);
  return { ...rest, wire };
}

describe('a run in shards', () => {
  it('comes to the same as a whole one, check by check', async () => {
    const whole = await run('whole');
    const shards: string[] = [];
    for (let index = 1; index <= SHARDS; index++) {
      shards.push(await run(`shard-${index}`, '--shard', `${index}/${SHARDS}`, '--no-gate'));
    }
    const merged = join(folder(), 'merged.ndjson');
    // The order in which shards are named does not matter.
    const { code } = await runCli(['merge', ...shards.toReversed(), '--out', merged]);
    expect(code).toBe(EXIT.ok);
    const expected = await results(whole);
    expect(Object.keys(expected).length).toBeGreaterThan(50);
    expect(await results(merged)).toEqual(expected);
    expect((await runCli(['diff', whole, merged])).code).toBe(EXIT.ok);
    expect((await runCli(['gate', merged])).code).toBe(EXIT.ok);
    const part = await runCli(['merge', ...shards.slice(1), '--out', join(folder(), 'part.ndjson')]);
    expect(part.code).toBe(EXIT.incomplete);
  }, 300_000);

  it('has its shards named, and all of one seed', async () => {
    for (const flags of [
      ['--shard', '4/3', '--seed', '1'],
      ['--shard', '0/3', '--seed', '1'],
      ['--shard', '1/3'],
    ]) {
      expect((await runCli(['run', ...flags])).code).toBe(EXIT.usage);
    }
  });
});

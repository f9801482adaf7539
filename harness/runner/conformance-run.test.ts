import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { tencentCos as dialect } from '../../dialects/tencent-cos/index.ts';
import { readRecords } from '../../reports/ndjson.ts';
import type { RunFileRecord } from '../../reports/record.ts';
import type { Check } from '../check/check.ts';
import { readLedger } from '../session/read-ledger.ts';
import { type Answer, type BucketServer, bucketServer } from '../session/testing/bucket-server.ts';
import { TEST_SECRET, testTarget } from '../session/testing/test-session.ts';
import { openConformanceRun } from './conformance-run.ts';
import type { RunConfig } from './run-config.ts';
import { testCheck } from './testing/test-check.ts';

let folder: string;
let recordFile: string;
let ledgerFile: string;

beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketproof-run-'));
  [recordFile, ledgerFile] = [join(folder, 'run.ndjson'), join(folder, 'run.ledger')];
});

afterEach(() => {
  rmSync(folder, { recursive: true, force: true });
});

function config(target: BucketServer, reference?: BucketServer): RunConfig {
  return {
    target: testTarget(target.endpoint),
    reference: reference && testTarget(reference.endpoint),
    selection: { profile: '2018' },
    seed: 1,
    runId: 'unit',
    recordFile,
    ledgerFile,
    profileFile: undefined,
    clockSkewMs: 0,
    facts: {
      tool: { name: 'bucketproof', version: '0.0.0' },
      command: 'a test',
      startedAt: '2024-01-02T03:04:05.000Z',
      embedded: false,
      probedFeatures: {},
    },
  };
}

async function records(): Promise<RunFileRecord[]> {
  const found: RunFileRecord[] = [];
  for await (const record of readRecords(recordFile)) found.push(record);
  return found;
}

const reading = (id: string, changes: Partial<Check> = {}): Check =>
  testCheck(
    async (t) => {
      t.expect(await t.send({ op: 'GetObject', key: t.key() }), { status: 200 });
    },
    { id: `tencent-cos/get-object/${id}`, ...changes },
  );

const failing: Answer = ({ method }, response) => {
  if (method !== 'GET') return false;
  response.writeHead(404).end();
  return true;
};

async function runAll(checks: readonly Check[], settings: RunConfig) {
  const run = openConformanceRun(dialect, checks, settings);
  for (const check of run.checks) await run.execute(check);
  return run.finish();
}

describe('a run', () => {
  it('writes what it planned, every check in the order of ids, and its end', async () => {
    await using target = await bucketServer(failing);
    await using reference = await bucketServer();
    const checks = [reading('b', { level: 'should' }), reading('a'), reading('c', { profiles: ['current'] })];
    const end = await runAll(checks, config(target, reference));
    const written = await records();
    expect(written.map((record) => (record.kind === 'check' ? record.id : record.kind))).toEqual([
      'run',
      'tencent-cos/get-object/a',
      'tencent-cos/get-object/b',
      'end',
    ]);
    expect(written[0]).toMatchObject({
      planned: { checks: 2, must: 1, should: 1, may: 0 },
      claims: { 'T-GETOBJ-01': { level: 'must' } },
      seed: 1,
      runId: 'unit',
    });
    expect(end).toMatchObject({
      counts: { fail: 2, pass: 0 },
      referenceFailures: 0,
      resources: { leftBehind: [] },
    });
    expect(end.requests).toBe(target.requests.length);
  });

  it('counts what the reference fails', async () => {
    await using target = await bucketServer();
    await using reference = await bucketServer(failing);
    const end = await runAll([reading('a')], config(target, reference));
    expect(end).toMatchObject({ counts: { pass: 1 }, referenceFailures: 1 });
  });

  it('leaves nothing behind, and a ledger that says so and keeps no secret', async () => {
    await using target = await bucketServer();
    const end = await runAll([reading('a'), reading('b', { lease: 'own' })], config(target));
    expect(target.most()).toBe(2);
    expect(target.buckets()).toEqual([]);
    expect(end.resources).toMatchObject({ created: 2, removed: 2, leftBehind: [] });
    const { head, buckets } = readLedger(ledgerFile);
    expect([head?.stem, buckets]).toEqual(['bp-unit', []]);
    expect(JSON.stringify(head)).not.toContain(TEST_SECRET);
  });

  it('comes to its end when the target does not, and says what it left', async () => {
    const target = await bucketServer();
    const gone = testCheck(
      async (t) => {
        await target[Symbol.asyncDispose]();
        for (let request = 0; request < 50; request++)
          await t.send({ op: 'GetObject', key: t.key() }).catch(() => 0);
      },
      { id: 'tencent-cos/get-object/b' },
    );
    const end = await runAll([reading('a'), gone, reading('c')], config(target));
    const outcomes = (await records()).flatMap((record) => (record.kind === 'check' ? [record.outcome] : []));
    expect(outcomes).toEqual(['pass', 'inconclusive', 'inconclusive']);
    expect(end.aborted).toMatchObject({ code: 'target-unreachable' });
    expect(end.resources.leftBehind).toHaveLength(1);
    expect(readLedger(ledgerFile).buckets).toHaveLength(1);
    expect((await records()).at(-1)).toEqual(end);
  });

  it('goes on after a check that breaks down', async () => {
    await using target = await bucketServer();
    const broken = testCheck(() => Promise.reject(new Error('broken')), { id: 'tencent-cos/get-object/a' });
    const { counts } = await runAll([broken, reading('b')], config(target));
    expect([counts.inconclusive, counts.pass]).toEqual([1, 1]);
    expect((await records())[1]).toMatchObject({ reason: { code: 'check-error' } });
  });
});

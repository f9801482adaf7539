import { existsSync, readdirSync, readFileSync, statSync, truncateSync } from 'node:fs';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, it } from 'vitest';
import { readRecords } from '../reports/index.ts';
import { EXIT } from './exit-code.ts';
import { addForeignContent, bucketNames, type Snapshot, snapshot } from './testing/foreign-content.ts';
import { type CliProcess, runCli, startCli } from './testing/run-cli.ts';
import { type ServedTarget, serveTarget } from './testing/served-target.ts';
import { temporaryFolder } from './testing/temporary-folder.ts';

/** A target with somebody else's content. Whatever happens to a run, after `clean` it is as it was before. */
let target: ServedTarget;
let before: Snapshot;
const folder = temporaryFolder('kill', 'test');

beforeAll(async () => {
  target = await serveTarget('tencent-cos');
  await addForeignContent(target.session);
  before = await snapshot(target.session);
});

afterAll(async () => {
  await target.close();
});

const startRun = (...more: string[]): CliProcess =>
  startCli(['run', '--endpoint', target.url, '--no-reference', '--out', folder(), ...more]);

const clean = (...more: string[]) => runCli(['clean', '--out', folder(), ...more]);

function ledgerFile(): string {
  return join(folder(), readdirSync(folder()).find((name) => name.endsWith('.ledger')) ?? 'none');
}

const ledgerLines = (): number =>
  existsSync(ledgerFile()) ? readFileSync(ledgerFile(), 'utf8').split('\n').length - 1 : 0;

async function buckets(): Promise<number> {
  return (await bucketNames(target.session)).length;
}

async function expectClean(): Promise<void> {
  const first = await clean();
  expect(first.stderr).toBe('');
  expect(first.code).toBe(EXIT.ok);
  expect(await snapshot(target.session)).toEqual(before);
  const second = await clean();
  expect(second.stdout).toMatch(/^1 ledger read: nothing is left to remove\n$/);
  expect(second.code).toBe(EXIT.ok);
}

describe('a run that is killed', () => {
  // From the ledger's first line on, when nothing was sent yet, into the thick of it.
  it.each([1, 30, 300, 1500])(
    'after %i lines of its ledger leaves nothing that clean does not find',
    async (lines) => {
      const own = await buckets();
      const run = startRun();
      await run.until(() => ledgerLines() >= lines);
      run.kill('SIGKILL');
      expect((await run.ended).code).toBe(null);
      if (lines >= 30) expect(await buckets()).toBeGreaterThan(own);
      await expectClean();
    },
    60_000,
  );

  it('is told from one that goes on; its ledger may lack its last line; what would go is said first', async () => {
    const run = startRun();
    await run.until(() => ledgerLines() >= 200);
    const early = await clean();
    expect(early.stderr).toMatch(/the run seems to be going on, as process \d+/);
    expect(early.code).toBe(EXIT.incomplete);
    run.kill('SIGKILL');
    await run.ended;
    truncateSync(ledgerFile(), statSync(ledgerFile()).size - 7);

    const there = await bucketNames(target.session);
    const { stdout, code } = await clean('--dry-run');
    expect(code).toBe(EXIT.ok);
    const left = there.filter((name) => !before.buckets?.includes(name));
    expect(left.length).toBeGreaterThan(0);
    for (const name of left) expect(stdout).toContain(`would remove ${name}`);
    expect(await bucketNames(target.session)).toEqual(there);

    await expectClean();
  }, 60_000);
});

describe('a run that is interrupted', () => {
  it('once, finishes what is under way, cleans up and says that it is incomplete', async () => {
    const run = startRun();
    await run.until(() => ledgerLines() >= 300);
    run.kill('SIGINT');
    const { code, stdout, stderr } = await run.ended;
    expect(stderr).toMatch(/Stopping/);
    expect(stdout).toMatch(/Interrupted after \d+ of \d+ checks/);
    expect(code).toBe(EXIT.incomplete);
    expect(await snapshot(target.session)).toEqual(before);
    const [records = ''] = readdirSync(folder()).filter((name) => name.endsWith('.ndjson'));
    const kinds = [];
    for await (const { kind } of readRecords(join(folder(), records))) kinds.push(kind);
    expect(kinds.at(-1)).toBe('end');
    await expectClean();
  }, 60_000);

  it('twice, ends at once and says how to clean', async () => {
    const run = startRun();
    await run.until(() => ledgerLines() >= 300);
    run.kill('SIGINT');
    await run.until(() => run.stderr().includes('Stopping'));
    run.kill('SIGINT');
    const { code, stderr } = await run.ended;
    expect(code).toBe(EXIT.incomplete);
    expect(stderr).toContain(`bucketproof clean ${ledgerFile()}`);
    await expectClean();
  }, 60_000);
});

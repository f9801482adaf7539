import { readFileSync, truncateSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecordWriter } from '../../reports/ndjson.ts';
import type { CheckRecord, RunFileRecord, RunRecord } from '../../reports/record.ts';
import { runWith, shortCheck } from '../../reports/testing/summaries.ts';
import { EXIT } from '../exit-code.ts';
import { type CliOptions, type CliResult, runCli } from '../testing/run-cli.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** What happens in a team's pipeline, each with the exit code it has to end with. */
const folder = temporaryFolder('gate', 'test');

const pass = shortCheck('sample/a/pass', 'pass');
const fail = shortCheck('sample/a/fail', 'fail');

const BASELINE = `# known on staging
dialect: sample-store
entries:
  - id: sample/a/fail
    expect: known-fail
    got: { facets: { status: "200" } }
    reason: ranges come with the next release
`;

function runFile(
  name: string,
  checks: readonly CheckRecord[],
  change: Partial<RunRecord> = {},
  more: Parameters<typeof runWith>[1] = {},
): string {
  return write(
    name,
    runWith(checks, more).map((record) => (record.kind === 'run' ? { ...record, ...change } : record)),
  );
}

function write(name: string, records: readonly RunFileRecord[]): string {
  const writer = openRecordWriter(join(folder(), name));
  for (const record of records) writer.write(record);
  writer.close();
  return writer.path;
}

function baselineFile(text = BASELINE): string {
  const file = join(folder(), 'baseline.yaml');
  writeFileSync(file, text);
  return file;
}

const gate = (records: string, ...flags: string[]): Promise<CliResult> => runCli(['gate', records, ...flags]);
const gated = (checks: readonly CheckRecord[], text = BASELINE, ...flags: string[]): Promise<CliResult> =>
  gate(runFile('run.ndjson', checks), '--baseline', baselineFile(text), ...flags);

describe('gate', () => {
  it('clean: 0, with every rule and its count', async () => {
    const { code, stdout } = await gate(runFile('run.ndjson', [pass]));
    expect(code).toBe(EXIT.ok);
    expect(stdout).toContain('1 of 1 required checks ran; all conform to the documentation.');
    expect(stdout).toMatch(/✓ no required check fails: 0 against/);
    expect(stdout).toMatch(/✓ every planned check is recorded .*: 0 against/);
  });

  it('new failure: 1, naming it', async () => {
    const { code, stdout } = await gated([pass, fail, shortCheck('sample/a/new', 'fail')]);
    expect(code).toBe(EXIT.failed);
    expect(stdout).toMatch(
      /✗ no required check that the baseline does not name fails: 1 against\n +sample\/a\/new/,
    );
  });

  it('known failure, failing the same way: 0, naming what is tolerated', async () => {
    const { code, stdout } = await gated([pass, fail]);
    expect(code).toBe(EXIT.ok);
    expect(stdout).toContain('all of them known to the baseline');
    expect(stdout).toMatch(/wrong as known: 1\n +sample\/a\/fail {2}ranges come with the next release/);
  });

  it('known failure, failing differently: 1', async () => {
    const other = { mismatches: [{ exchange: 0, facet: 'status', expected: '206', got: '500' }] };
    const { code, stdout } = await gated([pass, shortCheck('sample/a/fail', 'fail', other)]);
    expect(code).toBe(EXIT.failed);
    expect(stdout).toContain('status is 500, known is 200');
  });

  it('fixed: 1 until the entry goes', async () => {
    const checks = [pass, shortCheck('sample/a/fail', 'pass')];
    const { code, stdout } = await gated(checks);
    expect(code).toBe(EXIT.failed);
    expect(stdout).toMatch(/nothing that the baseline calls wrong has been fixed: 1 against/);
    const file = join(folder(), 'baseline.yaml');
    const run = join(folder(), 'run.ndjson');
    expect((await runCli(['baseline', 'update', run, '--baseline', file])).code).toBe(EXIT.ok);
    expect(readFileSync(file, 'utf8')).toMatch(/^# known on staging\n/);
    expect((await gate(run, '--baseline', file)).code).toBe(EXIT.ok);
  });

  it('stale glob: 1 on a whole run, not on a selected one', async () => {
    const stale = BASELINE.replace('sample/a/fail', 'sample/gone/*');
    const { code, stdout } = await gated([pass], stale);
    expect(code).toBe(EXIT.failed);
    expect(stdout).toMatch(/baseline\.yaml:4 sample\/gone\/\*/);
    const selection = { only: ['sample/a/*'], skip: [] };
    const selected = await gate(
      runFile('selected.ndjson', [pass], { selection }),
      '--baseline',
      baselineFile(stale),
    );
    expect(selected.code).toBe(EXIT.ok);
  });

  it('expired entry: 1', async () => {
    const { code, stdout } = await gated([pass, fail], `${BASELINE}    expires: 2020-01-31\n`);
    expect(code).toBe(EXIT.failed);
    expect(stdout).toContain('expired after 2020-01-31');
  });

  it('reason still to be written: 1; no reason at all: 2', async () => {
    const run = runFile('run.ndjson', [pass, fail]);
    const file = join(folder(), 'new.yaml');
    const update = await runCli(['baseline', 'update', run, '--baseline', file]);
    expect([update.code, update.stdout]).toEqual([EXIT.ok, expect.stringContaining('+ sample/a/fail')]);
    const { code, stdout } = await gate(run, '--baseline', file);
    expect([code, stdout]).toEqual([
      EXIT.failed,
      expect.stringContaining('the reason is still to be written'),
    ]);
    writeFileSync(file, readFileSync(file, 'utf8').replace(/reason: .*/, 'reason: "#123"'));
    expect((await gate(run, '--baseline', file)).code).toBe(EXIT.ok);
    const none = await gate(run, '--baseline', baselineFile(BASELINE.replace(/ {4}reason.*\n/, '')));
    expect([none.code, none.stderr]).toEqual([
      EXIT.usage,
      expect.stringMatching(/baseline\.yaml:4: .*no reason/),
    ]);
  });

  it('vanished check: 1, by the baseline or by an earlier run', async () => {
    expect((await gated([pass])).code).toBe(EXIT.failed);
    const earlier = runFile('earlier.ndjson', [pass, shortCheck('sample/a/gone', 'pass')]);
    const { code, stdout } = await gate(join(folder(), 'run.ndjson'), '--against', earlier);
    expect(code).toBe(EXIT.failed);
    expect(stdout).toContain('sample/a/gone: pass before');
  });

  it('inconclusive where a failure is known: 5', async () => {
    const checks = [pass, shortCheck('sample/a/fail', 'inconclusive')];
    const { code, stdout } = await gated(checks);
    expect(code).toBe(EXIT.incomplete);
    expect(stdout).toMatch(/no required check was inconclusive: 1 against/);
    const allowed = await gate(
      join(folder(), 'run.ndjson'),
      '--baseline',
      join(folder(), 'baseline.yaml'),
      '--allow-inconclusive',
    );
    expect(allowed.code).toBe(EXIT.ok);
  });

  it('shard missing: merge ends with 5 and writes nothing', async () => {
    const shard = runFile('shard-1.ndjson', [pass], { shard: { index: 1, count: 2, checks: 2 } });
    const out = join(folder(), 'merged.ndjson');
    const { code, stderr } = await runCli(['merge', shard, '--out', out]);
    expect([code, stderr]).toEqual([EXIT.incomplete, expect.stringContaining('1 of 2 shards missing: 2')]);
    expect((await gate(out)).code).toBe(EXIT.usage);
  });

  it('shards of two catalogues: merge ends with 2', async () => {
    const shards = [1, 2].map((index) =>
      runFile(`shard-${index}.ndjson`, [shortCheck(`sample/a/${index}`, 'pass')], {
        shard: { index, count: 2, checks: 2 },
        catalogue: `digest-${index}`,
      }),
    );
    const { code, stderr } = await runCli(['merge', ...shards, '--out', join(folder(), 'merged.ndjson')]);
    expect([code, stderr]).toEqual([EXIT.usage, expect.stringContaining('another catalogue digest')]);
  });

  it('truncated record file: 5, with a baseline too', async () => {
    const file = runFile('run.ndjson', [pass, fail]);
    truncateSync(file, readFileSync(file).length - 30);
    expect((await gate(file, '--baseline', baselineFile())).code).toBe(EXIT.incomplete);
    const lost = runFile('lost.ndjson', [pass], {}, { planned: { checks: 2, must: 2 } });
    const { code, stdout } = await gate(lost);
    expect([code, stdout]).toEqual([EXIT.incomplete, expect.stringContaining('Incomplete run')]);
  });

  it('different catalogue digest: the baseline still counts, and the difference is said', async () => {
    const { code, stdout } = await gated(
      [pass, fail],
      BASELINE.replace('entries:', 'catalogue: older\nentries:'),
    );
    expect([code, stdout]).toEqual([EXIT.ok, expect.stringContaining('written under another catalogue')]);
    const earlier = runFile('earlier.ndjson', [pass, fail, shortCheck('sample/a/gone', 'pass')], {
      catalogue: 'older',
    });
    const run = join(folder(), 'run.ndjson');
    const compared = await gate(run, '--baseline', join(folder(), 'baseline.yaml'), '--against', earlier);
    expect([compared.code, compared.stdout]).toEqual([
      EXIT.ok,
      expect.stringContaining('had another catalogue (older)'),
    ]);
    const diff = await runCli(['diff', earlier, run]);
    expect([diff.code, diff.stdout]).toEqual([EXIT.ok, expect.stringContaining('The catalogues differ')]);
  });

  it('our own bug: 4', async () => {
    const shared = shortCheck('sample/a/ours', 'fail', { referenceFailed: true });
    expect((await gate(runFile('run.ndjson', [pass, shared]))).code).toBe(EXIT.internal);
  });

  it('a baseline of another API, no baseline, no records: 2', async () => {
    const other = await gated([pass, fail], BASELINE.replace('sample-store', 'other-store'));
    expect([other.code, other.stderr]).toEqual([
      EXIT.usage,
      expect.stringContaining('is a baseline of other-store'),
    ]);
    const run = join(folder(), 'run.ndjson');
    expect((await gate(run, '--baseline', join(folder(), 'none.yaml'))).code).toBe(EXIT.usage);
    expect((await gate(join(folder(), 'none.ndjson'))).code).toBe(EXIT.usage);
  });

  it('level and strictness are the user’s', async () => {
    const checks = [
      pass,
      shortCheck('sample/a/mild', 'fail', { level: 'should' }),
      shortCheck('sample/a/d', 'divergent'),
    ];
    const run = runFile('run.ndjson', checks);
    expect((await gate(run)).code).toBe(EXIT.ok);
    expect((await gate(run, '--level', 'should')).code).toBe(EXIT.failed);
    expect((await gate(run, '--strict')).code).toBe(EXIT.failed);
  });

  it('in GitHub Actions: annotations, a step summary, and no commands of a target', async () => {
    const owned = {
      title: 'x\n::error::owned',
      mismatches: [{ exchange: 0, facet: 'status', expected: '206', got: '::error::got' }],
    };
    const run = runFile('run.ndjson', [pass, shortCheck('sample/a/new', 'fail', owned)]);
    const summary = join(folder(), 'summary.md');
    const env: CliOptions['env'] = { GITHUB_ACTIONS: 'true', GITHUB_STEP_SUMMARY: summary };
    const { code, stdout } = await runCli(['gate', run], { env });
    expect(code).toBe(EXIT.failed);
    const [, word] = /^::stop-commands::([\w-]{20,})\n/.exec(stdout) ?? [];
    const after = stdout.split(`::${word}::\n`)[1] ?? '';
    const commands = after.split('\n').filter((line) => line !== '');
    expect(commands.every((line) => /^::(error|warning|notice) title=[^:]*::/.test(line))).toBe(true);
    expect(commands[1]).toMatch(/^::error title=sample\/a\/new%3A fail::x\\n::error::owned/);
    expect(readFileSync(summary, 'utf8')).toContain('Gate not passed (exit code 1)');
  });
});

describe('diff', () => {
  it('ends with 1 when the later run is worse, 0 when it is not, 5 when one is not whole', async () => {
    const before = runFile('before.ndjson', [pass, fail]);
    const worse = runFile('worse.ndjson', [shortCheck('sample/a/pass', 'fail'), fail]);
    const { code, stdout } = await runCli(['diff', before, worse]);
    expect([code, stdout]).toEqual([
      EXIT.failed,
      expect.stringMatching(/✗ regressed.*\(1\)\n +sample\/a\/pass/),
    ]);
    expect((await runCli(['diff', worse, before])).code).toBe(EXIT.ok);
    const cut = runFile('cut.ndjson', [pass, fail], {}, { end: 'none' });
    expect((await runCli(['diff', before, cut])).code).toBe(EXIT.incomplete);
    const json = await runCli(['diff', '--json', before, worse]);
    expect(JSON.parse(json.stdout)).toMatchObject({
      sameCatalogue: true,
      groups: { regressed: [{ id: pass.id }] },
    });
  });
});

describe('baseline update', () => {
  it('writes nothing for a run that is not whole, and refuses what could not be judged', async () => {
    const file = join(folder(), 'b.yaml');
    const cut = runFile('cut.ndjson', [pass, fail], {}, { end: 'none' });
    expect((await runCli(['baseline', 'update', cut, '--baseline', file])).code).toBe(EXIT.incomplete);
    const run = runFile('run.ndjson', [pass, fail, shortCheck('sample/a/lost', 'inconclusive')]);
    const dry = await runCli(['baseline', 'update', run, '--baseline', file, '--dry-run']);
    expect([dry.code, dry.stdout]).toEqual([
      EXIT.incomplete,
      expect.stringContaining('Nothing was written.'),
    ]);
    expect(() => readFileSync(file)).toThrow();
    const { code, stdout } = await runCli(['baseline', 'update', run, '--baseline', file]);
    expect([code, stdout]).toEqual([EXIT.incomplete, expect.stringContaining('? sample/a/lost')]);
    expect(readFileSync(file, 'utf8')).not.toContain('sample/a/lost');
  });
});

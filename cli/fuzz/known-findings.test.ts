import { mkdirSync, mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, it } from 'vitest';
import type { FindingRecord, FuzzFileRecord, FuzzRecord } from '../../reports/fuzz/fuzz-record.ts';
import { campaignWith, sampleFinding } from '../../reports/testing/sample-campaign.ts';
import { runWith, shortCheck } from '../../reports/testing/summaries.ts';
import { EXIT } from '../exit-code.ts';
import { type CliProcess, type CliResult, runCli, SERVED_IDENTITIES, startCli } from '../testing/run-cli.ts';

/** What happens to findings in a team's pipeline: known, promoted, fixed, each with the exit code it has to end with. */
let folder: string;
const servers: CliProcess[] = [];

beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'bucketproof-known-'));
});

afterEach(async () => {
  for (const server of servers.splice(0)) {
    server.kill('SIGTERM');
    await server.ended;
  }
});

afterAll(() => {
  rmSync(folder, { recursive: true, force: true });
});

async function serve(...more: string[]): Promise<string> {
  const server = startCli(['serve', '--port', '0', ...SERVED_IDENTITIES, ...more]);
  servers.push(server);
  const announced = (): string | undefined => /http:\/\/[\d.]+:\d+/.exec(server.stdout())?.[0];
  await server.until(() => announced() !== undefined);
  return announced() ?? '';
}

/** Cases that show what a server with two roots, or with conditions it ignores, does. */
const XML = ['--classes', 'xm-two-roots,xm-trailing-garbage', '--only', 'PutBucketCors', '--seed', '4'];

const only = (out: string, ending: string): string => {
  const [name = 'none'] = readdirSync(out).filter((one) => one.endsWith(ending));
  return join(out, name);
};

function written(name: string, records: readonly object[]): string {
  const file = join(folder, name);
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return file;
}

const findingsIn = (file: string): FindingRecord[] =>
  readFileSync(file, 'utf8')
    .split('\n')
    .filter((line) => line !== '')
    .map((line): FuzzFileRecord => JSON.parse(line))
    .filter((record) => record.kind === 'finding');

describe('findings of a faulty server', () => {
  it('become entries that hold, are sent again when they are not met, and go when they are fixed', async () => {
    const broken = await serve('--fault', 'two-roots-accepted');
    const clean = await serve();
    const baseline = join(folder, 'b.yaml');
    const fuzz = (endpoint: string, out: string, ...more: string[]): Promise<CliResult> =>
      runCli(['fuzz', '--endpoint', endpoint, '--out', join(folder, out), ...more]);
    const first = await fuzz(broken, 'first', ...XML, '--cases', '60');
    expect([first.code, first.stdout]).toEqual([
      EXIT.failed,
      expect.stringMatching(/✗ no finding of grade fail: \d+ against\n +F-/),
    ]);

    const records = only(join(folder, 'first'), '.fuzz.jsonl');
    const update = await runCli(['baseline', 'update', records, '--baseline', baseline]);
    expect([update.code, update.stdout]).toEqual([EXIT.ok, expect.stringContaining('+ F-')]);
    const todo = await runCli(['gate', records, '--baseline', baseline]);
    expect([todo.code, todo.stdout]).toEqual([EXIT.failed, expect.stringContaining('still to be written')]);
    writeFileSync(
      baseline,
      readFileSync(baseline, 'utf8').replaceAll(/reason: .*/g, 'reason: lenient parser'),
    );
    const known = await runCli(['gate', records, '--baseline', baseline]);
    expect([known.code, known.stdout]).toEqual([EXIT.ok, expect.stringContaining('lenient parser')]);

    // Cases that have nothing to do with it: what is known is sent again.
    const elsewhere = ['--classes', 'ra-suffix', '--only', 'HeadObject', '--seed', '1', '--cases', '10'];
    const again = await fuzz(broken, 'again', ...elsewhere, '--baseline', baseline);
    expect([again.code, again.stdout]).toEqual([
      EXIT.ok,
      expect.stringMatching(/not met by the campaign (was|were) sent again/),
    ]);
    const fixed = await fuzz(clean, 'fixed', ...elsewhere, '--baseline', baseline);
    expect([fixed.code, fixed.stdout]).toEqual([EXIT.failed, expect.stringContaining('fixed: the entr')]);
    const page = readFileSync(only(join(folder, 'fixed'), '.html'), 'utf8');
    expect(page).toContain('sent again');

    const last = only(join(folder, 'fixed'), '.fuzz.jsonl');
    expect((await runCli(['baseline', 'update', last, '--baseline', baseline])).code).toBe(EXIT.ok);
    expect(readdirSync(join(folder, 'b.findings'))).toEqual([]);
    const gone = await fuzz(clean, 'gone', ...elsewhere, '--baseline', baseline);
    expect(gone.code).toBe(EXIT.ok);
    expect(gone.stdout).not.toMatch(/(was|were) sent again/);
  });

  it('become checks that fail on it and pass on others', async () => {
    const broken = await serve('--fault', 'two-roots-accepted');
    const out = join(folder, 'found');
    await runCli(['fuzz', '--endpoint', broken, ...XML, '--cases', '60', '--out', out]);
    const [finding] = findingsIn(only(out, '.fuzz.jsonl'));
    const corpus = join(folder, 'corpus');
    const promoted = await runCli(['fuzz', 'promote', only(out, '.findings'), '--into', corpus]);
    expect([promoted.code, promoted.stdout]).toEqual([
      EXIT.ok,
      expect.stringContaining('bucketproof run --corpus'),
    ]);

    const id = `tencent-cos/corpus/put-bucket-cors/${finding?.id.toLowerCase()}`;
    const listed = await runCli(['list', '--corpus', corpus, '--only', id, '--json']);
    expect(JSON.parse(listed.stdout)).toMatchObject({ id, level: 'must', source: 'XML 1.0 section 2.1' });
    const told = await runCli(['explain', id, '--corpus', corpus]);
    expect(told.stdout).toContain('rests on XML 1.0 section 2.1');

    const run = (endpoint: string, name: string, ...more: string[]): Promise<CliResult> =>
      runCli([
        'run',
        '--endpoint',
        endpoint,
        '--corpus',
        corpus,
        '--only',
        id,
        '--out',
        join(folder, name),
        ...more,
      ]);
    const failed = await run(broken, 'run-broken');
    expect([failed.code, failed.stdout]).toEqual([
      EXIT.failed,
      expect.stringContaining('1 violates the documentation'),
    ]);
    const passed = await run(await serve(), 'run-clean');
    expect([passed.code, passed.stdout]).toEqual([
      EXIT.ok,
      expect.stringContaining('1 of 1 required checks ran'),
    ]);

    // As any check it can be known, and is fixed when it passes.
    const baseline = join(folder, 'checks.yaml');
    await runCli(['baseline', 'update', only(join(folder, 'run-broken'), '.ndjson'), '--baseline', baseline]);
    writeFileSync(baseline, readFileSync(baseline, 'utf8').replace(/reason: .*/, 'reason: lenient parser'));
    expect(readFileSync(baseline, 'utf8')).toMatch(
      new RegExp(`id: ${id}\\n +expect: known-fail\\n +got:\\n +status: 200`),
    );
    const gate = (name: string): Promise<CliResult> =>
      runCli(['gate', only(join(folder, name), '.ndjson'), '--baseline', baseline]);
    expect((await gate('run-broken')).code).toBe(EXIT.ok);
    expect((await gate('run-clean')).code).toBe(EXIT.failed);
  });

  it('that are only differences can be held to a claim', async () => {
    const broken = await serve('--fault', 'range-beyond-end-refused');
    const out = join(folder, 'ranges');
    await runCli([
      'fuzz',
      '--endpoint',
      broken,
      '--classes',
      'range',
      '--only',
      'GetObject',
      '--seed',
      '1',
      '--cases',
      '150',
      '--out',
      out,
    ]);
    const difference = findingsIn(only(out, '.fuzz.jsonl')).find(
      ({ oracle, path }) => oracle === 'differential' && path.startsWith('status:'),
    );
    const file = join(only(out, '.findings'), `${difference?.id}.json`);
    const corpus = join(folder, 'held');
    expect((await runCli(['fuzz', 'promote', file, '--into', corpus, '--claim', 'T-NOTHING-1'])).code).toBe(
      EXIT.usage,
    );
    expect((await runCli(['fuzz', 'promote', file, '--into', corpus, '--claim', 'T-GETOBJ-21'])).code).toBe(
      EXIT.ok,
    );
    const run = (endpoint: string, name: string): Promise<CliResult> =>
      runCli([
        'run',
        '--endpoint',
        endpoint,
        '--corpus',
        corpus,
        '--only',
        `*${difference?.id.toLowerCase()}`,
        '--level',
        'should',
        '--out',
        join(folder, name),
      ]);
    const failed = await run(broken, 'held-broken');
    expect([failed.code, failed.stdout]).toEqual([EXIT.failed, expect.stringContaining('T-GETOBJ-21')]);
    expect((await run(await serve(), 'held-clean')).code).toBe(EXIT.ok);
  });
});

describe('gate and report of campaigns', () => {
  const run = (): string => written('run.ndjson', runWith([shortCheck('sample/a/pass', 'pass')]));

  it('judge a run and campaigns together: the worst counts', async () => {
    const clean = written('clean.fuzz.jsonl', campaignWith([]));
    const dirty = written('dirty.fuzz.jsonl', campaignWith([sampleFinding('1')]));
    const cut = written('cut.fuzz.jsonl', campaignWith([], 'none'));
    expect((await runCli(['gate', run(), clean])).code).toBe(EXIT.ok);
    expect((await runCli(['gate', run(), cut, dirty])).code).toBe(EXIT.failed);
    expect((await runCli(['gate', run(), cut])).code).toBe(EXIT.incomplete);
    expect((await runCli(['gate', dirty, '--level', 'must'])).stdout).toContain(
      '✓ the campaign reached its end: 0 against',
    );
    const reported = await runCli([
      'report',
      run(),
      dirty,
      '--html',
      join(folder, 'r.html'),
      '--sarif',
      '-',
      '--badge',
      join(folder, 'b.json'),
    ]);
    expect([reported.code, JSON.parse(reported.stdout).runs.length]).toEqual([EXIT.ok, 2]);
    expect((await runCli(['report', cut, '--markdown', '-'])).code).toBe(EXIT.incomplete);
  });

  it.each<[string, () => string[], RegExp]>([
    [
      'a schema of another version',
      () => ['gate', written('v2.jsonl', [{ ...head(), schema: 2 }])],
      /v2\.jsonl:1: is of schema 2/,
    ],
    ['a broken line', () => ['gate', brokenLine()], /broken\.jsonl:2: is not JSON/],
    ['two runs', () => ['gate', run(), run()], /a gate judges one run/],
    [
      'a campaign of another API beside a run',
      () => ['report', run(), other(), '--html', join(folder, 'x.html')],
      /is a campaign of other-store, the run is of sample-store/,
    ],
    [
      'a baseline of another API',
      () => ['gate', other(), '--baseline', baselineOf('sample-store')],
      /is a baseline of sample-store/,
    ],
    ['--against without a run', () => ['gate', other(), '--against', run()], /compares runs/],
    ['a badge of a campaign', () => ['report', other(), '--badge', '-'], /a badge is of a run/],
    [
      'an id that is none',
      () => ['gate', other(), '--baseline', baselineOf('other-store', 'F-12')],
      /bad\.yaml:3: id has to be .*F- and the 12 digits of a finding/,
    ],
    ['--known without a baseline', () => ['fuzz', '--known', folder], /--known needs --baseline/],
    [
      'cases of another API',
      () => ['fuzz', '--baseline', withForeignCase(), '--cases', '1'],
      /F-1{12} is of sample-store, and this is about tencent-cos/,
    ],
    [
      'findings of several APIs',
      () => ['replay', foreignFolder()],
      /F-2{12} is of other-store, and this is about swift/,
    ],
    [
      'a corpus of another API',
      () => ['run', '--corpus', foreignFolder()],
      /holds no case of tencent-cos, it has some of/,
    ],
    [
      'a corpus that is not there',
      () => ['run', '--corpus', join(folder, 'nowhere')],
      /nowhere: no such file/,
    ],
    [
      'a promotion of nothing',
      () => ['fuzz', 'promote', written('empty.jsonl', [head()])],
      /there are no findings/,
    ],
  ])('refuse %s with 2, saying what is wrong', async (_what, args, message) => {
    const { code, stderr, stdout } = await runCli([
      ...args(),
      ...(args()[0] === 'fuzz' && args()[1] !== 'promote' ? ['--out', join(folder, 'none')] : []),
    ]);
    expect(stderr + stdout).toMatch(message);
    expect(code).toBe(EXIT.usage);
  });

  function head(): FuzzRecord {
    const [first] = campaignWith([]);
    if (first?.kind !== 'fuzz') throw new Error('a campaign starts with its fuzz record');
    return first;
  }

  function other(): string {
    const [, ...rest] = campaignWith([]);
    return written('other.jsonl', [{ ...head(), dialect: 'other-store' }, ...rest]);
  }

  function brokenLine(): string {
    const file = written('broken.jsonl', [head()]);
    writeFileSync(file, `${readFileSync(file, 'utf8')}{"kind":"finding",\n`);
    return file;
  }

  function baselineOf(dialect: string, id = 'F-111111111111'): string {
    const file = join(folder, 'bad.yaml');
    writeFileSync(
      file,
      `dialect: ${dialect}\nentries:\n  - id: ${id}\n    expect: known-fail\n    reason: r\n`,
    );
    return file;
  }

  function withForeignCase(): string {
    const cases = join(folder, 'foreign.findings');
    mkdirSync(cases, { recursive: true });
    writeFileSync(join(cases, 'a.json'), JSON.stringify(sampleFinding('1')));
    const file = join(folder, 'foreign.yaml');
    writeFileSync(file, 'entries:\n  - id: F-111111111111\n    expect: known-fail\n    reason: r\n');
    return file;
  }

  function foreignFolder(): string {
    const cases = join(folder, 'several');
    mkdirSync(cases, { recursive: true });
    writeFileSync(
      join(cases, 'a.json'),
      JSON.stringify(sampleFinding('1', { dialect: 'swift', profile: 'cisco' })),
    );
    writeFileSync(join(cases, 'b.json'), JSON.stringify(sampleFinding('2', { dialect: 'other-store' })));
    return cases;
  }
});

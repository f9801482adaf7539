import { mkdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import type { FuzzRecord } from '../../reports/fuzz/fuzz-record.ts';
import { campaignWith, sampleFinding } from '../../reports/testing/sample-campaign.ts';
import { runWith, shortCheck } from '../../reports/testing/summaries.ts';
import { EXIT } from '../exit-code.ts';
import { runCli } from '../testing/run-cli.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** What commands make of the records of campaigns, alone and beside a run, and what they refuse. */
const folder = temporaryFolder('campaign-gate');

function written(name: string, records: readonly object[]): string {
  const file = join(folder(), name);
  writeFileSync(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
  return file;
}

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
      join(folder(), 'r.html'),
      '--sarif',
      '-',
      '--badge',
      join(folder(), 'b.json'),
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
      () => ['report', run(), other(), '--html', join(folder(), 'x.html')],
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
    ['--known without a baseline', () => ['fuzz', '--known', folder()], /--known needs --baseline/],
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
      () => ['run', '--corpus', join(folder(), 'nowhere')],
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
      ...(args()[0] === 'fuzz' && args()[1] !== 'promote' ? ['--out', join(folder(), 'none')] : []),
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
    const file = join(folder(), 'bad.yaml');
    writeFileSync(
      file,
      `dialect: ${dialect}\nentries:\n  - id: ${id}\n    expect: known-fail\n    reason: r\n`,
    );
    return file;
  }

  function withForeignCase(): string {
    const cases = join(folder(), 'foreign.findings');
    mkdirSync(cases, { recursive: true });
    writeFileSync(join(cases, 'a.json'), JSON.stringify(sampleFinding('1')));
    const file = join(folder(), 'foreign.yaml');
    writeFileSync(file, 'entries:\n  - id: F-111111111111\n    expect: known-fail\n    reason: r\n');
    return file;
  }

  function foreignFolder(): string {
    const cases = join(folder(), 'several');
    mkdirSync(cases, { recursive: true });
    writeFileSync(
      join(cases, 'a.json'),
      JSON.stringify(sampleFinding('1', { dialect: 'swift', profile: 'cisco' })),
    );
    writeFileSync(join(cases, 'b.json'), JSON.stringify(sampleFinding('2', { dialect: 'other-store' })));
    return cases;
  }
});

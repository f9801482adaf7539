import { readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { openRecordWriter } from '../../reports/ndjson.ts';
import type { CheckRecord, RunRecord } from '../../reports/record.ts';
import { runWith, shortCheck } from '../../reports/testing/summaries.ts';
import { EXIT } from '../exit-code.ts';
import { runCli } from '../testing/run-cli.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

const folder = temporaryFolder('matrix');

/** A record file of a run of these checks. */
function runFile(name: string, checks: readonly CheckRecord[], change: Partial<RunRecord> = {}): string {
  const writer = openRecordWriter(join(folder(), `${name}.ndjson`), { replace: true });
  const target = { name, endpoint: 'http://127.0.0.1:9000', region: '', embedded: false };
  for (const record of runWith(checks)) {
    writer.write(record.kind === 'run' ? { ...record, target, ...change } : record);
  }
  writer.close();
  return writer.path;
}

const pass = shortCheck('sample/a/one', 'pass');
const fail = shortCheck('sample/a/one', 'fail');

describe('report --matrix', () => {
  it('puts runs side by side, each against the baseline of its target', async () => {
    const baseline = join(folder(), 'old.yaml');
    writeFileSync(
      baseline,
      'target: old\nentries:\n  - { id: sample/a/one, expect: known-fail, reason: mended in new }\n',
    );
    const html = join(folder(), 'matrix.html');
    const { code, stdout, stderr } = await runCli([
      ...['report', '--matrix', runFile('old', [fail]), runFile('new', [pass])],
      ...['--html', html, '--markdown', '-', '--baselines', baseline],
    ]);
    expect([code, stderr]).toEqual([EXIT.ok, expect.stringContaining('HTML: ')]);
    expect(stdout).toContain('## old and new: they disagree about 1 check');
    expect(stdout).toContain('| GET Object | ~ 1 | ✓ 1 | 1 |');
    expect(readFileSync(html, 'utf8')).toContain('Accepted: mended in new');
  });

  it('ends with 5 when a run is not whole', async () => {
    const cut = runFile('cut', [pass], { planned: { checks: 2, must: 2, should: 0, may: 0 } });
    const { code, stderr } = await runCli(['report', '--matrix', cut, '--markdown', '-']);
    expect([code, stderr]).toEqual([EXIT.incomplete, expect.stringContaining('not whole: ')]);
  });

  it('ends with 2 for what makes no sense', async () => {
    const [one, two] = [runFile('one', [pass]), runFile('two', [pass], { dialect: 'other-store' })];
    const baseline = join(folder(), 'nobody.yaml');
    writeFileSync(baseline, 'target: nobody\nentries: []\n');
    const wrong = [
      ['report', '--matrix', one, two, '--markdown', '-'],
      ['report', '--matrix', one, '--junit', '-'],
      ['report', '--matrix', one],
      ['report', '--matrix', one, '--markdown', '-', '--baseline', baseline],
      ['report', '--matrix', one, '--markdown', '-', '--baselines', baseline],
      ['report', one, one, '--markdown', '-'],
      ['report', one, '--markdown', '-', '--baselines', baseline],
    ];
    for (const command of wrong)
      expect([command, (await runCli(command)).code]).toEqual([command, EXIT.usage]);
  });
});

import { readdirSync, readFileSync, writeFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { standing } from '../../reports/fuzz/finding-grades.ts';
import type { FindingRecord, FuzzFileRecord } from '../../reports/fuzz/fuzz-record.ts';
import { EXIT } from '../exit-code.ts';
import { type CliResult, runCli } from '../testing/run-cli.ts';
import { serversOfTest } from '../testing/serve-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** What happens to findings in a team's pipeline: known, promoted, fixed, each with the exit code it has to end with. */
const folder = temporaryFolder('known');
const serve = serversOfTest();

/** Cases that show what a server with two roots, or with conditions it ignores, does. */
const XML = ['--classes', 'xm-two-roots,xm-trailing-garbage', '--only', 'PutBucketCors', '--seed', '4'];

const only = (out: string, ending: string): string => {
  const [name = 'none'] = readdirSync(out).filter((one) => one.endsWith(ending));
  return join(out, name);
};

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
    const baseline = join(folder(), 'b.yaml');
    const fuzz = (endpoint: string, out: string, ...more: string[]): Promise<CliResult> =>
      runCli(['fuzz', '--endpoint', endpoint, '--out', join(folder(), out), ...more]);
    const first = await fuzz(broken, 'first', ...XML, '--cases', '60');
    expect([first.code, first.stdout]).toEqual([
      EXIT.failed,
      expect.stringMatching(/✗ no finding of grade fail: \d+ against\n +F-/),
    ]);

    const records = only(join(folder(), 'first'), '.fuzz.jsonl');
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
    const page = readFileSync(only(join(folder(), 'fixed'), '.html'), 'utf8');
    expect(page).toContain('sent again');

    const last = only(join(folder(), 'fixed'), '.fuzz.jsonl');
    expect((await runCli(['baseline', 'update', last, '--baseline', baseline])).code).toBe(EXIT.ok);
    expect(readdirSync(join(folder(), 'b.findings'))).toEqual([]);
    const gone = await fuzz(clean, 'gone', ...elsewhere, '--baseline', baseline);
    expect(gone.code).toBe(EXIT.ok);
    expect(gone.stdout).not.toMatch(/(was|were) sent again/);
  });

  it('are fixed when the server is, whatever else is wrong with each of its answers', async () => {
    const dates = ['--fault', 'date-in-iso-form'];
    const others = ['if-match-ignored', 'etag-not-quoted-on-reading', 'deletion-answers-200'];
    const both = await serve(...others.flatMap((id) => ['--fault', id]), ...dates);
    const out = join(folder(), 'besides');
    const few = [
      '--classes',
      'conditional',
      '--only',
      'GetObject',
      '--only',
      'DeleteObject',
      '--seed',
      '1',
      '--cases',
      '150',
    ];
    await runCli(['fuzz', '--endpoint', both, ...few, '--out', out]);
    const found = standing(findingsIn(only(out, '.fuzz.jsonl')));
    // What gave way to something worse has no file any more.
    expect(readdirSync(only(out, '.findings')).toSorted()).toEqual(
      found.map(({ id }) => `${id}.json`).toSorted(),
    );
    const [condition] = found.filter(({ says }) => says.target.includes('no field if-match'));
    expect(condition?.path).toMatch(/^status:/);
    const [tag] = found.filter(({ path }) => path === 'header etag');
    expect(tag?.besides).toEqual(['GetObject header date']);
    const mended = await serve(...dates);
    const [deletion] = found.filter(({ path }) => path === 'status:204→200');
    for (const one of [condition, tag, deletion]) {
      const file = join(only(out, '.findings'), `${one?.id}.json`);
      expect((await runCli(['replay', file, '--endpoint', mended])).stdout).toContain('1 fixed, 0 still');
      expect((await runCli(['replay', file, '--endpoint', both])).stdout).toContain('0 fixed, 1 still');
    }
  });

  it('become checks that fail on it and pass on others', async () => {
    const broken = await serve('--fault', 'two-roots-accepted');
    const out = join(folder(), 'found');
    await runCli(['fuzz', '--endpoint', broken, ...XML, '--cases', '60', '--out', out]);
    const [finding] = findingsIn(only(out, '.fuzz.jsonl'));
    const corpus = join(folder(), 'corpus');
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
        join(folder(), name),
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
    const baseline = join(folder(), 'checks.yaml');
    await runCli([
      'baseline',
      'update',
      only(join(folder(), 'run-broken'), '.ndjson'),
      '--baseline',
      baseline,
    ]);
    writeFileSync(baseline, readFileSync(baseline, 'utf8').replace(/reason: .*/, 'reason: lenient parser'));
    expect(readFileSync(baseline, 'utf8')).toMatch(
      new RegExp(`id: ${id}\\n +expect: known-fail\\n +got:\\n +status: 200`),
    );
    const gate = (name: string): Promise<CliResult> =>
      runCli(['gate', only(join(folder(), name), '.ndjson'), '--baseline', baseline]);
    expect((await gate('run-broken')).code).toBe(EXIT.ok);
    expect((await gate('run-clean')).code).toBe(EXIT.failed);
  });

  it('that are only differences can be held to a claim', async () => {
    const broken = await serve('--fault', 'range-beyond-end-refused');
    const out = join(folder(), 'ranges');
    await runCli([
      'fuzz',
      '--endpoint',
      broken,
      '--classes',
      'ra-last-byte',
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
    const corpus = join(folder(), 'held');
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
        join(folder(), name),
      ]);
    const failed = await run(broken, 'held-broken');
    expect([failed.code, failed.stdout]).toEqual([EXIT.failed, expect.stringContaining('T-GETOBJ-21')]);
    expect((await run(await serve(), 'held-clean')).code).toBe(EXIT.ok);
  });
});

import { readdirSync, readFileSync } from 'node:fs';
import { join } from 'node:path';
import { describe, expect, it } from 'vitest';
import { fuzzRecordProblems } from '../../reports/fuzz/fuzz-file.ts';
import { EXIT } from '../exit-code.ts';
import { CANARIES, runCli } from '../testing/run-cli.ts';
import { serversOfTest } from '../testing/serve-process.ts';
import { temporaryFolder } from '../testing/temporary-folder.ts';

/** Commands of the fuzzer, by processes of their own against a server of ours. */
const folder = temporaryFolder('fuzz');
const serve = serversOfTest();

const XML = [
  '--classes',
  'xm-two-roots,xm-trailing-garbage,xm-decl-missing',
  '--seed',
  '4',
  '--cases',
  '150',
];
const filesIn = (out: string, ending: string): string[] =>
  readdirSync(out)
    .filter((name) => name.endsWith(ending))
    .map((name) => join(out, name));
const records = (out: string): Record<string, unknown>[] =>
  filesIn(out, '.fuzz.jsonl').flatMap((file) =>
    readFileSync(file, 'utf8')
      .split('\n')
      .filter((line) => line !== '')
      .map((line): Record<string, unknown> => JSON.parse(line)),
  );

describe('fuzz', () => {
  it('finds what is wrong, keeps it for a replay, and leaves nothing behind', async () => {
    const out = join(folder(), 'found');
    const broken = await serve('--fault', 'two-roots-accepted');
    const fuzzed = await runCli(['fuzz', '--endpoint', broken, ...XML, '--out', out]);
    expect(fuzzed.stdout).toMatch(
      /F-[0-9a-f]{12} {2}fail .*(?:the document twice|bytes behind the end) \(body\): not refused: 200/,
    );
    expect(fuzzed.stdout).toMatch(
      new RegExp(`Send them again with: bucketproof replay \\S+ --endpoint ${broken}\n`),
    );
    expect(fuzzed.code).toBe(EXIT.failed);

    const written = records(out);
    expect(written.map(fuzzRecordProblems)).toEqual(written.map(() => []));
    expect(written[0]).toMatchObject({ kind: 'fuzz', seed: 4 });
    expect(written.at(-1)).toMatchObject({ kind: 'fuzz-end', leftBehind: [], unprepared: 0 });
    expect(JSON.stringify(written)).not.toContain(CANARIES.main);

    const [findings = ''] = filesIn(out, '.findings');
    const still = await runCli(['replay', findings, '--endpoint', broken]);
    expect(still.stdout).toContain('still 3 of 3');
    expect(still.code).toBe(EXIT.failed);

    const corpora = join(folder(), 'corpora');
    expect((await runCli(['fuzz', 'promote', findings, '--into', corpora])).code).toBe(EXIT.ok);
    const fixed = await runCli(['replay', join(corpora, 'tencent-cos'), '--endpoint', await serve()]);
    expect(fixed.stdout).toMatch(/\d+ fixed, 0 still there, 0 changed, 0 cannot be run/);
    expect(fixed.code).toBe(EXIT.ok);
  });

  it('makes the same cases for the same seed', async () => {
    const counts = await Promise.all(
      ['one', 'two'].map(async (name) => {
        const out = join(folder(), name);
        await runCli([
          'fuzz',
          '--endpoint',
          await serve('--fault', 'two-roots-accepted'),
          ...XML,
          '--out',
          out,
        ]);
        return records(out).map(({ id, case: made, outcomes, coverage }) => ({
          id,
          made,
          outcomes,
          coverage,
        }));
      }),
    );
    expect(counts[0]?.length).toBeGreaterThan(2);
    expect(counts[0]).toEqual(counts[1]);
  });

  it('finds nothing in the bundled reference', async () => {
    const { code, stdout } = await runCli([
      'fuzz',
      '--cases',
      '300',
      '--seed',
      '9',
      '--out',
      join(folder(), 'clean'),
    ]);
    expect(stdout).toContain('0 findings');
    expect(code).toBe(EXIT.ok);
  });

  it('says which classes there are, and which files are none of its', async () => {
    const unknown = await runCli(['fuzz', '--classes', 'nothing']);
    expect(unknown.code).toBe(EXIT.usage);
    expect(unknown.stderr).toContain('no class is called nothing');
    const odd = await runCli(['replay', join(import.meta.dirname, '../../package.json')]);
    expect(odd.code).toBe(EXIT.usage);
    expect(odd.stderr).toContain('is no record of a campaign');
  });
});

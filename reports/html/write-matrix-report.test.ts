import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { matrixOf } from '../matrix/matrix.ts';
import { readColumn } from '../matrix/read-column.ts';
import type { RunFileRecord } from '../record.ts';
import { expectSound, pageIds, readPage } from '../testing/page.ts';
import { wholeRun } from '../testing/record-arbitraries.ts';
import { endOf, sampleRun } from '../testing/sample-run.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import { writeMatrixReport } from './write-matrix-report.ts';

async function pageOf(
  runs: readonly (readonly RunFileRecord[])[],
  options: { readonly maxBytes?: number } = {},
): Promise<string> {
  const columns = [];
  for (const records of runs) columns.push(await withRecordFile(records, (file) => readColumn(file)));
  const folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-matrix-'));
  try {
    const file = path.join(folder, 'matrix.html');
    await writeMatrixReport(matrixOf(columns), file, options);
    return await readFile(file, 'utf8');
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

const good = runWith([shortCheck('sample/a', 'pass'), shortCheck('sample/b', 'pass')]);
const bad = runWith([shortCheck('sample/a', 'fail'), shortCheck('sample/b', 'pass')]);

describe('a matrix page', () => {
  it('opens with how many targets there are and how much they disagree', async () => {
    const page = await pageOf([good, bad]);
    expectSound(page);
    expect(page).toContain('<h1>2 targets side by side: they disagree about 1 check</h1>');
    expect(readPage(page).text).toContain('1 of 2 judged conform (50.0%), 2 planned');
  });

  it('leads from every cell to its evidence, and every link leads somewhere in the page', async () => {
    const page = await pageOf([sampleRun(), bad]);
    const ids = pageIds(page);
    expect(new Set(ids).size).toBe(ids.length);
    for (const [, to = ''] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(to);
    expect(page).toContain('href="#sample/a@2"');
    expect(page).toMatch(/id="sample\/a@2"[\s\S]*?<code>206<\/code>[\s\S]*?<code>200<\/code>/);
    expect(page).toMatch(/bucketproof explain sample\/a --run /);
  });

  it('lists checks with something to see, and counts the rest', async () => {
    const page = await pageOf([good, bad]);
    expect(page).toContain('id="sample/a" data-disagrees="yes"');
    expect(page).not.toContain('id="sample/b"');
    expect(page).toContain('1 check conforms everywhere');
  });

  it('warns where scores must not be compared, and where a run is not whole', async () => {
    const other = bad.map((record) => (record.kind === 'run' ? { ...record, catalogue: 'other' } : record));
    const { text } = readPage(await pageOf([good.slice(0, -1), other]));
    expect(text).toContain('must not be compared');
    expect(text).toContain('no: the run did not reach its end');
  });

  it('leaves evidence out where the page would be too large, and links to none of it', async () => {
    const page = await pageOf([sampleRun(), bad], { maxBytes: 2000 });
    expectSound(page);
    expect(page).toContain('The evidence is left out to keep this page small');
    const ids = pageIds(page);
    for (const [, to = ''] of page.matchAll(/href="#([^"]*)"/g)) expect(ids).toContain(to);
  });

  it('stays sound around any text, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, wholeRun, async (...runs) => {
        expectSound(await pageOf(runs.map(({ run, checks }) => [run, ...checks, endOf(checks)])));
      }),
      { numRuns: 40 },
    );
  });
});

import { createHash } from 'node:crypto';
import { readdir, readFile, stat, writeFile } from 'node:fs/promises';
import path from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { indexRun } from '../diff/run-index.ts';
import type { RunFileRecord } from '../record.ts';
import type { SummariseOptions } from '../summarise.ts';
import { expectSound, pageIds, readPage } from '../testing/page.ts';
import { hostileText, wholeRun } from '../testing/record-arbitraries.ts';
import { bodyRecord, samplePair } from '../testing/sample-exchanges.ts';
import { endOf, sampleRun } from '../testing/sample-run.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import { type HtmlReportOptions, writeHtmlReport } from './write-html-report.ts';

function pageOf(records: readonly RunFileRecord[], options: HtmlReportOptions = {}): Promise<string> {
  return withRecordFile(records, async (file, folder) => {
    const page = path.join(folder, 'report.html');
    await writeHtmlReport(file, page, options);
    return readFile(page, 'utf8');
  });
}

/** A baseline that fits nothing, and an earlier run: the page has every part of the difference. */
const HELD_AGAINST: SummariseOptions = {
  expectations: {
    baseline: {
      file: '<b>.yaml',
      entries: [
        { id: 'sample/*', expect: 'known-fail', got: { status: 299 }, reason: '<i>x</i>', line: 1 },
        { id: 'gone', expect: 'flaky', reason: 'TODO "', line: 2, expires: '2020-01-01' },
      ],
    },
    today: '2026-11-21',
  },
};

describe('writeHtmlReport', () => {
  it('opens on the difference from a baseline and an earlier run', async () => {
    const earlier = await withRecordFile(runWith([shortCheck('sample/vanished', 'pass')]), indexRun);
    const page = await pageOf(sampleRun(), { heldAgainst: { ...HELD_AGAINST, earlier } });
    expectSound(page);
    const { text } = readPage(page);
    expect(page.indexOf('id="Difference"')).toBeLessThan(page.indexOf('aria-label="Counts"'));
    for (const part of [
      'wrong in another way than the baseline says',
      'fixed: the entry has to go',
      'entries that match no check',
      'expired entries',
      'entries without a reason',
      'vanished: not in this run',
      'newly failing: not in the earlier run',
    ]) {
      expect(text).toContain(part);
    }
    const anchors = new Set(pageIds(page));
    for (const [, to = ''] of page.matchAll(/class="claim" href="#([^"]+)"/g)) expect(anchors).toContain(to);
  });

  it('opens with the verdict, and says target, date, digest and command', async () => {
    const page = await pageOf(sampleRun());
    expectSound(page);
    const { text } = readPage(page);
    expect(
      page.indexOf('<h1>331 of 365 required checks ran; 4 violate the documentation.</h1>'),
    ).toBeGreaterThan(0);
    for (const said of [
      'acme staging',
      '2026-11-21 09:41:02 UTC',
      'sha256:4be1c3f0a9d27b65',
      'bucketproof run --target acme-staging.yaml --seed 20181112',
    ]) {
      expect(text).toContain(said);
    }
  });

  it('has every check under its id, and every link leads somewhere in the page', async () => {
    const records = sampleRun();
    const page = await pageOf(records);
    const known = pageIds(page);
    expect(new Set(known).size).toBe(known.length);
    for (const record of records) if (record.kind === 'check') expect(known).toContain(record.id);
    for (const [, target = ''] of page.matchAll(/href="#([^"]*)"/g)) expect(known).toContain(target);
  });

  it('shows claim, expected, got, both answers and the commands of a failed check', async () => {
    const page = await pageOf(sampleRun());
    const check =
      /<details class="check" id="sample\/getobject\/range-first-bytes"[\s\S]*?<h4>Repeat it<\/h4>[\s\S]*?\n<\/div><\/details>/.exec(
        page,
      )?.[0];
    expect(check).toContain('A partial answer carries Content-Range');
    expect(check).toMatch(/content-range<\/th><td data-label="expected"><code>bytes 0-3\/10<\/code><\/td>/);
    expect(check).toMatch(
      /<tr class="violates">.*HTTP\/1\.1 20<mark>0 OK<\/mark>.*<mark>6 Partial Content<\/mark>/,
    );
    expect(check).toMatch(
      /<tr class="violates">.*<td class="gone"><\/td><td>Content-Range: bytes 0-3\/10<\/td>/,
    );
    expect(check).toMatch(/<tr class="may-differ">.*Date: /);
    expect(check).toContain('curl --include');
    expect(check).toContain('bucketproof explain sample/getobject/range-first-bytes');
    expect(check).toContain('--only sample/getobject/range-first-bytes');
    expect(check).toContain('In each of these the reference answers as expected.');
  });

  it('lets only its own style and script in', async () => {
    const page = await pageOf(sampleRun());
    const policy = /content="(default-src[^"]*)"/.exec(page)?.[1]?.replaceAll('&#39;', "'");
    for (const name of ['style', 'script']) {
      const content = new RegExp(`<${name}>([\\s\\S]*?)</${name}>`).exec(page)?.[1] ?? '';
      const hash = createHash('sha256').update(content).digest('base64');
      expect(policy).toContain(`${name}-src 'sha256-${hash}'`);
    }
    expect(policy).toMatch(/^default-src 'none';/);
    expect(policy).not.toContain('unsafe');
    expect(page).not.toMatch(/ style="| on[a-z]+="/);
  });

  it('stays sound around any text, wherever it stands', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, async ({ run, checks }) => {
        expectSound(await pageOf([run, ...checks, endOf(checks)]));
      }),
      { numRuns: 60 },
    );
  });

  it('stays sound around hostile bodies and headers that differ', async () => {
    await fc.assert(
      fc.asyncProperty(
        fc.array(hostileText, { minLength: 4, maxLength: 4 }),
        async ([a = '', b = '', c = '', d = '']) => {
          const request = { operation: a, method: 'GET', target: b, headers: [[c, d]] as const };
          const pair = samplePair(
            request,
            { status: 200, reason: a, headers: [[b, c]], body: `<x>${d}\n${a}` },
            { status: 200, reason: b, headers: [[b, d]], body: `<x>${c}\n${a}` },
          );
          const transcripts = { target: [pair.target], reference: [pair.reference] };
          const mismatches = [{ exchange: 0, facet: a, expected: b, got: c }];
          expectSound(
            await pageOf(runWith([shortCheck('a', 'fail', { transcripts, mismatches, title: d })])),
          );
        },
      ),
      { numRuns: 60 },
    );
  });

  it('says the same twice', async () => {
    expect(await pageOf(sampleRun())).toBe(await pageOf(sampleRun()));
  });

  it('is complete for a run that was killed and for one without checks', async () => {
    expectSound(await pageOf(sampleRun().slice(0, 40)));
    expectSound(await pageOf(runWith([])));
  });

  it('stays small: passing checks take a line', async () => {
    const page = await pageOf(sampleRun({ checks: 1500 }));
    expect(Buffer.byteLength(page)).toBeLessThan(1_200_000);
  });

  it('stays below 5 MB when 1,500 checks fail at length, and keeps the evidence of the worst', async () => {
    const text = `<List>${'<Entry><Key>some/key</Key><Size>17</Size></Entry>'.repeat(80)}</List>`;
    const pair = samplePair(
      { operation: 'List', method: 'GET', target: '/?list' },
      { status: 200, reason: 'OK', body: text },
      { status: 206, reason: 'OK', body: text.replaceAll('17', '18') },
    );
    expect(bodyRecord(text)).toHaveProperty('text');
    const checks = Array.from({ length: 1500 }, (_, n) =>
      shortCheck(`check-${n}`, 'fail', {
        impact: n === 1400 ? 'data-loss' : 'cosmetic',
        title: 'x'.repeat(200),
        mismatches: Array.from({ length: 30 }, () => ({
          exchange: 0,
          facet: 'f',
          expected: text,
          got: text,
        })),
        transcripts: { target: [pair.target, pair.target], reference: [pair.reference, pair.reference] },
      }),
    );
    const page = await pageOf(runWith(checks));
    expect(Buffer.byteLength(page)).toBeLessThan(5_000_000);
    const worst = page.slice(page.indexOf('id="check-1400"'));
    expect(worst.slice(0, worst.indexOf('</div></details>\n<details class="check"'))).toContain(
      'class="wire"',
    );
    expect(page).toContain('The exchanges are left out to keep this page small');
  });

  it('replaces an earlier page at once, and leaves it alone when the records are bad', async () => {
    await withRecordFile(sampleRun(), async (file, folder) => {
      const page = path.join(folder, 'out', 'report.html');
      await writeHtmlReport(file, page);
      const before = await stat(page);
      await writeFile(file, 'not a record\n');
      await expect(writeHtmlReport(file, page)).rejects.toMatchObject({ code: 'malformed' });
      expect((await stat(page)).mtimeMs).toBe(before.mtimeMs);
      expect(await readdir(path.dirname(page))).toEqual(['report.html']);
    });
  });
});

import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { writeCampaignReport } from '../html/write-campaign-report.ts';
import { writeHtmlReport } from '../html/write-html-report.ts';
import { campaignsJunit } from '../junit/campaign-suite.ts';
import { junitReport } from '../junit/junit-report.ts';
import { campaignRun } from '../sarif/campaign-run.ts';
import { sarifDocument } from '../sarif/sarif-document.ts';
import { sarifReport } from '../sarif/sarif-report.ts';
import { junitProblems } from '../testing/junit-schema.ts';
import { expectSound, pageIds, readPage } from '../testing/page.ts';
import { hostileText } from '../testing/record-arbitraries.ts';
import {
  campaignWith,
  divergentFinding,
  entry,
  idOf,
  judged,
  sampleFinding,
  sampleReplay,
} from '../testing/sample-campaign.ts';
import { sampleError, samplePair } from '../testing/sample-exchanges.ts';
import { sarifProblems } from '../testing/sarif-schema.ts';
import { runWith, shortCheck, withRecordFile } from '../testing/summaries.ts';
import { campaignAnnotations } from './campaign-annotations.ts';
import { campaignMarkdown } from './campaign-markdown.ts';
import type { FindingRecord } from './fuzz-record.ts';

/** One of each kind: new, known, a question, ours, and a known one sent again. */
const mixed = campaignWith([
  sampleFinding('1'),
  sampleFinding('2'),
  divergentFinding('3'),
  sampleFinding('4', { referenceToo: true }),
  sampleReplay('5', { state: 'fixed' }),
]);
const entries = [entry('2', { issue: 'STORE-2' }), entry('5')];

/** A finding in which everything a target has a say in is hostile. */
const hostile: fc.Arbitrary<FindingRecord> = fc
  .record({ a: hostileText, b: hostileText, c: hostileText, d: hostileText })
  .map(({ a, b, c, d }) =>
    sampleFinding('6', {
      title: a,
      path: b,
      operation: `x${c}`,
      rule: `r${d}`,
      source: a,
      mutations: [b],
      says: { documentation: c, reference: d, target: a },
      case: {
        mutations: [{ slug: a, slot: b, args: { [c]: d } }],
        steps: [{ operation: d }],
        parameters: [{ name: c }],
      },
    }),
  );

async function pageOf(...args: Parameters<typeof judged>): Promise<string> {
  const { summary, verdict } = await judged(...args);
  return withRecordFile([], async (_file, folder) => {
    const page = join(folder, 'campaign.html');
    await writeCampaignReport(page, summary, verdict);
    return readFileSync(page, 'utf8');
  });
}

describe('the page of a campaign', () => {
  it('tells of each finding who says what, the case, both exchanges, and how to send it again', async () => {
    const page = await pageOf(mixed, entries);
    expectSound(page);
    const { text } = readPage(page);
    for (const part of [
      'a refusal: 4xx',
      'XML 1.0 section 2.1',
      '400 MalformedXML',
      'confirmed 3 of 3',
      'xm-two-roots',
      'x-a',
      'HTTP/1.1 400 Bad Request',
      'The baseline knows it: mended in 3.2',
      'The bundled reference has the same problem.',
    ]) {
      expect(text).toContain(part);
    }
    expect(text).toMatch(
      /bucketproof replay .*c\.fuzz\.findings\/F-1{12}\.json --target &#39;my staging\.yaml&#39;/,
    );
    expect(pageIds(page)).toEqual(expect.arrayContaining(['1', '2', '3', '4', '5'].map(idOf)));
    expect(new Set(pageIds(page)).size).toBe(pageIds(page).length);
  });

  it('shows the request behind a case, where that is what is wrong', async () => {
    const followUp = samplePair(
      { operation: 'GetThing', method: 'GET', target: '/thing-behind' },
      { status: 200, reason: 'OK', body: 'left over' },
      sampleError(404, 'Not Found', 'NoSuchThing', 'gone'),
    );
    const finding = sampleFinding('6', { path: 'then GetThing: status:404 NoSuchThing→200' });
    const page = await pageOf(campaignWith([{ ...finding, evidence: { ...finding.evidence, followUp } }]));
    expectSound(page);
    for (const part of ['/thing-behind', 'left over', 'NoSuchThing'])
      expect(readPage(page).text).toContain(part);
  });

  it('is sound when nothing was found, and when the campaign was killed', async () => {
    expectSound(await pageOf(campaignWith([])));
    expectSound(await pageOf(campaignWith([], 'none'), entries));
  });

  it('is markup of ours whatever a target says', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (finding) => expectSound(await pageOf(campaignWith([finding])))),
      { numRuns: 40 },
    );
  });

  it('is part of the page of a run', async () => {
    const campaigns = [await judged(mixed, entries)];
    const page = await withRecordFile(runWith([shortCheck('a', 'pass')]), async (file, folder) => {
      await writeHtmlReport(file, join(folder, 'r.html'), { campaigns });
      return readFileSync(join(folder, 'r.html'), 'utf8');
    });
    expectSound(page);
    expect(pageIds(page)).toContain(idOf('1'));
    expect(readPage(page).text).toContain('gate not passed, exit code 1');
  });
});

describe('findings as SARIF', () => {
  it('are results by the rule they break, questions are for review, known ones are suppressed', async () => {
    const { summary } = await judged(mixed, entries);
    const log = JSON.parse(sarifDocument([campaignRun(summary)]));
    expect(sarifProblems(log)).toEqual([]);
    const [{ results, tool }] = log.runs;
    expect(
      results.map((one: { ruleId: string; kind: string; level: string; suppressions?: unknown[] }) => [
        one.ruleId,
        one.kind,
        one.level,
        one.suppressions?.length ?? 0,
      ]),
    ).toEqual([
      ['XML 1.0 section 2.1', 'fail', 'error', 0],
      ['XML 1.0 section 2.1', 'fail', 'error', 1],
      ['as-reference', 'review', 'none', 0],
    ]);
    expect(tool.driver.rules.map(({ id }: { id: string }) => id)).toEqual([
      'XML 1.0 section 2.1',
      'as-reference',
    ]);
    expect(results[0].partialFingerprints).toEqual({ 'bucketproofFinding/v1': idOf('1') });
    expect(results[0].locations[0].physicalLocation.region.startLine).toBe(2);
  });

  it('stand beside a run in one log', async () => {
    const { summary } = await judged(mixed, entries);
    const text = await withRecordFile(
      runWith([shortCheck('a', 'fail', { claims: [], source: 'RFC 9112' })]),
      (file) => sarifReport(file, { campaigns: [summary] }),
    );
    const log = JSON.parse(text);
    expect(sarifProblems(log)).toEqual([]);
    expect(log.runs.map((run: { results: unknown[] }) => run.results.length)).toEqual([1, 3]);
    expect(log.runs[0].results[0].ruleId).toBe('RFC 9112');
  });

  it('fit the standard whatever a target says', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (finding) => {
        const { summary } = await judged(campaignWith([finding]));
        expect(sarifProblems(JSON.parse(sarifDocument([campaignRun(summary)])))).toEqual([]);
      }),
      { numRuns: 40 },
    );
  });
});

describe('findings as JUnit', () => {
  it('fail when they break the gate, are skipped when known or only a question', async () => {
    const text = [...campaignsJunit([await judged(mixed, entries)])].join('');
    expect(await junitProblems(text)).toEqual([]);
    const state = (digit: string): string | undefined =>
      new RegExp(
        `<testcase name="${idOf(digit)}"[^]*?</properties>\n<(\\w+) (?:type="[^"]*" )?message="([^"]*)"`,
      )
        .exec(text)
        ?.slice(1)
        .join(' ');
    expect(state('1')).toBe('failure expected a refusal: 4xx, got 200');
    expect(state('2')).toBe('skipped known: mended in 3.2');
    expect(state('3')).toContain('skipped divergent');
    expect(state('4')).toContain('error the bundled reference');
    expect(text).toContain('<testcase name="nothing-fixed"');
    expect(text).toMatch(/<testsuites [^>]*tests="6" failures="1" errors="2"/);
  });

  it('have a case also when there are none', async () => {
    const text = [...campaignsJunit([await judged(campaignWith([]))])].join('');
    expect(await junitProblems(text)).toEqual([]);
    expect(text).toMatch(/tests="1" failures="0" errors="0"/);
  });

  it('are a suite beside those of a run, and fit the schema whatever a target says', async () => {
    const run = runWith([shortCheck('a', 'pass')]);
    await fc.assert(
      fc.asyncProperty(hostile, async (finding) => {
        const campaigns = [await judged(campaignWith([finding]))];
        let text = '';
        await withRecordFile(run, async (file) => {
          for await (const piece of junitReport(file, { campaigns })) text += piece;
        });
        expect(await junitProblems(text)).toEqual([]);
        expect(text).toMatch(/<testsuites [^>]*tests="3"/);
      }),
      { numRuns: 10 },
    );
  });
});

describe('findings as text', () => {
  it('are told in Markdown with their rules, and fit into a comment', async () => {
    const { summary, verdict } = await judged(mixed, entries);
    const text = campaignMarkdown(summary, verdict);
    expect(text).toContain('Gate not passed (exit code 1)');
    expect(text).toMatch(/✗ `F-1{12}` \*\*fail\*\*/);
    expect(text).toContain('known: mended in 3.2');
    expect(campaignMarkdown(summary, verdict, { maxLength: 900 }).length).toBeLessThanOrEqual(900);
  });

  it('are annotations of which none is a command of a target', async () => {
    await fc.assert(
      fc.asyncProperty(hostile, async (finding) => {
        const { summary, verdict } = await judged(campaignWith([finding]));
        const text = campaignAnnotations(summary, verdict);
        for (const line of text.trimEnd().split('\n'))
          expect(line).toMatch(/^::(error|notice) title=[^:]*::/);
      }),
      { numRuns: 40 },
    );
  });
});

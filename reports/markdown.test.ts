import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { type MarkdownOptions, markdownSummary } from './markdown.ts';
import { wholeRun } from './testing/record-arbitraries.ts';
import { endOf, sampleRun } from './testing/sample-run.ts';
import { runWith, shortCheck, summaryOf } from './testing/summaries.ts';
import { verdictOf } from './verdict.ts';

async function markdownOf(
  records: Parameters<typeof summaryOf>[0],
  options: MarkdownOptions = {},
): Promise<string> {
  const summary = await summaryOf(records);
  return markdownSummary(summary, verdictOf(summary), options);
}

describe('markdownSummary', () => {
  it('opens with the verdict and names claims, differences and commands', async () => {
    const text = await markdownOf(sampleRun());
    expect(text).toMatch(/^## 331 of 365 required checks ran; 4 violate the documentation\.\n/);
    expect(text).toContain('**`S-GETOBJ-08`** A partial answer carries Content-Range (GET Object)');
    expect(text).toContain('  - `header content-range`: expected `bytes 0-3/10`, got `(absent)`');
    expect(text).toContain('  - `bucketproof explain sample/getobject/range-first-bytes`');
    expect(text).toContain(
      '| 28 skipped | the target profile says appendObject: false | `feature-not-declared` |',
    );
    expect(text).toContain('- ✓ at least one required check ran');
    expect(text).toContain('| **all** | 387 | 6 | 1 | 35 | 1 |');
  });

  it('adds up its table', async () => {
    const rows = (await markdownOf(sampleRun()))
      .split('\n')
      .filter((line) => /^\| .*\d/.test(line) && line.split('|').length === 8)
      .map((line) =>
        line
          .split('|')
          .slice(2, 7)
          .map((cell) => (cell.trim() === '·' ? 0 : Number(cell))),
      );
    const all = rows.at(-1);
    expect(
      all?.map((_, column) => rows.slice(0, -1).reduce((sum, row) => sum + (row[column] ?? 0), 0)),
    ).toEqual(all);
  });

  it('is bounded, keeps the verdict, and counts what it leaves out', async () => {
    const checks = Array.from({ length: 1500 }, (_, n) =>
      shortCheck(`c${n}`, 'fail', { claims: [`C-${n}`] }),
    );
    const records = runWith(checks);
    for (const maxLength of [undefined, 20_000, 2000]) {
      const text = await markdownOf(records, maxLength === undefined ? {} : { maxLength });
      expect(text.length).toBeLessThanOrEqual(maxLength ?? 60_000);
      expect(text).toContain('1,500 of 1,500 required checks ran; 1,500 violate');
      expect(text).toMatch(/_[\d,]+ more sections did not fit here; the HTML report has all of it\._\n$/);
    }
  });

  it('lets nothing of a target be markup', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, async ({ run, checks }) => {
        const text = await markdownOf([run, ...checks, endOf(checks)]);
        const outsideCode = withoutCode(text).replaceAll('<!-- -->', 'BREAK');
        expect(outsideCode).not.toMatch(/<|!\[|(?<!\\)\]\(|http:\/\/|https:\/\/|[^\P{Cc}\n]/u);
        for (const line of outsideCode.split('\n').filter((one) => one.startsWith('|'))) {
          expect([4, 7, 8]).toContain(line.replaceAll('\\|', '').split('|').length - 1);
        }
      }),
      { numRuns: 60 },
    );
  });
});

/** `text` with each code span as CODE and each escaped character as a dot, read as CommonMark 0.31 section 6.1 does. */
function withoutCode(text: string): string {
  let out = '';
  for (let at = 0; at < text.length; ) {
    const run = /^`+/.exec(text.slice(at))?.[0];
    const closing =
      run === undefined
        ? null
        : new RegExp(`^(?:[^\`\n]|(?!${run}(?!\`))\`+)*?${run}(?!\`)`).exec(text.slice(at + run.length));
    if (run !== undefined && closing !== null) {
      out += 'CODE';
      at += run.length + closing[0].length;
    } else if (text[at] === '\\') {
      out += '.';
      at += 2;
    } else {
      out += text[at];
      at += 1;
    }
  }
  return out;
}

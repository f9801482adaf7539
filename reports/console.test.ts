import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { textWidth } from './console/text-width.ts';
import { type ConsoleOptions, consoleSummary } from './console.ts';
import { wholeRun } from './testing/record-arbitraries.ts';
import { endOf, sampleRun } from './testing/sample-run.ts';
import { runWith, shortCheck, summaryOf } from './testing/summaries.ts';
import { verdictOf } from './verdict.ts';

async function printed(
  records: Parameters<typeof summaryOf>[0],
  options: ConsoleOptions = {},
): Promise<string> {
  const summary = await summaryOf(records);
  return consoleSummary(summary, verdictOf(summary), options);
}

describe('consoleSummary', () => {
  it('opens with the verdict and shows table, failures, reasons, gate and files', async () => {
    const text = await printed(sampleRun(), {
      width: 90,
      files: [{ what: 'report', path: 'out/report.html' }],
    });
    expect(text).toMatch(/^\n331 of 365 required checks ran; 4 violate the documentation\.\n/);
    expect(text).toContain('  GetObject                    27       2       ·       1       ·\n');
    expect(text).toContain(
      [
        '  S-ERR-12  Reading an absent key answers 404 NoSuchKey (Error codes)',
        '    ✗ an absent key answers 404 NoSuchKey [required, breaks clients]',
        '      code: expected NoSuchKey, got NotFound',
        '      bucketproof explain sample/getobject/missing-key-code',
      ].join('\n'),
    );
    expect(text).toContain('28 skipped, 27 required: the target profile says appendObject: false');
    expect(text).toContain('Gate not passed (exit code 1)\n  ✗ no required check fails: 4 against\n');
    expect(text).toContain('✓ at least one required check ran: 0 against\n');
    expect(text).toContain('  report     out/report.html\n');
  });

  it('sets failures that the reference shares apart', async () => {
    const text = await printed(sampleRun());
    expect(text).toContain('Failed (5)\n');
    expect(text).toContain('Failed by the bundled reference too, a bug of ours (1)\n');
  });

  it('says that the gate is passed', async () => {
    const text = await printed(runWith([shortCheck('a', 'pass')]));
    expect(text).toContain('1 of 1 required checks ran; all conform to the documentation.\n');
    expect(text).toContain('Gate passed\n');
    expect(text).not.toContain('Failed');
    expect(text).not.toContain('Not judged');
  });

  it('keeps to the width, commands aside', async () => {
    for (const width of [66, 80, 120]) {
      const lines = (await printed(sampleRun(), { width })).split('\n');
      const long = lines.filter((line) => textWidth(line) > width);
      expect(long.filter((line) => !/^ +(?:bucketproof explain|sample\/)/.test(line))).toEqual([]);
    }
  });

  it('shows a bounded part of very many failures and says how many there are', async () => {
    const checks = Array.from({ length: 1500 }, (_, n) =>
      shortCheck(`c${n}`, 'fail', { claims: [`C-${n % 300}`] }),
    );
    const text = await printed(runWith(checks));
    expect(text.length).toBeLessThan(40_000);
    expect(text).toContain('Failed (1,500)');
    expect(text).toContain('… and 1,400 more checks; the report has them all.');
  });

  it('prints nothing of a target that a terminal would obey', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, fc.integer({ min: 20, max: 200 }), async ({ run, checks }, width) => {
        const text = await printed([run, ...checks, endOf(checks)], { width });
        expect(text).not.toMatch(/[^\P{Cc}\n]|\p{Cf}/u);
      }),
      { numRuns: 60 },
    );
  });

  it('colours only when asked, and then says the same', async () => {
    const plain = await printed(sampleRun());
    const coloured = await printed(sampleRun(), { colour: true });
    expect(plain).not.toContain('\u001b');
    expect(coloured).toContain('\u001b[31m');
    // biome-ignore lint/suspicious/noControlCharactersInRegex: colour sequences start with one
    expect(coloured.replace(/\u001b\[\d+m/g, '')).toBe(plain);
  });
});

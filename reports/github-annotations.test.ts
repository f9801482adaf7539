import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { githubAnnotations } from './github-annotations.ts';
import { wholeRun } from './testing/record-arbitraries.ts';
import { endOf } from './testing/sample-run.ts';
import { runWith, shortCheck, summaryOf } from './testing/summaries.ts';
import { verdictOf } from './verdict.ts';

describe('githubAnnotations', () => {
  it('says that all is well in one notice', async () => {
    const summary = await summaryOf(runWith([shortCheck('a', 'pass')]));
    expect(githubAnnotations(summary, verdictOf(summary))).toBe(
      '::notice title=Gate passed::1 of 1 required checks ran; all conform to the documentation.\n',
    );
  });

  it('names what broke the gate, checks and entries of the baseline', async () => {
    const entries = [{ id: 'gone', expect: 'known-fail', reason: 'x', line: 3 }] as const;
    const expectations = { baseline: { file: 'b.yaml', entries }, today: '2026-11-21' };
    const checks = [shortCheck('a', 'fail', { title: '100% wrong,\nreally' })];
    const summary = await summaryOf(runWith(checks), { expectations });
    const [head, check, entry, ...rest] = githubAnnotations(summary, verdictOf(summary)).split('\n');
    expect(head).toMatch(/^::error title=Gate not passed \(exit code 1\)::1 of 1/);
    expect(check).toBe(
      '::error title=a%3A fail::100%25 wrong,\\nreally [required, breaks clients] S-GETOBJ-07%0Astatus: expected 206, got 200',
    );
    expect(entry).toBe(
      '::error title=Not so%3A every entry of the baseline speaks of a check::b.yaml:3 gone',
    );
    expect(rest).toEqual(['']);
  });

  it('gives no other command, whatever a target says, and no more than are shown', async () => {
    await fc.assert(
      fc.asyncProperty(wholeRun, async ({ run, checks }) => {
        const summary = await summaryOf([run, ...checks, endOf(checks)]);
        const text = githubAnnotations(summary, verdictOf(summary, { level: 'may', failDivergent: true }));
        const lines = text.split('\n').slice(0, -1);
        for (const line of lines) {
          expect(line).toMatch(/^::(?:notice|warning|error) title=[^:,\r]*::[^\r]*$/);
        }
        expect(lines.length).toBeLessThan(20);
      }),
      { numRuns: 30 },
    );
  });
});

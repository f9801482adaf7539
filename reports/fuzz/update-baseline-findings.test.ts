import { describe, expect, it } from 'vitest';
import { parseBaseline } from '../baseline/parse-baseline.ts';
import type { FuzzFileRecord } from '../fuzz/fuzz-record.ts';
import {
  campaignWith,
  divergentFinding,
  idOf,
  judged,
  sampleFinding,
  sampleReplay,
} from '../testing/sample-campaign.ts';
import { type FindingsUpdateResult, updateFindings } from './update-baseline-findings.ts';

async function update(
  records: readonly FuzzFileRecord[],
  text?: string,
  more: { level?: 'must' | 'should' | 'may'; withDivergent?: boolean } = {},
): Promise<FindingsUpdateResult> {
  const entries = text === undefined ? undefined : parseBaseline('b.yaml', text).entries;
  const { summary } = await judged(records, entries);
  return updateFindings(summary, {
    file: 'b.yaml',
    text,
    today: '2026-11-21',
    withDivergent: false,
    ...more,
  });
}

const known = (digit: string, more = ''): string =>
  `# ours\nentries:\n  - id: sample/check # stays\n    expect: known-fail\n    reason: r\n  - id: ${idOf(digit)}\n    expect: known-fail\n    reason: mended soon\n${more}`;

describe('updating a baseline by a campaign', () => {
  it('starts a file with what decides, and asks for reasons', async () => {
    const found = campaignWith([
      sampleFinding('1'),
      sampleFinding('2', { grade: 'non-strict' }),
      divergentFinding('3'),
    ]);
    const result = await update(found);
    expect(result.added).toEqual([idOf('1')]);
    expect(result.kept.map(({ id }) => id)).toEqual([idOf('1')]);
    const { entries, dialect, target } = parseBaseline('b.yaml', result.text);
    expect([dialect, target]).toEqual(['sample-store', 'staging']);
    expect(entries).toMatchObject([
      {
        id: idOf('1'),
        family: '1'.repeat(12),
        expect: 'known-fail',
        got: { status: 200 },
        since: '2026-11-21',
      },
    ]);
    expect(entries[0]?.reason).toMatch(/^TODO/);
    expect((await update(found, undefined, { level: 'should', withDivergent: true })).added).toEqual(
      ['1', '2', '3'].map(idOf),
    );
  });

  it('writes what the next campaign is satisfied by', async () => {
    const found = campaignWith([
      sampleFinding('1'),
      divergentFinding('2'),
      sampleFinding('3', { says: { documentation: '', reference: '', target: 'hang' } }),
    ]);
    const { text } = await update(found, undefined, { withDivergent: true });
    const { verdict } = await judged(
      found,
      parseBaseline('b.yaml', text.replaceAll(/"TODO.*"/g, 'r')).entries,
    );
    expect(verdict.rules.find(({ id }) => id === 'nothing-excused')?.count).toBe(3);
    expect(verdict.exitCode).toBe(0);
  });

  it('takes out what is fixed, keeps what was not met, and leaves checks alone', async () => {
    const fixed = await update(campaignWith([sampleReplay('1', { state: 'fixed' })]), known('1'));
    expect(fixed.removed).toEqual([idOf('1')]);
    expect(parseBaseline('b.yaml', fixed.text).entries.map(({ id }) => id)).toEqual(['sample/check']);
    expect(fixed.text).toContain('# stays');
    const unmet = await update(campaignWith([]), known('1'));
    expect([unmet.removed, unmet.text]).toEqual([[], known('1')]);
  });

  it('rewrites how something is wrong, with its reason only when it is the same thing', async () => {
    const text = known('1', '    got: { status: 500 }\n');
    const result = await update(campaignWith([sampleFinding('1')]), text);
    expect(result.changed).toEqual([idOf('1')]);
    expect(parseBaseline('b.yaml', result.text).entries[1]).toMatchObject({
      got: { status: 200 },
      reason: 'mended soon',
    });
  });

  it('gives the same bug on another operation an entry once that of its family goes', async () => {
    const text = known('1', `    family: "${'2'.repeat(12)}"\n`);
    const records = campaignWith([sampleFinding('2'), sampleReplay('1', { state: 'fixed' })]);
    const result = await update(records, text);
    expect([result.added, result.removed]).toEqual([[idOf('2')], [idOf('1')]]);
  });

  it('leaves globs and changed cases to people, and refuses what could not be sent', async () => {
    const glob = known('1').replace(idOf('1'), 'F-1*');
    const result = await update(campaignWith([sampleReplay('1', { state: 'fixed' })]), glob);
    expect([result.removed, result.byHand]).toEqual([[], [`F-1*: fixed are ${idOf('1')}`]]);
    const changed = await update(
      campaignWith([sampleReplay('1', { state: 'changed', note: 'n' })]),
      known('1'),
    );
    expect(changed.byHand).toHaveLength(1);
    const lost = await update(campaignWith([sampleReplay('1', { state: 'cannot-run' })]), known('1'));
    expect(lost.refused).toEqual([idOf('1')]);
  });
});

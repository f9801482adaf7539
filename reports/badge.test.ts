import { describe, expect, it } from 'vitest';
import { badgeOf } from './badge.ts';
import type { RunFileRecord } from './record.ts';
import { runWith, shortCheck, summaryOf } from './testing/summaries.ts';
import { verdictOf } from './verdict.ts';

async function badge(records: readonly RunFileRecord[], known: readonly string[] = []) {
  const entries = known.map((id) => ({ id, expect: 'known-fail' as const, reason: 'x', line: 1 }));
  const expectations = { baseline: { file: 'b.yaml', entries }, today: '2026-11-21' };
  const summary = await summaryOf(records, known.length > 0 ? { expectations } : {});
  const { message, color, label } = badgeOf(summary, verdictOf(summary));
  return [label, message, color];
}

const [pass, fail, skipped] = [shortCheck('p', 'pass'), shortCheck('f', 'fail'), shortCheck('s', 'skipped')];

describe('badgeOf', () => {
  it('says what share of what, and in which colour', async () => {
    expect(await badge(runWith([pass]))).toEqual(['sample-store 2018', '1 of 1 conform', 'brightgreen']);
    expect(await badge(runWith([pass, skipped]))).toEqual([
      'sample-store 2018',
      '1 of 1 conform, 1 not run',
      'green',
    ]);
    expect(await badge(runWith([pass, fail]))).toEqual(['sample-store 2018', '1 of 2 conform', 'red']);
    expect(await badge(runWith([pass, fail]), ['f'])).toEqual([
      'sample-store 2018',
      '1 of 2 conform',
      'yellow',
    ]);
  });

  it('is grey for what nobody knows', async () => {
    expect((await badge(runWith([pass], { end: 'none' }))).slice(1)).toEqual(['incomplete', 'lightgrey']);
    expect((await badge(runWith([pass, shortCheck('i', 'inconclusive')]))).slice(1)).toEqual([
      'incomplete',
      'lightgrey',
    ]);
    const ours = shortCheck('o', 'fail', { referenceFailed: true });
    expect((await badge(runWith([pass, ours]))).slice(1)).toEqual(['suite broken', 'lightgrey']);
  });
});

import { appendFile, writeFile } from 'node:fs/promises';
import { describe, expect, it } from 'vitest';
import { RecordFileError } from '../record-file-error.ts';
import { campaignWith, sampleFinding, sampleFuzz, withCampaignFile } from '../testing/sample-campaign.ts';
import { runWith, withRecordFile } from '../testing/summaries.ts';
import { readCampaign, recordsOf } from './campaign-reader.ts';
import { readFindings } from './read-findings.ts';
import { summariseCampaign } from './summarise-campaign.ts';

const whole = campaignWith([sampleFinding('1')]);

async function refused(change: (file: string) => Promise<void>): Promise<string> {
  return withCampaignFile(whole, async (file) => {
    await change(file);
    try {
      for await (const _record of readCampaign(file));
      return 'read';
    } catch (error) {
      if (!(error instanceof RecordFileError)) throw error;
      return `${error.code} ${error.line ?? ''} ${error.message.replace(file, '')}`;
    }
  });
}

const lines = (...of: readonly unknown[]): string => of.map((one) => `${JSON.stringify(one)}\n`).join('');

describe('the records of a campaign', () => {
  it('are read in order, each with its line', async () => {
    const kinds = await withCampaignFile(whole, async (file) => {
      const found: string[] = [];
      for await (const { record, line } of readCampaign(file)) found.push(`${line} ${record.kind}`);
      return found;
    });
    expect(kinds).toEqual(['1 fuzz', '2 finding', '3 fuzz-end']);
  });

  it.each<[string, string, string]>([
    ['a broken line', `${lines(sampleFuzz)}{"kind":\n`, 'malformed 2'],
    ['a schema of another version', lines({ ...sampleFuzz, schema: 2 }), 'invalid 1 :1: is of schema 2'],
    ['a record of something else', lines(sampleFuzz, { kind: 'check' }), 'invalid 2'],
    ['a finding first', lines(sampleFinding('1')), 'order 1'],
    ['two campaigns', lines(...whole, sampleFuzz), 'order 4'],
    ['something behind the end', lines(...whole, sampleFinding('2')), 'order 4'],
    ['nothing', '', 'empty'],
  ])('are refused for %s, naming the line', async (_what, text, expected) => {
    expect(await refused((file) => writeFile(file, text))).toContain(expected);
  });

  it('may end in a line that a killed campaign did not finish', async () => {
    const incomplete = await withCampaignFile(campaignWith([sampleFinding('1')], 'none'), async (file) => {
      await appendFile(file, '{"kind":"finding","sch');
      expect(readFindings(file).map(({ finding }) => finding.id)).toEqual(['F-111111111111']);
      return (await summariseCampaign(file)).incomplete;
    });
    expect(incomplete.map(({ code }) => code)).toEqual(['truncated']);
  });

  it('hold each finding that no later one takes the place of', async () => {
    const records = campaignWith([
      sampleFinding('1'),
      sampleFinding('2', { supersedes: ['F-111111111111'] }),
    ]);
    const ids = await withCampaignFile(records, async (file) =>
      readFindings(file).map(({ finding }) => finding.id),
    );
    expect(ids).toEqual(['F-222222222222']);
  });

  it('are told from those of a run', async () => {
    expect(await withCampaignFile(whole, recordsOf)).toBe('campaign');
    expect(await withRecordFile(runWith([]), recordsOf)).toBe('run');
    expect(await withCampaignFile([], recordsOf)).toBe('run');
  });
});

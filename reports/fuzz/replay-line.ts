import { shellQuote } from '../shell-quote.ts';
import type { CampaignSummary } from './campaign-summary.ts';

/** Flags of a campaign that say which target is meant; the values are one word of a shell each. */
const TARGET_FLAGS = /(?<= )--(?:target|endpoint|region)(?: |=)(?:'[^']*'|[^\s'"]+)|(?<= )--insecure\b/g;

/**
 * The command that sends a finding again, on the target of its campaign: the file that the campaign wrote beside its
 * records.
 */
export function replayLine(id: string, { path, fuzz }: Pick<CampaignSummary, 'path' | 'fuzz'>): string {
  return command(`${path.replace(/\.jsonl$/, '')}.findings/${id}.json`, fuzz);
}

/** The same for all findings of a campaign. @param path of its records */
export function replayAllLine({ path, fuzz }: Pick<CampaignSummary, 'path' | 'fuzz'>): string {
  return command(`${path.replace(/\.jsonl$/, '')}.findings`, fuzz);
}

function command(what: string, fuzz: CampaignSummary['fuzz']): string {
  const target = fuzz.target.embedded ? [] : [...fuzz.command.matchAll(TARGET_FLAGS)].map(([flag]) => flag);
  return ['bucketproof', 'replay', shellQuote(what), ...target].join(' ');
}

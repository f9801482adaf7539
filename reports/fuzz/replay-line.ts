import { shellQuote } from '../shell-quote.ts';
import type { CampaignSummary } from './campaign-summary.ts';

/** Flags of a campaign that say which target is meant; the values are one word of a shell each. */
const TARGET_FLAGS = /(?<= )--(?:target|endpoint|region)(?: |=)(?:'[^']*'|[^\s'"]+)|(?<= )--insecure\b/g;

/**
 * The command that sends a finding again, on the target of its campaign: the file that the campaign wrote beside its
 * records.
 */
export function replayLine(id: string, { path, fuzz }: Pick<CampaignSummary, 'path' | 'fuzz'>): string {
  const file = `${path.replace(/\.jsonl$/, '')}.findings/${id}.json`;
  const target = fuzz.target.embedded ? [] : [...fuzz.command.matchAll(TARGET_FLAGS)].map(([flag]) => flag);
  return ['bucketproof', 'replay', shellQuote(file), ...target].join(' ');
}

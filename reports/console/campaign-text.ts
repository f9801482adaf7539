import type { ConsoleOptions } from '../console.ts';
import { clip, escapeTerminal } from '../escape.ts';
import type { CampaignSummary } from '../fuzz/campaign-summary.ts';
import type { CampaignVerdict } from '../fuzz/campaign-verdict.ts';
import { number, utc } from '../wording.ts';
import { gateLines } from './gate-lines.ts';
import { painter } from './painter.ts';
import { paragraph } from './paragraph.ts';

/** Known findings that are named. */
const MAX_KNOWN = 20;

/** What a gate says of a campaign on a terminal: the verdict, what it is about, what is excused, every rule, the notes. */
export function campaignText(
  summary: CampaignSummary,
  verdict: CampaignVerdict,
  options: Pick<ConsoleOptions, 'width' | 'colour'> = {},
): string {
  const width = Math.max(40, options.width ?? 80);
  const paint = painter(options.colour ?? false);
  const { fuzz, path } = summary;
  const about = [
    `${fuzz.target.name}  ${fuzz.target.endpoint}  ${fuzz.dialect} ${fuzz.profile}`,
    `fuzzed ${utc(fuzz.startedAt)}, seed ${fuzz.seed}, ${path}`,
  ];
  const known = verdict.rules.find(({ id }) => id === 'nothing-excused');
  const lines = [
    ...paragraph(verdict.sentence, width).map((line) =>
      paint.strong(paint.outcome(verdict.exitCode === 0 ? 'pass' : 'fail', line)),
    ),
    ...about.flatMap((line) => paragraph(line, width, 2)).map(paint.faint),
    '',
    ...(known && known.count > 0
      ? [
          `wrong as known: ${number(known.count)}`,
          ...(known.details ?? [])
            .slice(0, MAX_KNOWN)
            .map((text) => `    ${escapeTerminal(clip(text, 300))}`),
          '',
        ]
      : []),
    ...verdict.notes.flatMap((note) => paragraph(`- ${note}`, width, 2, 2)),
    ...(verdict.notes.length > 0 ? [''] : []),
    ...gateLines(verdict, width, paint, 100),
  ];
  return `${lines.join('\n')}\n`;
}

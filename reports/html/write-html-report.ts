import { open } from 'node:fs/promises';
import { writeAtomically } from '../atomic-file.ts';
import { defaultCommands, type ReportCommands } from '../commands.ts';
import type { Outcome, RunRecord } from '../record.ts';
import { readRecordAt } from '../record-reader.ts';
import { type SummariseOptions, summarise } from '../summarise.ts';
import type { Summary } from '../summary.ts';
import { type Verdict, type VerdictOptions, verdictOf } from '../verdict.ts';
import { count, OUTCOME_WORDS } from '../wording.ts';
import { BEHAVIOUR } from './behaviour.ts';
import { campaignSection, type JudgedCampaign } from './campaign-section.ts';
import { notableCheck, quietCheck } from './check.ts';
import { shareEvidence } from './evidence.ts';
import { type Html, html, trusted } from './markup.ts';
import { pageTop, runSection } from './overview.ts';
import { isNotable, type PageSection, pageIndex } from './page-index.ts';
import { claimSection, filterBar, operationStart, reasonSection, violationSection } from './sections.ts';

export interface HtmlReportOptions {
  /** How the verdict is to be reached; the same as for the gate, or the page says something else than the exit code. */
  readonly verdict?: VerdictOptions;
  /** What the run is held against: the page opens on the difference. */
  readonly heldAgainst?: SummariseOptions;
  readonly commands?: ReportCommands;
  /** Campaigns of the fuzzer against the same target, whose findings the page shows too. */
  readonly campaigns?: readonly JudgedCampaign[];
  /** Aim for the size of the page in bytes; default 4,500,000. Beyond it, exchanges of the milder failures are left out. */
  readonly maxBytes?: number;
}

const MAX_BYTES = 4_500_000;

/**
 * Writes the report of a run as one HTML file that needs nothing else: no network, no other file, no server. The page
 * is written as a stream, from an index of the record file and then check by check, and replaces an earlier one at once.
 * @returns the summary and the verdict the page shows
 * @throws RecordFileError when the records cannot be read; the system's error when the page cannot be written
 */
export async function writeHtmlReport(
  ndjsonPath: string,
  htmlPath: string,
  options: HtmlReportOptions = {},
): Promise<{ readonly summary: Summary; readonly verdict: Verdict }> {
  const summary = await summarise(ndjsonPath, options.heldAgainst);
  const verdict = verdictOf(summary, options.verdict);
  const sections = await pageIndex(ndjsonPath);
  await writeAtomically(htmlPath, page(summary, verdict, sections, options));
  return { summary, verdict };
}

async function* page(
  summary: Summary,
  verdict: Verdict,
  sections: readonly PageSection[],
  options: HtmlReportOptions,
): AsyncGenerator<string> {
  const maxBytes = options.maxBytes ?? MAX_BYTES;
  const full = shareEvidence(sections, maxBytes);
  let used = 0;
  const commands = options.commands ?? defaultCommands;
  yield pageTop(summary, verdict, options.campaigns).markup;
  for (const [index, campaign] of (options.campaigns ?? []).entries()) {
    yield campaignSection(campaign, index).markup;
  }
  yield html`${violationSection(summary)}<section aria-labelledby="Operations">${filterBar(summary.counts, sections)}`
    .markup;
  const records = await open(summary.path, 'r');
  try {
    for (const section of sections) {
      yield operationStart(section, summary.counts).markup;
      for (const entry of section.entries.filter(isNotable)) {
        const check = await readRecordAt(records, summary.path, entry);
        if (check.kind !== 'check')
          throw new Error(`${summary.path}:${entry.line} changed while it was read`);
        // The shares are estimates; what was written counts.
        const evidence = full.has(entry.id) && used < maxBytes ? 'full' : 'short';
        const { markup } = notableCheck(entry, check, summary.run, evidence, commands);
        used += markup.length;
        yield markup;
      }
      yield* quietGroup(section, 'skipped', summary.run);
      yield* quietGroup(section, 'pass', summary.run);
      yield '</div></details>\n';
    }
  } finally {
    await records.close();
  }
  yield html`</section>${reasonSection(summary)}${runSection(summary)}${claimSection(summary, sections)}</main>
${footer(summary)}<script>${trusted(BEHAVIOUR)}</script>
</body>
</html>
`.markup;
}

/** The checks of an operation that need no reading, folded together. */
function* quietGroup(section: PageSection, outcome: Outcome, run: RunRecord): Generator<string> {
  const entries = section.entries.filter((entry) => entry.outcome === outcome && !isNotable(entry));
  if (entries.length === 0) return;
  const { mark, label } = OUTCOME_WORDS[outcome];
  yield html`<details class="group"><summary><span class="${outcome}" aria-hidden="true">${mark}</span> ${count(entries.length, 'check')} ${label}</summary><ul>
`.markup;
  for (const entry of entries) yield quietCheck(entry, run).markup;
  yield '</ul></details>\n';
}

function footer({ run, path }: Summary): Html {
  return html`<footer><p>Made by ${run.tool.name} from ${path.replace(/^.*[/\\]/, '')}. Every failed check names the sentence of the documentation it rests on. The records hold all exchanges; this page can be made from them again.</p><p>Keys: <kbd>/</kbd> search, <kbd>Esc</kbd> in the search field resets the filters.</p></footer>
`;
}

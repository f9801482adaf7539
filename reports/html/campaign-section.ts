import { clip } from '../escape.ts';
import type { CampaignSummary } from '../fuzz/campaign-summary.ts';
import type { CampaignVerdict } from '../fuzz/campaign-verdict.ts';
import { count, number } from '../wording.ts';
import { findingDetails } from './finding.ts';
import { type Html, html, type Insert } from './markup.ts';

/** A campaign and what it came to. */
export interface JudgedCampaign {
  readonly summary: CampaignSummary;
  readonly verdict: CampaignVerdict;
}

/** Findings shown, and those of them with their exchanges: the worst come first. */
const MAX_SHOWN = 200;
const MAX_EVIDENCE = 60;

/** The findings of a campaign, worst first, and what became of the known ones that were sent again. */
export function findingsSection(
  { summary }: JudgedCampaign,
  anchor = 'Findings',
  lead: Insert = false,
): Html {
  const { findings, unlisted } = summary;
  const more = findings.length - MAX_SHOWN + unlisted.length;
  const none = html`<p class="none">There are none.</p>`;
  return html`<section aria-labelledby="${anchor}"><h2 id="${anchor}">Findings of the fuzzer</h2>${lead}
${findings.length === 0 ? none : findings.slice(0, MAX_SHOWN).map((one, index) => findingDetails(one, summary, index < MAX_EVIDENCE))}
${more > 0 && html`<p class="none">… and ${count(more, 'more finding')}; the records have all of them.</p>`}
${replays(summary)}</section>
`;
}

function replays({ replayed }: CampaignSummary): Insert {
  if (replayed.length === 0) return false;
  return html`<h3>Known findings that the campaign did not meet, sent again</h3>
<table class="list stack"><thead><tr><th>finding</th><th>now</th><th>for the gate</th></tr></thead><tbody>${replayed
    .slice(0, MAX_SHOWN)
    .map(
      ({ replayed: { id, title, state, same, of, note }, verdict, entry, differences }) =>
        html`<tr id="${id}"><td><code>${id}</code> ${clip(title, 300)}</td><td>${state}${of > 0 && ` ${same} of ${of}`}${note !== '' && html` <span class="why">${clip(note, 300)}</span>`}</td><td>${verdict}${differences.map((one) => html` <code>${clip(one, 200)}</code>`)}${entry !== undefined && html` <span class="why">${clip(entry.reason, 300)}</span>`}</td></tr>
`,
    )}</tbody></table>`;
}

/** A campaign beside a run: what it came to, then its findings. */
export function campaignSection(campaign: JudgedCampaign, index: number): Html {
  const { verdict, summary } = campaign;
  const broken = verdict.rules.filter(({ state }) => state === 'broken');
  const lead = html`<p>${verdict.sentence} <span class="why">${gateWords(verdict)}; seed ${summary.fuzz.seed}, against ${clip(summary.fuzz.target.name, 100)}</span></p>
${broken.length > 0 && html`<ul>${broken.map(({ says, count: n }) => html`<li>not so: ${says}: ${number(n)}</li>`)}</ul>`}`;
  return findingsSection(campaign, findingsAnchor(index), lead);
}

/** Where the findings of the nth campaign of a page are. */
export function findingsAnchor(index: number): string {
  return index === 0 ? 'Findings' : `Findings-${index + 1}`;
}

/** What the gate made of a campaign, in words. */
export function gateWords({ exitCode }: Pick<CampaignVerdict, 'exitCode'>): string {
  return exitCode === 0 ? 'Gate passed' : `Gate not passed, exit code ${exitCode}`;
}

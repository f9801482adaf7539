import { writeAtomically } from '../atomic-file.ts';
import { clip } from '../escape.ts';
import type { CampaignRule } from '../fuzz/campaign-rules.ts';
import type { CampaignSummary } from '../fuzz/campaign-summary.ts';
import type { CampaignVerdict } from '../fuzz/campaign-verdict.ts';
import { bytes, count, duration, number, utc } from '../wording.ts';
import { findingsSection, gateWords } from './campaign-section.ts';
import { documentHead } from './document-head.ts';
import { type Html, html, type Insert, trusted } from './markup.ts';
import { notesAndGate } from './notes-and-gate.ts';
import { COPY_BUTTONS, FOLLOW_LINKS } from './shared-behaviour.ts';
import { STYLES } from './styles.ts';
import { copyable } from './transcript.ts';

/** The page's script: it follows links into closed parts, copies commands, and opens what is to be printed. */
const BEHAVIOUR = `
'use strict';
const all = (selector, root = document) => [...root.querySelectorAll(selector)];
function reset() {}
${COPY_BUTTONS}
${FOLLOW_LINKS}
let closed = [];
addEventListener('beforeprint', () => {
  closed = all('details.check').filter((one) => !one.open);
  for (const one of closed) one.open = true;
});
addEventListener('afterprint', () => { for (const one of closed) one.open = false; });
follow();
`;

/**
 * Writes the report of a campaign as one HTML file that needs nothing else: no network, no other file, no server.
 * @throws the system's error when the page cannot be written
 */
export async function writeCampaignReport(
  htmlPath: string,
  summary: CampaignSummary,
  verdict: CampaignVerdict,
): Promise<void> {
  await writeAtomically(htmlPath, [campaignPage(summary, verdict).markup]);
}

function campaignPage(summary: CampaignSummary, verdict: CampaignVerdict): Html {
  const { fuzz, path } = summary;
  const title = `${clip(fuzz.target.name, 80)}: ${verdict.sentence}`;
  const { sign, look } = lookOf(verdict);
  return html`${documentHead(title, STYLES, BEHAVIOUR)}<body>
<a class="skip" href="#Findings">To the findings</a>
<header class="top">
<div class="verdict ${look}"><span class="sign" aria-hidden="true">${sign}</span><div><h1>${verdict.sentence}</h1><p class="gate">${gateWords(verdict)} · bucketproof fuzzing report</p></div></div>
<dl class="facts">${facts(summary)}</dl>
<p class="label">Fuzz it again, with the same cases</p>${copyable(fuzz.command)}
</header>
<main>
${findingsSection({ summary, verdict })}
${notesAndGate(verdict, evidence)}${outcomeSection(summary)}${coverageSection(summary)}</main>
<footer><p>Made by ${fuzz.tool.name} from ${path.replace(/^.*[/\\]/, '')}. A finding that only differs from the reference is a question: neither side is known to be right.</p></footer>
<script>${trusted(BEHAVIOUR)}</script>
</body>
</html>
`;
}

function lookOf({ exitCode }: CampaignVerdict): { readonly sign: string; readonly look: string } {
  switch (exitCode) {
    case 0:
      return { sign: '✓', look: 'is-good' };
    case 1:
      return { sign: '✗', look: 'is-bad' };
    case 4:
      return { sign: '!', look: 'is-unsure' };
    case 5:
      return { sign: '?', look: 'is-unsure' };
  }
}

function facts({ fuzz, end, path }: CampaignSummary): Insert {
  const rows: readonly (readonly [string, string])[] = [
    ['Target', fuzz.target.name],
    ['Endpoint', fuzz.target.endpoint],
    ['API', `${fuzz.dialect} ${fuzz.profile}`],
    ['Date', utc(fuzz.startedAt)],
    ['Seed', String(fuzz.seed)],
    ['Classes', number(fuzz.classes.length)],
    ['Operations', number(fuzz.operations)],
    ...(end
      ? ([
          ['Cases', `${number(end.cases)} in ${duration(end.durationMs)}`],
          ['Requests', `${number(end.requests.target)} to the target`],
          ['Different outcomes', number(end.novelty)],
          ['Memory at start, middle, end', end.memory.map(bytes).join(', ')],
        ] as const)
      : []),
    ['Tool', `${fuzz.tool.name} ${fuzz.tool.version}`],
    ['Records', path.replace(/^.*[/\\]/, '')],
  ];
  return rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${clip(value, 200)}</dd></div>`);
}

/** The first of what is against a broken rule: findings are led to. */
function evidence({ state, count: against, checks, details = [] }: CampaignRule): Insert {
  const shown = state === 'broken' ? details.slice(0, 5) : [];
  const isFinding = (id: string | undefined): boolean => id !== undefined && /^F-[0-9a-f]{12}$/.test(id);
  return [
    shown.map((text, index) => {
      const id = checks[index];
      return isFinding(id)
        ? html`<a class="claim" href="#${id}">${clip(text, 300)}</a>`
        : html`<br><code>${clip(text, 300)}</code>`;
    }),
    shown.length > 0 && against > shown.length && html` and ${number(against - shown.length)} more`,
  ];
}

function outcomeSection({ end }: CampaignSummary): Insert {
  if (!end) return false;
  const rows = Object.entries(end.outcomes).toSorted(([, a], [, b]) => b - a);
  return html`<section aria-labelledby="Outcomes"><h2 id="Outcomes">How the cases came out</h2>
<ul class="counts">${rows.map(([kind, n]) => html`<li><b>${number(n)}</b> ${clip(kind, 60)}</li>`)}</ul></section>
`;
}

function coverageSection({ end, fuzz }: CampaignSummary): Insert {
  if (!end) return false;
  const rows = Object.entries(end.coverage);
  const idle = fuzz.classes.filter((slug) => !Object.hasOwn(end.coverage, slug));
  return html`<section aria-labelledby="Classes"><h2 id="Classes">Mutation classes</h2>
<details><summary>${count(rows.length, 'class', 'classes')} applied, ${number(idle.length)} not</summary>
<table class="list"><thead><tr><th>class</th><th class="n">sent</th><th class="n">refused</th><th class="n">accepted</th><th class="n">not delivered</th></tr></thead><tbody>${rows
    .slice(0, 2000)
    .map(
      ([slug, { sent, refused, accepted, notDelivered }]) =>
        html`<tr><th scope="row"><code>${clip(slug, 100)}</code></th><td class="n">${number(sent)}</td><td class="n">${number(refused)}</td><td class="n">${number(accepted)}</td><td class="n">${number(notDelivered)}</td></tr>
`,
    )}</tbody></table>
${idle.length > 0 && html`<p class="none">Not applied: ${clip(idle.join(', '), 4000)}</p>`}</details></section>
`;
}

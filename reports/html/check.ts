import { citedClaim } from '../claim-groups.ts';
import type { ReportCommands } from '../commands.ts';
import { clip } from '../escape.ts';
import type { CheckRecord, RunRecord } from '../record.ts';
import { MARK_LEGEND } from '../wire/line-mark.ts';
import { IMPACT_WORDS, LEVEL_WORDS, OUTCOME_WORDS } from '../wording.ts';
import { type Evidence, MAX_CHECK_BYTES } from './evidence.ts';
import { facetTables } from './facet-tables.ts';
import { type Html, html, type Insert } from './markup.ts';
import type { PageEntry } from './page-index.ts';
import { copyable, transcript } from './transcript.ts';

/** Attributes by which the page filters checks. */
function filterable(check: PageEntry): Html {
  return html`data-outcome="${check.outcome}" data-level="${check.level}" data-impact="${check.impact}"`;
}

/** The mark and word of an outcome. */
export function outcomeBadge({ outcome }: Pick<PageEntry, 'outcome'>): Html {
  const { mark, label } = OUTCOME_WORDS[outcome];
  return html`<span class="badge ${outcome}"><span aria-hidden="true">${mark}</span> ${label}</span>`;
}

/** A claim's id, linked to where it is told in full. */
export function claimLink(id: string, run: RunRecord): Html {
  if (!Object.hasOwn(run.claims, id)) return html`<span class="claim">${clip(id, 80)}</span>`;
  return html`<a class="claim" href="#${claimAnchor(id)}">${clip(id, 80)}</a>`;
}

export function claimAnchor(id: string): string {
  return `claim:${encodeURIComponent(clip(id, 80).toWellFormed())}`;
}

/** A check that passed or was skipped: one line. */
export function quietCheck(entry: PageEntry, run: RunRecord): Html {
  const { id, title, level, claims, reason } = entry;
  const mark = OUTCOME_WORDS[entry.outcome];
  return html`<li class="check quiet" id="${id}" ${filterable(entry)}><span class="mark ${entry.outcome}" title="${mark.label}" aria-hidden="true">${mark.mark}</span><span class="hidden">${mark.label}: </span>${title}${
    reason !== undefined && html` <span class="why">– ${reason.message}</span>`
  } <span class="meta">${LEVEL_WORDS[level]} ${claims.map((claim) => html` ${claimLink(claim, run)}`)} <a class="here" href="#${id}" aria-label="link to this check">#</a></span></li>
`;
}

/** A check to be read: what it rests on, what was expected and got, what was on the wire, how to repeat it. */
export function notableCheck(
  entry: PageEntry,
  check: CheckRecord,
  run: RunRecord,
  evidence: Evidence,
  commands: ReportCommands,
): Html {
  const { id, referenceFailed, reason } = entry;
  return html`<details class="check" id="${id}" ${filterable(entry)}><summary>${heading(entry)}</summary>
<div class="inside"><p class="id"><code>${id}</code> <a href="#${id}">link to this check</a></p>
${
  referenceFailed &&
  html`<p class="ours">The bundled reference does not pass this check. That is a bug of ours, and what the target does here is not counted against it.${
    check.referenceProblem !== undefined && html` <code>${clip(check.referenceProblem, 300)}</code>`
  }</p>`
}
${reason !== undefined && html`<p class="reason">${reason.message} <code>${reason.code}</code></p>`}
${evidence === 'full' ? fullEvidence(entry, check, run, commands) : shortEvidence(entry, check, run, commands)}
</div></details>
`;
}

function heading(entry: PageEntry): Html {
  const { title, level, impact, outcome, referenceFailed } = entry;
  const tags = [
    html`<span class="tag">${LEVEL_WORDS[level]}</span>`,
    outcome !== 'pass' && html` <span class="tag ${impact}">${IMPACT_WORDS[impact]}</span>`,
    referenceFailed && html` <span class="tag ours">our bug</span>`,
  ];
  return html`${outcomeBadge(entry)} <span class="title">${title}</span> <span class="tags">${tags}</span>`;
}

function fullEvidence(entry: PageEntry, check: CheckRecord, run: RunRecord, commands: ReportCommands): Html {
  return html`${claimList(entry, run)}${restsOn(check)}
${facetTables(check, { rows: 20, length: 1000 })}
<h4>On the wire</h4><p class="legend">${MARK_LEGEND}. Signatures and secrets were taken out when this was recorded.</p>
${transcript(check, run, MAX_CHECK_BYTES)}
<h4>Repeat it</h4>
<div class="repeat"><div><p class="label">Show this check again, from the records</p>${copyable(commands.explain(entry.id))}</div>
<div><p class="label">Run it again, signed anew</p>${copyable(commands.rerun(entry.id, run))}</div></div>`;
}

function shortEvidence(entry: PageEntry, check: CheckRecord, run: RunRecord, commands: ReportCommands): Html {
  return html`<p>${entry.claims.map((claim) => html`${claimLink(claim, run)} `)}</p>${restsOn(check)}
${facetTables(check, { rows: 2, length: 80 })}
<p class="none">The exchanges are left out to keep this page small. <code>${commands.explain(entry.id)}</code> shows them.</p>`;
}

/** What a check rests on that cites no claim. */
function restsOn({ source }: CheckRecord): Insert {
  return (
    source !== undefined &&
    html`<p>It is a regression case of the fuzzer, and rests on ${clip(source, 300)}.</p>`
  );
}

function claimList({ claims }: PageEntry, run: RunRecord): Insert {
  if (claims.length === 0) return false;
  return html`<dl class="claims">${claims.map((id) => {
    const { level, source, text } = citedClaim(run, id);
    return html`<div><dt>${claimLink(id, run)}</dt><dd>${clip(text ?? 'not in the run record', 600)} <span class="source">${
      level !== undefined && `${level}, `
    }${source !== undefined && clip(source, 300)}</span></dd></div>`;
  })}</dl>`;
}

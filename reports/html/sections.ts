import { type CitedClaim, groupByClaims } from '../claim-groups.ts';
import { clip } from '../escape.ts';
import type { Outcome, RunRecord } from '../record.ts';
import type { Counts, Summary } from '../summary.ts';
import {
  columnsOf,
  count,
  IMPACT_WORDS,
  IMPACTS,
  LEVEL_WORDS,
  LEVELS,
  number,
  OUTCOME_WORDS,
  OUTCOMES,
} from '../wording.ts';
import { claimAnchor, claimLink } from './check.ts';
import { type Html, html, type Insert } from './markup.ts';
import type { PageSection } from './page-index.ts';

const MAX_GROUPS = 200;

/** What the target breaks, claim by claim, worst first, with links to the checks that show it. */
export function violationSection({ run, notable }: Summary): Insert {
  const failed = notable.filter(({ outcome, referenceFailed }) => outcome === 'fail' && !referenceFailed);
  if (failed.length === 0) return false;
  const groups = groupByClaims(run, failed);
  const more = groups.length - MAX_GROUPS;
  return html`<section aria-labelledby="Violations"><h2 id="Violations">What the target breaks</h2>
<table class="list stack"><thead><tr><th>claim of the documentation</th><th>level and impact</th><th>shown by</th></tr></thead><tbody>
${groups.slice(0, MAX_GROUPS).map(({ claims, checks }) => {
  const levels = LEVELS.filter((level) => checks.some((check) => check.level === level));
  const impacts = IMPACTS.filter((impact) => checks.some((check) => check.impact === impact));
  const rest = checks.length - 4;
  return html`<tr><td>${claims.map((claim) => claimText(claim, run))}${claims.length === 0 && 'no claim is named'}</td><td>${levels.map((level) => html`<span class="tag">${LEVEL_WORDS[level]}</span> `)}${impacts.map(
    (impact) => html`<span class="tag ${impact}">${IMPACT_WORDS[impact]}</span> `,
  )}</td><td><ul>${checks.slice(0, 4).map(({ id, title }) => html`<li><a href="#${id}">${clip(title, 160)}</a></li>`)}${
    rest > 0 && html`<li>and ${count(rest, 'more check')}</li>`
  }</ul></td></tr>
`;
})}</tbody></table>${more > 0 && html`<p class="none">… and ${count(more, 'more group')}; filter the checks below.</p>`}</section>
`;
}

function claimText({ id, text, source }: CitedClaim, run: RunRecord): Html {
  return html`<div>${claimLink(id, run)} ${text !== undefined && clip(text, 300)} ${source !== undefined && html`<span class="why">${clip(source, 120)}</span>`}</div>`;
}

/** The heading, the filters and the head row of the list of operations. */
export function filterBar(counts: Counts, sections: readonly PageSection[]): Html {
  const entries = sections.flatMap((section) => section.entries);
  const levels = LEVELS.map((level) => ({
    name: level,
    label: LEVEL_WORDS[level],
    n: entries.filter((entry) => entry.level === level).length,
  }));
  const impacts = IMPACTS.map((impact) => ({
    name: impact,
    label: IMPACT_WORDS[impact],
    n: entries.filter((entry) => entry.impact === impact).length,
  }));
  const outcomes = OUTCOMES.map((outcome) => ({
    name: outcome,
    label: `${OUTCOME_WORDS[outcome].mark} ${OUTCOME_WORDS[outcome].label}`,
    n: counts[outcome],
  }));
  return html`<h2 id="Operations">Checks by operation</h2>
<form class="filters" role="search" aria-label="Filter the checks" hidden>
<input type="search" placeholder="Search checks, claims, values" aria-label="Search checks, claims and values" title="Press / to come here">
<select aria-label="Operation"><option value="">all operations</option>${sections.map(
    ({ operation, title }) => html`<option value="${clip(operation, 200)}">${clip(title, 80)}</option>`,
  )}</select>
<button type="button" class="expand">Open all</button><button type="button" class="collapse">Close all</button><button type="button" class="reset">Reset</button>
<span class="count" role="status"></span>
${boxes('Outcome', 'outcome', outcomes)}${boxes('Level', 'level', levels)}${boxes('Impact', 'impact', impacts)}
</form>
<div class="${gridClass(counts)} head" aria-hidden="true"><span>operation</span>${columnsOf(counts).map(
    (outcome) => html`<span class="n">${OUTCOME_WORDS[outcome].mark} ${OUTCOME_WORDS[outcome].short}</span>`,
  )}</div>
`;
}

interface Box {
  readonly name: string;
  readonly label: string;
  readonly n: number;
}

function boxes(legend: string, name: string, of: readonly Box[]): Html {
  return html`<fieldset><legend>${legend}</legend>${of
    .filter(({ n }) => n > 0)
    .map(
      (box) =>
        html`<label><input type="checkbox" name="${name}" value="${box.name}" checked> ${box.label} <small>${number(box.n)}</small></label>`,
    )}</fieldset>`;
}

function gridClass(counts: Counts): string {
  return counts.flaky > 0 ? 'grid six' : 'grid';
}

/**
 * The row of an operation, up to where its checks come. Open when there is something to read.
 * @param counts of the whole run: they decide which columns there are
 */
export function operationStart({ operation, title, entries }: PageSection, counts: Counts): Html {
  const n = (outcome: Outcome): number => entries.filter((entry) => entry.outcome === outcome).length;
  const open = n('fail') > 0 ? html` open` : '';
  return html`<details class="operation" data-operation="${clip(operation, 200)}"${open}><summary><span class="${gridClass(counts)}"><span class="name">${clip(title, 160)}</span>${columnsOf(
    counts,
  ).map((outcome) => cell(outcome, n(outcome)))}</span></summary><div class="checks">
`;
}

function cell(outcome: Outcome, n: number): Html {
  const { mark, label } = OUTCOME_WORDS[outcome];
  if (n === 0) return html`<span class="n zero" aria-hidden="true">·</span>`;
  return html`<span class="n ${outcome}"><span aria-hidden="true">${mark}</span> ${number(n)}<span class="hidden"> ${label}</span></span>`;
}

/** Why checks were skipped or could not be judged. */
export function reasonSection({ reasons }: Summary): Insert {
  if (reasons.length === 0) return false;
  return html`<section aria-labelledby="Reasons"><h2 id="Reasons">Not judged</h2>
<table class="list stack reasons"><thead><tr><th class="n">checks</th><th class="n">required</th><th>outcome</th><th>why</th></tr></thead><tbody>${reasons
    .slice(0, 200)
    .map(
      ({ outcome, code, message, checks, must }) =>
        html`<tr><td class="n" data-label="checks">${number(checks)}</td><td class="n" data-label="required">${number(must)}</td><td class="${outcome}">${OUTCOME_WORDS[outcome].mark} ${
          OUTCOME_WORDS[outcome].label
        }</td><td>${message} <span class="why"><code>${clip(code, 80)}</code></span></td></tr>
`,
    )}</tbody></table></section>
`;
}

/** Every claim the checks cite, with what came of the checks that cite it. */
export function claimSection({ run }: Summary, sections: readonly PageSection[]): Html {
  const found = new Map<string, Map<Outcome, number>>();
  for (const { claims, outcome } of sections.flatMap((section) => section.entries)) {
    for (const claim of claims) {
      const counts = found.get(claim) ?? new Map<Outcome, number>();
      counts.set(outcome, (counts.get(outcome) ?? 0) + 1);
      found.set(claim, counts);
    }
  }
  const all = Object.entries(run.claims);
  return html`<section aria-labelledby="Claims"><h2 id="Claims">Claims of the documentation</h2>
<details><summary>${count(all.length, 'claim')} cited by the checks of this run</summary>
<table class="list all-claims stack"><thead><tr><th>id</th><th>level</th><th>claim</th><th>source</th><th>checks</th></tr></thead><tbody>
${all.map(
  ([id, { level, text, source }]) =>
    html`<tr id="${claimAnchor(id)}"><td class="claim">${clip(id, 80)}</td><td>${level}</td><td>${clip(text, 600)}</td><td>${clip(source, 300)}</td><td class="n">${outcomeCounts(found.get(clip(id, 80)))}</td></tr>
`,
)}</tbody></table></details></section>
`;
}

function outcomeCounts(counts: ReadonlyMap<Outcome, number> | undefined): Insert {
  return OUTCOMES.filter((outcome) => counts?.has(outcome)).map(
    (outcome) =>
      html`<span class="${outcome}" title="${OUTCOME_WORDS[outcome].label}">${OUTCOME_WORDS[outcome].mark} ${counts?.get(outcome) ?? 0}</span> `,
  );
}

import { clip } from '../escape.ts';
import type { RunRecord } from '../record.ts';
import { type Counts, type Summary, total } from '../summary.ts';
import type { GateRule, Verdict, VerdictState } from '../verdict.ts';
import { bytes, columnsOf, count, duration, number, OUTCOME_WORDS, OUTCOMES, utc } from '../wording.ts';
import { BEHAVIOUR } from './behaviour.ts';
import { findingsAnchor, gateWords, type JudgedCampaign } from './campaign-section.ts';
import { changeSection } from './change-section.ts';
import { documentHead } from './document-head.ts';
import { type Html, html, type Insert } from './markup.ts';
import { notesAndGate } from './notes-and-gate.ts';
import { STYLES } from './styles.ts';
import { copyable } from './transcript.ts';

/** How each verdict looks: a sign to read without colour, and a class for colour. */
const STATES: Readonly<Record<VerdictState, { readonly sign: string; readonly look: string }>> = {
  conforms: { sign: '✓', look: 'is-good' },
  partial: { sign: '✓', look: 'is-partly' },
  known: { sign: '✓', look: 'is-partly' },
  violates: { sign: '✗', look: 'is-bad' },
  unsteady: { sign: '%', look: 'is-bad' },
  outdated: { sign: '✗', look: 'is-bad' },
  vanished: { sign: '✗', look: 'is-bad' },
  differs: { sign: '≠', look: 'is-different' },
  'own-bug': { sign: '!', look: 'is-unsure' },
  unclear: { sign: '?', look: 'is-unsure' },
  incomplete: { sign: '?', look: 'is-unsure' },
};

/** Everything up to the first section: document head, verdict, what was tested, how to repeat it. */
export function pageTop(summary: Summary, verdict: Verdict, campaigns: readonly JudgedCampaign[] = []): Html {
  const { run, counts } = summary;
  const { sign, look } = STATES[verdict.state];
  const gate = verdict.exitCode === 0 ? 'Gate passed' : `Gate not passed, exit code ${verdict.exitCode}`;
  const title = `${clip(run.target.name, 80)}: ${verdict.sentence}`;
  return html`${documentHead(title, STYLES, BEHAVIOUR)}<body>
<a class="skip" href="#Operations">To the checks</a>
<header class="top">
<div class="verdict ${look}"><span class="sign" aria-hidden="true">${sign}</span><div><h1>${verdict.sentence}</h1><p class="gate">${gate}${campaigns.map(
    ({ verdict: of }, index) =>
      html` · <a href="#${findingsAnchor(index)}">fuzzing</a>: ${gateWords(of).toLowerCase()}`,
  )} · bucketproof conformance report</p></div></div>
<dl class="facts">${facts(run)}</dl>
<p class="label">Run it again</p>${copyable(run.command)}
</header>
<main>
${changeSection(summary)}<section aria-label="Counts">
<h2 class="hidden">Counts</h2>
<ul class="counts">${columnsOf(counts).map((outcome) => countItem(outcome, counts))}</ul>
${bar(counts)}
</section>
${notesAndGate(verdict, evidence)}`;
}

function facts(run: RunRecord): Insert {
  const { target } = run;
  const { vendor = '', product = '', version = '' } = target;
  const maker = product.startsWith(vendor) ? '' : vendor;
  const rows: readonly (readonly [string, string])[] = [
    ['Target', target.name],
    ['Product', [maker, product, version].filter((part) => part !== '').join(' ')],
    ['Endpoint', target.endpoint],
    ['Region', target.region],
    ['API', `${run.dialect} ${run.profile}`.trim()],
    ['Date', utc(run.startedAt)],
    ['Catalogue', run.catalogue],
    ['Tool', `${run.tool.name} ${run.tool.version}`],
  ];
  return rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<div><dt>${name}</dt><dd>${clip(value, 200)}</dd></div>`);
}

function countItem(outcome: (typeof OUTCOMES)[number], counts: Counts): Html {
  const { mark, label, meaning } = OUTCOME_WORDS[outcome];
  return html`<li class="${outcome}" title="${meaning}"><span aria-hidden="true">${mark}</span> <b>${number(counts[outcome])}</b> ${label}</li>`;
}

/** Shares as a bar. Decoration: the numbers stand beside it. */
function bar(counts: Counts): Insert {
  const all = total(counts);
  if (all === 0) return false;
  let x = 0;
  const parts = OUTCOMES.map((outcome) => {
    const width = counts[outcome];
    x += width;
    return width > 0 && html`<rect class="${outcome}" x="${x - width}" y="0" width="${width}" height="1"/>`;
  });
  return html`<svg class="bar" viewBox="0 0 ${all} 1" preserveAspectRatio="none" aria-hidden="true">${parts}</svg>`;
}

/** The first of what is against a broken rule: what there is to say of them, or links to the checks. */
function evidence({ state, count: against, checks, details }: GateRule): Insert {
  const ids = state === 'broken' ? checks.slice(0, 5) : [];
  const told = state === 'broken' ? (details ?? []).slice(0, 5) : [];
  const more = against - Math.max(ids.length, told.length);
  return [
    told.map((text) => html`<br><code>${clip(text, 300)}</code>`),
    told.length === 0 && ids.map((id) => html`<a class="claim" href="#${id}">${id}</a> `),
    ids.length + told.length > 0 && more > 0 && html` and ${number(more)} more`,
  ];
}

/** What the run did and what the target is known to support. */
export function runSection({ run, end, path }: Summary): Html {
  const { declared, probed } = run.features;
  const names = [...new Set([...Object.keys(declared), ...Object.keys(probed)])].sort().slice(0, 100);
  const said = (flags: Readonly<Record<string, boolean>>, name: string): string =>
    Object.hasOwn(flags, name) ? (flags[name] === true ? 'yes' : 'no') : '';
  const left = end?.resources.leftBehind ?? [];
  return html`<section aria-labelledby="Run"><h2 id="Run">The run</h2>
<dl class="facts">${runFacts(run, end, path)}</dl>
${left.length > 0 && html`<p>Left behind on the target:</p><ul>${left.slice(0, 50).map((name) => html`<li><code>${clip(name, 300)}</code></li>`)}${left.length > 50 && html`<li>… and ${number(left.length - 50)} more</li>`}</ul>`}
${
  names.length > 0 &&
  html`<table class="list"><thead><tr><th>feature</th><th>declared</th><th>found by probing</th><th></th></tr></thead><tbody>${names.map(
    (name) => {
      const [a, b] = [said(declared, name), said(probed, name)];
      return html`<tr><th scope="row">${clip(name, 80)}</th><td>${a}</td><td>${b}</td><td>${a !== '' && b !== '' && a !== b && '≠ they disagree'}</td></tr>`;
    },
  )}</tbody></table>`
}</section>
`;
}

function runFacts(run: RunRecord, end: Summary['end'], path: string): Insert {
  const rows: (readonly [string, string])[] = [
    ['Run', run.runId],
    ['Seed', String(run.seed)],
    ['Planned', count(run.planned.checks, 'check')],
  ];
  if (run.clockSkewMs !== undefined) rows.push(['Clock of the target', skew(run.clockSkewMs)]);
  if (end !== undefined) rows.push(...endFacts(end));
  rows.push(['Records', path.replace(/^.*[/\\]/, '')]);
  return rows.map(([name, value]) => html`<div><dt>${name}</dt><dd>${clip(value, 200)}</dd></div>`);
}

function endFacts(end: NonNullable<Summary['end']>): (readonly [string, string])[] {
  const { created, removed } = end.resources;
  return [
    ['Duration', duration(end.durationMs)],
    ['Requests', number(end.requests)],
    ['Sent, received', `${bytes(end.bytes.sent)}, ${bytes(end.bytes.received)}`],
    ['Waiting for the target', `${Math.round(end.waitingShare * 100)}% of the time`],
    ['Resources', `${number(created)} created, ${number(removed)} removed`],
  ];
}

function skew(ms: number): string {
  return ms === 0 ? 'no difference' : `${duration(Math.abs(ms))} ${ms > 0 ? 'ahead' : 'behind'}`;
}

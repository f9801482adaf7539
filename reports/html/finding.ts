import { clip } from '../escape.ts';
import { decidingOutcome, FINDING_MARKS, type FindingLook } from '../fuzz/campaign-looks.ts';
import type { CampaignSummary, JudgedFinding } from '../fuzz/campaign-summary.ts';
import type { FindingRecord } from '../fuzz/fuzz-record.ts';
import { replayLine } from '../fuzz/replay-line.ts';
import { MARK_LEGEND } from '../wire/line-mark.ts';
import { count, duration } from '../wording.ts';
import { MAX_CHECK_BYTES } from './evidence.ts';
import { type Html, html, type Insert } from './markup.ts';
import { copyable, type ShownCheck, transcript } from './transcript.ts';

/** The classes of outcomes of checks carry the colours. */
const CLASSES: Readonly<Record<FindingLook, string>> = {
  fail: 'fail',
  known: 'skipped',
  fixed: 'pass',
  divergent: 'divergent',
  ours: 'inconclusive',
};

const WORDS: Readonly<Record<FindingLook, string>> = {
  fail: 'wrong',
  known: 'known',
  fixed: 'fixed',
  divergent: 'differs',
  ours: 'our bug',
};

/** Most characters of a minimal case that are shown. */
const MAX_CASE = 6000;

/** A finding to be read: who says what, the smallest request that shows it, both exchanges, how to send it again. */
export function findingDetails(judged: JudgedFinding, summary: CampaignSummary, evidence: boolean): Html {
  const { finding, differences, entry } = judged;
  const { id, title, grade, oracle, confirmed, found, referenceToo } = finding;
  const look = decidingOutcome(judged);
  const { cases, ms, tried } = found;
  return html`<details class="check finding" id="${id}"><summary><span class="badge ${CLASSES[look]}"><span aria-hidden="true">${FINDING_MARKS[look]}</span> ${WORDS[look]}</span> <span class="title">${clip(title, 400)}</span> <span class="tags"><span class="tag">${grade}</span> <span class="tag">${oracle}</span></span></summary>
<div class="inside"><p class="id"><code>${id}</code> <a href="#${id}">link to this finding</a> · confirmed ${confirmed.same} of ${confirmed.of} times · found after ${count(cases, 'case')} and ${duration(ms)}, made smaller in ${count(tried, 'try', 'tries')}</p>
${entry !== undefined && html`<p class="reason">The baseline knows it: ${clip(entry.reason, 600)}${entry.issue !== undefined && html` (${clip(entry.issue, 300)})`}</p>`}
${differences.length > 0 && html`<p class="reason">Not as known: ${differences.slice(0, 10).map((one) => html`<code>${clip(one, 300)}</code> `)}</p>`}
${referenceToo && html`<p class="ours">The bundled reference has the same problem.</p>`}
${saysTable(finding)}
<h4>The smallest request that shows it</h4>${caseTable(finding)}
${evidence ? wire(finding, summary) : html`<p class="none">The exchanges are left out to keep this page small; the records have them.</p>`}
<h4>Send it again</h4>${copyable(replayLine(id, summary))}
</div></details>
`;
}

function saysTable({ says, source, rule, grade }: FindingRecord): Html {
  const rows: readonly (readonly [string, string, Insert])[] = [
    [
      'documentation',
      says.documentation,
      html`<span class="why">${source !== undefined ? clip(source, 200) : `rule ${clip(rule, 100)}`}</span>`,
    ],
    ['reference', says.reference, false],
    ['target', says.target, false],
  ];
  return html`<table class="facets ${grade === 'divergent' ? 'differs' : 'violates'}"><thead><tr><th>who</th><th>says</th></tr></thead><tbody>${rows.map(
    ([who, text, more]) =>
      html`<tr><th scope="row">${who}</th><td data-label="says">${clip(text, 1000)} ${more}</td></tr>`,
  )}</tbody></table>`;
}

/** The parts of a case that a reader asks for; the rest is folded. */
function caseTable({ case: made, operation, profile }: FindingRecord): Html {
  const steps = listOf(made.steps).map((step) => textOf(step, 'operation'));
  const mutations = listOf(made.mutations).map(
    (step) =>
      html`<li><code>${textOf(step, 'slug')}</code> in <code>${textOf(step, 'slot')}</code>${argsOf(step)}</li>`,
  );
  const parameters = listOf(made.parameters);
  const rows: readonly (readonly [string, Insert])[] = [
    steps.length > 0
      ? ['requests, in this order', html`<ol>${steps.map((step) => html`<li>${step}</li>`)}</ol>`]
      : ['operation', clip(operation, 100)],
    ['profile', clip(profile, 100)],
    ['sent as', textOf(made, 'identity')],
    [
      'changes',
      mutations.length === 0
        ? steps.length > 0
          ? ''
          : 'none: a valid request'
        : html`<ul>${mutations}</ul>`,
    ],
    [
      'parameters',
      parameters.length === 0
        ? ''
        : html`<ul>${parameters.map((one) => html`<li>${textOf(one, 'in')} <code>${textOf(one, 'name')}</code>: <code>${textOf(one, 'value')}</code></li>`)}</ul>`,
    ],
    ['order', mutations.length === 0 ? '' : textOf(made, 'signOrder').replaceAll('-', ' ')],
  ];
  return html`<table class="facets"><tbody>${rows
    .filter(([, value]) => value !== '')
    .map(([name, value]) => html`<tr><th scope="row">${name}</th><td>${value}</td></tr>`)}</tbody></table>
<details class="group"><summary>The whole case, as JSON</summary><pre class="case" tabindex="0"><code>${clip(JSON.stringify(made), MAX_CASE)}</code></pre></details>`;
}

function argsOf(step: unknown): Insert {
  const args: unknown = typeof step === 'object' && step !== null ? Reflect.get(step, 'args') : undefined;
  return args === undefined || args === null ? '' : html`: <code>${clip(JSON.stringify(args), 400)}</code>`;
}

function listOf(value: unknown): readonly unknown[] {
  return Array.isArray(value) ? value.slice(0, 50) : [];
}

function textOf(of: unknown, name: string): string {
  const value: unknown = typeof of === 'object' && of !== null ? Reflect.get(of, name) : undefined;
  return typeof value === 'string' ? clip(value, 200) : '';
}

function wire(finding: FindingRecord, { fuzz }: CampaignSummary): Html {
  const { target, reference, followUp } = finding.evidence;
  const present = <T>(...of: readonly (T | undefined)[]): T[] => of.filter((one) => one !== undefined);
  const check: ShownCheck = {
    transcripts: {
      target: present(target, followUp?.target),
      reference: present(reference, followUp?.reference),
    },
    ...blamed(finding),
  };
  return html`<h4>On the wire</h4><p class="legend">${MARK_LEGEND}. Signatures and secrets were taken out when this was recorded.</p>
${transcript(check, fuzz, MAX_CHECK_BYTES)}`;
}

/** What the lines of the exchange are marked by. */
function blamed({
  path,
  grade,
  says,
  evidence,
}: FindingRecord): Pick<ShownCheck, 'mismatches' | 'divergences'> {
  const seen = path.replace(/^(?:then \w+: |HEAD (?=status:|header ))/, '');
  const facet = seen.startsWith('status:') ? 'status' : seen.replace(/:(?:missing|extra)$/, '');
  const at = { exchange: evidence.followUp ? 1 : 0, facet };
  return grade === 'divergent'
    ? { mismatches: [], divergences: [{ ...at, reference: says.reference, target: says.target }] }
    : { mismatches: [{ ...at, expected: says.documentation, got: says.target }], divergences: [] };
}

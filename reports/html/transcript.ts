import { curlCommand } from '../curl.ts';
import { clip } from '../escape.ts';
import type { CheckRecord, ExchangeRecord, RunRecord } from '../record.ts';
import { alignLines, type LinePair } from '../wire/align.ts';
import { type LineMark, LINE_MARKS as MARKS, requestMark, responseMarker } from '../wire/line-mark.ts';
import { requestLines, responseLines, type WireLine } from '../wire/wire-lines.ts';
import { count, duration } from '../wording.ts';
import { type Html, html, type Insert, trusted, wireText } from './markup.ts';

/** As much of a check as its exchanges are shown by. */
export type ShownCheck = Pick<CheckRecord, 'transcripts' | 'mismatches' | 'divergences'>;

/** As much of a run. */
interface ShownRun {
  readonly target: Pick<RunRecord['target'], 'endpoint'>;
}

/** Exchanges shown of one check. The judged ones and those complained of come first when there are more. */
const MAX_EXCHANGES = 8;

/**
 * The exchanges of a check, target beside reference, lines that differ marked, each with its curl command. When they
 * take more than `maxLength` characters, the least telling ones are left out.
 */
export function transcript(check: ShownCheck, run: ShownRun, maxLength: number): Html {
  const { target, reference } = check.transcripts;
  const length = Math.max(target.length, reference.length);
  if (length === 0) return html`<p class="none">No request was sent.</p>`;
  const shown = new Map<number, Html>();
  let used = 0;
  for (const index of mostTelling(check, length).slice(0, MAX_EXCHANGES)) {
    const piece = exchange(check, run, index, target[index], reference[index]);
    if (used + piece.markup.length > maxLength) continue;
    used += piece.markup.length;
    shown.set(index, piece);
  }
  const inOrder = [...shown].sort(([a], [b]) => a - b).map(([, piece]) => piece);
  const more = length - shown.size;
  return html`${inOrder}${more > 0 && html`<p class="none">${count(more, 'exchange')} not shown here; the records have all of them.</p>`}`;
}

/** Indexes of all exchanges: those complained of, then the judged ones, then the preparation. */
function mostTelling(check: ShownCheck, length: number): number[] {
  const blamed = blamedExchanges(check);
  const rank = (index: number): number => {
    if (blamed.has(index)) return 0;
    return (check.transcripts.target[index] ?? check.transcripts.reference[index])?.phase === 'act' ? 1 : 2;
  };
  return Array.from({ length }, (_, index) => index).sort((a, b) => rank(a) - rank(b) || a - b);
}

/** The exchanges that mismatches or, when there are none, divergences are about. */
function blamedExchanges({ mismatches, divergences }: ShownCheck): Set<number> {
  const found = mismatches.length > 0 ? mismatches : divergences;
  return new Set(found.map((one) => one.exchange).filter((index) => index >= 0));
}

function exchange(
  check: ShownCheck,
  run: ShownRun,
  index: number,
  target: ExchangeRecord | undefined,
  reference: ExchangeRecord | undefined,
): Html {
  const one = target ?? reference;
  if (one === undefined) return html``;
  const alone = target === undefined || reference === undefined;
  const blamed = blamedExchanges(check);
  const open = blamed.has(index) || (blamed.size === 0 && (one.phase === 'act' || one.failure !== undefined));
  const request = alignLines(target ? requestLines(target) : [], reference ? requestLines(reference) : []);
  const response = alignLines(target ? responseLines(target) : [], reference ? responseLines(reference) : []);
  const mark = responseMarker(check, index, alone);
  const rows = (pairs: readonly LinePair[], markOf: (pair: LinePair) => LineMark): Insert =>
    pairs.map((pair, index) => [startsBody(pairs, index) && GAP, row(pair, markOf(pair))]);
  const state = open ? html` open` : '';
  return html`<details class="exchange"${state}><summary><span class="nth">${index + 1}</span> ${clip(one.operation, 80)} <span class="who">as ${clip(one.identity, 40)}, ${
    one.phase === 'setup' ? 'preparation' : 'judged'
  }</span> <span class="answers">${answer('target', target)}${answer('reference', reference)}</span></summary>
<table class="wire"><thead><tr><th class="sign"><span class="hidden">difference</span></th><th>Target</th><th>Reference</th></tr></thead>
<tbody><tr class="part"><th colspan="3">Request</th></tr>${rows(request, alone ? () => 'same' : requestMark)}</tbody>
<tbody><tr class="part"><th colspan="3">Response</th></tr>${rows(response, mark)}</tbody></table>
${target !== undefined && open ? curl(target, run) : ''}</details>
`;
}

/** The empty line between header fields and body. */
const GAP = html`<tr class="gap"><td></td><td></td><td></td></tr>
`;

function startsBody(pairs: readonly LinePair[], index: number): boolean {
  const kind = (at: number): WireLine['kind'] | undefined =>
    (pairs[at]?.target ?? pairs[at]?.reference)?.kind;
  return index > 0 && kind(index) === 'body' && kind(index - 1) !== 'body';
}

function answer(who: string, one: ExchangeRecord | undefined): Insert {
  if (one === undefined) return false;
  const status = one.response === undefined ? 'no response' : String(one.response.status);
  return html`<span>${who} <b>${status}</b>${who === 'target' && ` in ${duration(one.durationMs)}`}</span> `;
}

function row({ target, reference }: LinePair, mark: LineMark): Html {
  const { sign, says } = MARKS[mark];
  const signCell =
    sign === ''
      ? ''
      : html`<span title="${says}" aria-hidden="true">${sign}</span><span class="hidden">${says}</span>`;
  const [inTarget, inReference] =
    mark === 'same' ? [target, reference].map(plain) : marked(target, reference);
  return html`<tr class="${mark}"><td class="sign">${signCell}</td>${cell(target, inTarget)}${cell(reference, inReference)}</tr>
`;
}

function cell(line: WireLine | undefined, content: Insert): Html {
  if (line === undefined) return html`<td class="gone"></td>`;
  if (line.kind === 'note') return html`<td class="note">${content}</td>`;
  return line.feed === true ? html`<td class="feed">${content}</td>` : html`<td>${content}</td>`;
}

function plain(line: WireLine | undefined): Insert {
  return line === undefined ? '' : wireText(line.text);
}

/** Both texts with what is between their common beginning and end set apart. */
function marked(target: WireLine | undefined, reference: WireLine | undefined): [Insert, Insert] {
  if (target === undefined || reference === undefined) return [plain(target), plain(reference)];
  const a = [...target.text];
  const b = [...reference.text];
  const most = Math.min(a.length, b.length);
  let head = 0;
  while (head < most && a[head] === b[head]) head += 1;
  let tail = 0;
  while (tail < most - head && a[a.length - 1 - tail] === b[b.length - 1 - tail]) tail += 1;
  const show = (characters: readonly string[]): Html => {
    const middle = characters.slice(head, characters.length - tail).join('');
    const change = middle === '' ? '' : html`<mark>${wireText(middle)}</mark>`;
    return html`${wireText(characters.slice(0, head).join(''))}${change}${wireText(characters.slice(characters.length - tail).join(''))}`;
  };
  return [show(a), show(b)];
}

function curl(one: ExchangeRecord, run: ShownRun): Html {
  const { command, notes } = curlCommand(one, run.target.endpoint);
  return html`<div class="curl"><p class="label">The same request with curl</p>${copyable(command, true)}${notes.map(
    (note) => html`<p class="caution">${note}</p>`,
  )}</div>`;
}

/**
 * A command with a button that copies it.
 * @param manyLines it is made here and quoted, so its line feeds may stay; in a command that was read from a file they
 *   are written out, for pasting it must not run more than one can see
 */
export function copyable(command: string, manyLines = false): Html {
  const shown = manyLines ? commandText(command) : clip(command, 2000);
  return html`<div class="command"><pre tabindex="0"><code>${shown}</code></pre><button type="button" class="copy">Copy</button></div>`;
}

/** Quoted commands are made of printable characters, line feeds and tabs: those two stay as they are. */
function commandText(command: string): Insert {
  return clip(command, 12_000)
    .split(/([\n\t])/)
    .map((part) => (part === '\n' ? LINE_FEED : part === '\t' ? TAB : part));
}

const LINE_FEED = trusted('\n');
const TAB = trusted('\t');

import { clip } from '../escape.ts';
import { CELL_STATES, CELL_WORDS, type CellState } from '../matrix/cell.ts';
import type { MatrixCheck, OperationCell } from '../matrix/matrix.ts';
import type { ColumnCheck, MatrixColumn } from '../matrix/read-column.ts';
import { shellQuote } from '../shell-quote.ts';
import { number } from '../wording.ts';
import { facetTables } from './facet-tables.ts';
import { type Html, html, type Insert } from './markup.ts';

/** The mark and word of a state. */
export function stateMark(state: CellState): Html {
  const { mark, label, meaning } = CELL_WORDS[state];
  return html`<span class="${state}" title="${meaning}"><span aria-hidden="true">${mark}</span> ${label}</span>`;
}

/** What an operation comes to on one target: how many of its checks are in each state, the worst first. */
export function operationCell({ counts }: OperationCell, anchor: string): Html {
  const there = CELL_STATES.filter((state) => state !== 'absent' && counts[state] > 0);
  if (there.length === 0) return html`<td>${stateMark('absent')}</td>`;
  return html`<td><a href="#${anchor}">${there.map((state) => {
    const { mark, label } = CELL_WORDS[state];
    return html`<span class="${state}" title="${label}"><span aria-hidden="true">${mark}</span> ${number(counts[state])}<span class="hidden"> ${label}</span></span> `;
  })}</a></td>`;
}

/** What a check comes to on one target, linked to its evidence when there is some. */
export function checkCell(cell: ColumnCheck | undefined, anchor: string): Html {
  if (cell?.evidence === undefined) return html`<td>${stateMark(cell?.state ?? 'absent')}</td>`;
  return html`<td><a href="#${anchor}">${stateMark(cell.state)}</a></td>`;
}

/** Where the evidence of a cell stands. @param index of its column */
export function evidenceAnchor(check: Pick<MatrixCheck, 'id'>, index: number): string {
  return `${check.id}@${index + 1}`;
}

/** What is wrong on one target, and the command that shows the exchanges. */
export function evidence(check: MatrixCheck, column: MatrixColumn, index: number): Insert {
  const cell = check.cells[index];
  if (cell?.evidence === undefined) return false;
  const { reason, referenceFailed, more } = cell.evidence;
  const explain = `bucketproof explain ${shellQuote(check.id)} --run ${shellQuote(column.path)}`;
  return html`<div class="evidence" id="${evidenceAnchor(check, index)}"><h5>${clip(column.run.target.name, 80)}: ${stateMark(cell.state)}</h5>
${cell.accepted !== undefined && html`<p class="reason">Accepted: ${cell.accepted}</p>`}${reason !== undefined && html`<p class="reason">${reason.message} <code>${reason.code}</code></p>`}
${referenceFailed && html`<p class="ours">The bundled reference does not pass this check. That is a bug of ours, and nothing is said of the target.</p>`}
${facetTables(cell.evidence, { rows: 5, length: 300 })}${more > 0 && html`<p class="none">… and ${number(more)} more.</p>`}
<p class="none">The exchanges: <code>${explain}</code></p></div>
`;
}

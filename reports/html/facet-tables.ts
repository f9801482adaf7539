import { clip } from '../escape.ts';
import type { CheckRecord } from '../record.ts';
import { count } from '../wording.ts';
import { type Html, html, type Insert, shownText } from './markup.ts';

/** How much of the tables is shown: rows of each, characters of each value. */
export interface FacetRoom {
  readonly rows: number;
  readonly length: number;
}

/** As much of a record as its tables show. */
type Faceted = Pick<CheckRecord, 'mismatches' | 'divergences'>;

/** What the target should have answered and what it did, by facet: against the documentation, then the reference. */
export function facetTables(check: Faceted, room: FacetRoom): Insert {
  return [mismatchTable(check, room), divergenceTable(check, room)];
}

function mismatchTable({ mismatches }: Faceted, room: FacetRoom): Insert {
  const rows = mismatches.map(({ exchange, facet, expected, got }) => ({
    exchange,
    facet,
    values: [expected, got],
  }));
  return facetTable('Against the documentation', ['expected', 'got'], rows, room, 'violates');
}

/** Where the target is wrong it mostly differs from the reference as well: that is said once, not shown twice. */
function divergenceTable({ mismatches, divergences }: Faceted, room: FacetRoom): Insert {
  const isTold = (one: Faceted['divergences'][number]): boolean =>
    mismatches.some(
      ({ exchange, facet, expected, got }) =>
        exchange === one.exchange && facet === one.facet && got === one.target && expected === one.reference,
    );
  const told = divergences.filter(isTold).length;
  const rows = divergences
    .filter((one) => !isTold(one))
    .map(({ exchange, facet, reference, target }) => ({ exchange, facet, values: [reference, target] }));
  const agrees =
    told === 0
      ? false
      : told === mismatches.length
        ? html`<p class="none">In each of these the reference answers as expected.</p>`
        : html`<p class="none">In ${told} of these the reference answers as expected.</p>`;
  return [agrees, facetTable('Different from the reference', ['reference', 'target'], rows, room, 'differs')];
}

interface FacetRow {
  readonly exchange: number;
  readonly facet: string;
  readonly values: readonly string[];
}

function facetTable(
  title: string,
  heads: readonly string[],
  rows: readonly FacetRow[],
  room: FacetRoom,
  kind: string,
): Insert {
  if (rows.length === 0) return false;
  const more = rows.length - room.rows;
  return html`<h4>${title}</h4><table class="facets ${kind}"><thead><tr><th>what</th>${heads.map(
    (head) => html`<th>${head}</th>`,
  )}<th>in exchange</th></tr></thead><tbody>${rows
    .slice(0, room.rows)
    .map(
      ({ exchange, facet, values }) =>
        html`<tr><th scope="row">${shownText(clip(facet, 160))}</th>${values.map((value, index) => valueCell(value, room.length, heads[index]))}<td class="nth" data-label="in exchange">${
          exchange < 0 ? 'all' : exchange + 1
        }</td></tr>`,
    )}</tbody></table>${more > 0 && html`<p class="none">… and ${count(more, 'more difference')}.</p>`}`;
}

function valueCell(value: string, length: number, label = ''): Html {
  const shown = value === '' ? html`<em>empty</em>` : html`<code>${shownText(clip(value, length))}</code>`;
  return html`<td data-label="${label}">${shown}</td>`;
}

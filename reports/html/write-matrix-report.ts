import { writeAtomically } from '../atomic-file.ts';
import { clip } from '../escape.ts';
import { type Matrix, type MatrixCheck, type MatrixOperation, violationsBy } from '../matrix/matrix.ts';
import { scoreText } from '../matrix/matrix-words.ts';
import type { MatrixColumn } from '../matrix/read-column.ts';
import type { Level } from '../record.ts';
import { count, IMPACT_WORDS, IMPACTS, LEVEL_WORDS, LEVELS, list, number, utc } from '../wording.ts';
import { documentHead } from './document-head.ts';
import { type Html, html, type Insert, trusted } from './markup.ts';
import { MATRIX_BEHAVIOUR } from './matrix-behaviour.ts';
import { checkCell, evidence, evidenceAnchor, operationCell } from './matrix-cell.ts';
import { MATRIX_STYLES } from './matrix-styles.ts';

/** Aim for the size of the page in bytes; beyond it the evidence of further checks is left out. */
const MAX_BYTES = 4_500_000;

/**
 * Writes several runs side by side as one HTML file that needs nothing else: operations as rows, targets as columns,
 * and the evidence of every cell. Replaces an earlier page at once.
 * @throws the system's error when the page cannot be written
 */
export async function writeMatrixReport(
  matrix: Matrix,
  htmlPath: string,
  options: { readonly maxBytes?: number } = {},
): Promise<void> {
  await writeAtomically(htmlPath, page(matrix, options.maxBytes ?? MAX_BYTES));
}

function* page(matrix: Matrix, maxBytes: number): Generator<string> {
  const { columns, operations } = matrix;
  const disagreements = operations.reduce((sum, { disagreements: n }) => sum + n, 0);
  const title = `${count(columns.length, 'target')} side by side: they disagree about ${count(disagreements, 'check')}`;
  yield html`${documentHead(title, MATRIX_STYLES, MATRIX_BEHAVIOUR)}<body>
<a class="skip" href="#Operations">To the operations</a>
<header class="top"><h1>${title}</h1>
${!matrix.sameCatalogue && html`<p class="ours">These runs were made under different catalogues of claims and checks: their scores are shares of different wholes and must not be compared. Only checks that ask the same in all of them are compared.</p>`}
</header>
<main>
${columnSection(matrix)}
<section aria-labelledby="Operations"><h2 id="Operations">Operations</h2>
${FILTERS}
<div class="scroll"><table class="matrix"><thead><tr><th>operation</th>${columns.map(({ run }) => html`<th>${clip(run.target.name, 80)}</th>`)}</tr></thead><tbody>
${operations.map((operation, index) => operationRow(operation, index))}</tbody></table></div></section>
<section aria-labelledby="Checks"><h2 id="Checks">Checks</h2>
<p class="none">Checks that conform on every target are counted, not listed.</p>
`.markup;
  let used = 0;
  for (const [index, operation] of operations.entries()) {
    const listed = operation.checks.filter(isListed);
    yield html`<details class="operation" id="op-${index + 1}" data-operation="${clip(operation.operation, 200)}"><summary><span class="name">${operation.title}</span> <span class="meta">${about(operation, listed.length)}</span></summary><div class="checks">
`.markup;
    for (const check of listed) {
      const { markup } = checkBlock(check, columns, used < maxBytes);
      used += markup.length;
      yield markup;
    }
    yield '</div></details>\n';
  }
  yield html`</section></main>
<footer><p>Made by bucketproof from ${list(columns.map(({ path }) => fileName(path)))}. The records hold all exchanges; this page can be made from them again.</p></footer><script>${trusted(MATRIX_BEHAVIOUR)}</script>
</body>
</html>
`.markup;
}

const FILTERS = html`<form class="filters" role="search" aria-label="Filter the checks" hidden>
<input type="search" placeholder="Search checks" aria-label="Search checks by id and title" title="Press / to come here">
<label><input type="checkbox"> only where targets disagree</label>
<button type="button" class="reset">Reset</button>
<span class="count" role="status"></span>
</form>`;

/** What the targets are, what their scores are shares of, and what their violations do to somebody who stores data. */
function columnSection({ columns }: Matrix): Html {
  const row = (head: string, cell: (column: MatrixColumn) => Insert): Html =>
    html`<tr><th scope="row">${head}</th>${columns.map((column) => html`<td>${cell(column)}</td>`)}</tr>
`;
  const scoreRow = (level: Level): Insert =>
    columns.some(({ scores }) => scores[level].planned > 0) &&
    row(`${LEVEL_WORDS[level]} checks`, ({ scores }) => scoreText(scores[level]));
  return html`<section aria-labelledby="Targets"><h2 id="Targets">Targets</h2>
<div class="scroll"><table class="matrix"><thead><tr><th>target</th>${columns.map(({ run }) => html`<th>${clip(run.target.name, 80)}<small>${clip(run.target.endpoint, 120)}</small></th>`)}</tr></thead><tbody>
${columns.some((column) => productOf(column) !== '') && row('product', productOf)}${row('API', ({ run }) => `${run.dialect} ${run.profile}`)}${row('date', ({ run }) => utc(run.startedAt))}${row('catalogue', ({ run }) => clip(run.catalogue, 40))}${row('whole', ({ incomplete }) => (incomplete.length === 0 ? 'yes' : html`<span class="inconclusive">? no: ${clip(list(incomplete), 300)}</span>`))}${row('baseline', ({ baseline }) => (baseline === undefined ? 'none' : fileName(baseline.file)))}${LEVELS.map(scoreRow)}${IMPACTS.map((impact) => row(`violations: ${IMPACT_WORDS[impact]}`, (column) => number(violationsBy(impact, column))))}</tbody></table></div></section>
`;
}

function operationRow({ operation, title, cells, disagreements }: MatrixOperation, index: number): Html {
  const look = disagreements > 0 ? html` class="disagrees"` : '';
  const told =
    disagreements > 0 &&
    html` <small class="differs">targets disagree about ${count(disagreements, 'check')}</small>`;
  return html`<tr data-operation="${clip(operation, 200)}"${look}><th scope="row"><a href="#op-${index + 1}">${title}</a>${told}</th>${cells.map((cell) => operationCell(cell, `op-${index + 1}`))}</tr>
`;
}

function about({ checks, disagreements }: MatrixOperation, listed: number): string {
  const conform = checks.length - listed;
  return [
    ...(disagreements > 0 ? [`targets disagree about ${count(disagreements, 'check')}`] : []),
    `${number(listed)} listed, ${count(conform, 'check conforms', 'checks conform')} everywhere`,
  ].join('; ');
}

/** Whether there is something to see on some target. */
function isListed({ cells, sameQuestion }: MatrixCheck): boolean {
  return !sameQuestion || cells.some((cell) => cell?.state !== 'conforms');
}

function checkBlock(check: MatrixCheck, columns: readonly MatrixColumn[], withEvidence: boolean): Html {
  const { id, title, level, impact, cells, disagree, sameQuestion } = check;
  return html`<details class="check" id="${id}" data-disagrees="${disagree ? 'yes' : 'no'}"><summary>${disagree && html`<span class="differs" aria-hidden="true">⇄</span><span class="hidden">targets disagree: </span>`} ${title} <span class="tags"><span class="tag">${LEVEL_WORDS[level]}</span> <span class="tag ${impact}">${IMPACT_WORDS[impact]}</span></span></summary>
<div class="inside"><p class="id"><code>${id}</code> <a href="#${id}">link to this check</a></p>
${!sameQuestion && html`<p class="caution">Under this id the runs ask different things, so they are not compared.</p>`}
<div class="scroll"><table class="matrix"><thead><tr>${columns.map(({ run }) => html`<th>${clip(run.target.name, 80)}</th>`)}</tr></thead><tbody><tr>${cells.map((cell, index) => checkCell(withEvidence ? cell : withoutEvidence(cell), evidenceAnchor(check, index)))}</tr></tbody></table></div>
${withEvidence ? columns.map((column, index) => evidence(check, column, index)) : html`<p class="none">The evidence is left out to keep this page small; bucketproof explain shows it.</p>`}</div></details>
`;
}

function withoutEvidence(cell: MatrixCheck['cells'][number]): MatrixCheck['cells'][number] {
  if (cell === undefined) return undefined;
  const { evidence: _left, ...rest } = cell;
  return rest;
}

function productOf({ run: { target } }: MatrixColumn): string {
  return clip(
    [target.vendor, target.product, target.version].filter((part) => part !== undefined).join(' '),
    120,
  );
}

function fileName(path: string): string {
  return clip(path.replace(/^.*[/\\]/, ''), 200);
}

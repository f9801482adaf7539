import type { Impact, Level } from '../record.ts';
import { CELL_STATES, type CellState, isJudged } from './cell.ts';
import type { ColumnCheck, MatrixColumn } from './read-column.ts';

/** One check on every target. */
export interface MatrixCheck {
  readonly id: string;
  readonly title: string;
  readonly level: Level;
  readonly impact: Impact;
  /** One for each column; `undefined` where the run did not take the check. */
  readonly cells: readonly (ColumnCheck | undefined)[];
  /** False when the runs ask different things under this id: then nothing is compared. */
  readonly sameQuestion: boolean;
  /** Whether targets that were judged on the same question answered it differently. */
  readonly disagree: boolean;
}

/** What one target makes of all checks of an operation. */
export interface OperationCell {
  /** The worst state of a check; `absent` when there is none. */
  readonly state: CellState;
  readonly counts: Readonly<Record<CellState, number>>;
}

/** One operation on every target. */
export interface MatrixOperation {
  readonly operation: string;
  readonly title: string;
  readonly cells: readonly OperationCell[];
  /** Checks about which targets disagree. */
  readonly disagreements: number;
  /** By id. */
  readonly checks: readonly MatrixCheck[];
}

/** Several runs side by side. */
export interface Matrix {
  readonly columns: readonly MatrixColumn[];
  /** By title. */
  readonly operations: readonly MatrixOperation[];
  /** False when scores must not be compared, for they are shares of different checks. */
  readonly sameCatalogue: boolean;
}

/** Puts runs side by side. Pure. */
export function matrixOf(columns: readonly MatrixColumn[]): Matrix {
  const rows = new Map<string, (ColumnCheck | undefined)[]>();
  columns.forEach((column, index) => {
    for (const [id, check] of column.checks) {
      const cells = rows.get(id) ?? columns.map(() => undefined);
      cells[index] = check;
      rows.set(id, cells);
    }
  });
  const checks = [...rows].flatMap(([, cells]) => matrixCheck(cells)).sort(byId);
  const operations = [...Map.groupBy(checks, ({ operation }) => operation)].map(([operation, members]) =>
    matrixOperation(operation, members, columns.length),
  );
  return {
    columns,
    operations: operations.sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0)),
    sameCatalogue: new Set(columns.map(({ run }) => `${run.dialect} ${run.catalogue}`)).size <= 1,
  };
}

type PlacedCheck = MatrixCheck & { readonly operation: string; readonly operationTitle: string };

function matrixCheck(cells: readonly (ColumnCheck | undefined)[]): PlacedCheck[] {
  const found = cells.filter((cell) => cell !== undefined);
  const [first] = found;
  if (first === undefined) return [];
  const { id, title, level, impact, operation, operationTitle } = first;
  const sameQuestion = found.every(({ definition }) => definition === first.definition);
  const answers = new Set(found.filter(({ state }) => isJudged(state)).map(({ outcome }) => outcome));
  const disagree = sameQuestion && answers.size > 1;
  return [{ id, title, level, impact, operation, operationTitle, cells, sameQuestion, disagree }];
}

function byId(a: MatrixCheck, b: MatrixCheck): number {
  return a.id < b.id ? -1 : 1;
}

function matrixOperation(
  operation: string,
  checks: readonly PlacedCheck[],
  columns: number,
): MatrixOperation {
  return {
    operation,
    title: checks[0]?.operationTitle ?? operation,
    cells: Array.from({ length: columns }, (_, index) =>
      operationCell(checks.map(({ cells }) => cells[index]?.state ?? 'absent')),
    ),
    disagreements: checks.filter(({ disagree }) => disagree).length,
    checks,
  };
}

function operationCell(states: readonly CellState[]): OperationCell {
  const counts = Object.fromEntries(CELL_STATES.map((state) => [state, 0])) as Record<CellState, number>;
  for (const state of states) counts[state] += 1;
  return { state: worstOf(states), counts };
}

/** The state that matters most; what was judged before what was not, so that one skipped check hides nothing. */
function worstOf(states: readonly CellState[]): CellState {
  const order: readonly CellState[] = [
    'violates',
    'inconclusive',
    'known',
    'differs',
    'conforms',
    'unsupported',
    'not-run',
  ];
  return order.find((state) => states.includes(state)) ?? 'absent';
}

/** Violations by what they do to somebody who stores data there, for one column. Known ones are not among them. */
export function violationsBy(impact: Impact, { checks }: MatrixColumn): number {
  let found = 0;
  for (const check of checks.values()) if (check.state === 'violates' && check.impact === impact) found += 1;
  return found;
}

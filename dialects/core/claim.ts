/** How strongly the documentation asks for something. */
export type Level = 'must' | 'should' | 'may';

/** One testable statement of a dialect's documentation. Ids are permanent. */
export interface Claim {
  readonly id: string;
  /** The operation or topic as the claims file names it, e.g. `GET Object`. */
  readonly topic: string;
  /** Where the documentation says it; `beyond:` names evidence outside the base document. */
  readonly source: string;
  readonly level: Level;
  readonly text: string;
}

const LEVELS: readonly string[] = ['must', 'should', 'may'];

/** True for a claim that rests only on evidence outside the dialect's base document. */
export function isBeyond(claim: Claim): boolean {
  return claim.source.startsWith('beyond:');
}

/**
 * Reads a claims file: tab-separated with the header line `id operation section strength claim`.
 * @throws Error naming the line when a line is not of that form or an id repeats
 */
export function parseClaims(tsv: string): Claim[] {
  const seen = new Set<string>();
  return tableRows(tsv, 5).map(({ line, cells }) => {
    const [id = '', topic = '', source = '', level = '', text = ''] = cells;
    if (!LEVELS.includes(level))
      throw new Error(`claims line ${line}: strength "${level}" is not one of ${LEVELS}`);
    if (seen.has(id)) throw new Error(`claims line ${line}: id ${id} appears twice`);
    seen.add(id);
    return { id, topic, source, level: level as Level, text };
  });
}

/** A claim that no check tests, and why. */
export interface Untested {
  readonly claim: string;
  readonly reason: string;
}

/** Reads `untested.tsv`: header line `claim reason`, then one claim a line. */
export function parseUntested(tsv: string): Untested[] {
  return tableRows(tsv, 2).map(({ line, cells }) => {
    const [claim = '', reason = ''] = cells;
    if (reason.trim() === '') throw new Error(`untested line ${line}: ${claim} has no reason`);
    return { claim, reason };
  });
}

/** The cells of a table with a header line, tab-separated. @throws Error naming a line of another width */
export function tableRows(tsv: string, width: number): { line: number; cells: string[] }[] {
  return tsv
    .split('\n')
    .map((text, index) => ({ line: index + 1, cells: text.replace(/\r$/, '').split('\t') }))
    .slice(1)
    .filter(({ cells }) => cells.length > 1 || cells[0] !== '')
    .map((row) => {
      if (row.cells.length !== width) {
        throw new Error(`line ${row.line}: ${row.cells.length} columns where ${width} are expected`);
      }
      return row;
    });
}

import type { CheckDigest } from '../check-digest.ts';
import { severity } from '../claim-groups.ts';
import { clip } from '../escape.ts';
import type { CheckRecord } from '../record.ts';
import { readPlacedRecords } from '../record-reader.ts';
import { OUTCOMES } from '../wording.ts';

/** What the page needs of every check before it is written: enough to order and list it, and where its record is. */
export type PageEntry = Pick<
  CheckDigest,
  | 'id'
  | 'operation'
  | 'operationTitle'
  | 'title'
  | 'claims'
  | 'level'
  | 'impact'
  | 'outcome'
  | 'referenceFailed'
> & {
  readonly reason?: { readonly code: string; readonly message: string };
  readonly line: number;
  readonly offset: number;
  readonly length: number;
};

/** One operation's checks, worst first. */
export interface PageSection {
  readonly operation: string;
  readonly title: string;
  readonly entries: readonly PageEntry[];
}

/** Reads a record file once and sorts its checks into operations, by title. Transcripts are not kept. */
export async function pageIndex(file: string): Promise<PageSection[]> {
  const operations = new Map<string, { title: string; entries: PageEntry[] }>();
  for await (const { record, line, offset, length } of readPlacedRecords(file)) {
    if (record.kind !== 'check') continue;
    const section = operations.get(record.operation) ?? { title: record.operationTitle, entries: [] };
    operations.set(record.operation, section);
    section.entries.push({ ...entryOf(record), line, offset, length });
  }
  return [...operations]
    .map(([operation, { title, entries }]) => ({ operation, title, entries: entries.sort(byUrgency) }))
    .sort((a, b) => (a.title < b.title ? -1 : a.title > b.title ? 1 : 0));
}

function entryOf(check: CheckRecord): Omit<PageEntry, 'line' | 'offset' | 'length'> {
  const { id, operation, operationTitle, level, impact, outcome, referenceFailed, reason } = check;
  return {
    id,
    operation,
    operationTitle,
    title: clip(check.title, 400),
    claims: check.claims.slice(0, 12).map((claim) => clip(claim, 80)),
    level,
    impact,
    outcome,
    referenceFailed,
    ...(reason === undefined
      ? {}
      : { reason: { code: clip(reason.code, 80), message: clip(reason.message, 300) } }),
  };
}

/** Whether a check is shown with its evidence: everything but a plain pass or skip. */
export function isNotable({ outcome, referenceFailed }: PageEntry): boolean {
  return referenceFailed || (outcome !== 'pass' && outcome !== 'skipped');
}

/** Failures first, the worst of them first; then by id. */
export function byUrgency(a: PageEntry, b: PageEntry): number {
  const rank = ({ outcome }: PageEntry): number => OUTCOMES.indexOf(outcome);
  return rank(a) - rank(b) || severity(a) - severity(b) || (a.id < b.id ? -1 : 1);
}

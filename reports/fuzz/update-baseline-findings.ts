import { isMap } from 'yaml';
import { type BaselineEntry, type Expect, isGlob, REASON_PLACEHOLDER } from '../baseline/baseline.ts';
import { isFindingEntry } from '../baseline/finding-entries.ts';
import { parseBaselineDocument } from '../baseline/parse-baseline.ts';
import { stableGlob } from '../baseline/stable-glob.ts';
import { type BaselineUpdateResult, entriesOf, startBaseline } from '../baseline/update-baseline.ts';
import type { VerdictOptions } from '../gate-rules.ts';
import { decidingGrades } from './campaign-rules.ts';
import type { CampaignSummary, JudgedFinding } from './campaign-summary.ts';
import type { FindingRecord } from './fuzz-record.ts';
import { observedIn } from './judge-finding.ts';

export interface FindingsUpdateOptions {
  /** What errors call the file. */
  readonly file: string;
  /** What is in the file; undefined for a new one. */
  readonly text: string | undefined;
  /** `2026-01-31`; entries say since when. */
  readonly today: string;
  /** New entries are made for findings of the grades that decide at this level. */
  readonly level?: VerdictOptions['level'];
  /** New entries are made for what only differs from the reference, too. */
  readonly withDivergent: boolean;
}

/** What an update did; `kept` are the findings whose cases belong beside the baseline. */
export interface FindingsUpdateResult extends BaselineUpdateResult {
  readonly kept: readonly FindingRecord[];
}

/**
 * Rewrites a baseline by a campaign: unknown findings get an entry, those that are wrong in another way another `got`,
 * those that are fixed lose theirs. Entries that the campaign says nothing of stay: not to be met by chance is not to be
 * fixed. Comments, reasons and order stay.
 * @param summary of the campaign, held against the same file if there is one
 * @throws BaselineError when what is in the file is no baseline
 */
export function updateFindings(
  summary: CampaignSummary,
  options: FindingsUpdateOptions,
): FindingsUpdateResult {
  const { fuzz, findings, replayed } = summary;
  const about = { dialect: fuzz.dialect, target: fuzz.target.name };
  const { document, baseline } =
    options.text === undefined
      ? startBaseline(options.file, about)
      : parseBaselineDocument(options.file, options.text);
  const grades = decidingGrades(options.level);
  const fixedEntries = new Set(
    replayed.flatMap(({ entry, verdict }) =>
      entry && !isGlob(entry.id) && verdict === 'fixed' ? [entry] : [],
    ),
  );
  // What was known by its family needs an entry of its own once the entry goes.
  const isWanted = ({ finding: { grade }, entry, verdict }: JudgedFinding): boolean =>
    (entry === undefined || fixedEntries.has(entry)) &&
    (verdict === 'known' || verdict === 'regression' || (verdict === 'ok' && options.withDivergent)) &&
    (grades.includes(grade) || (grade === 'divergent' && options.withDivergent));
  const added = findings.filter(isWanted).toSorted((a, b) => (a.finding.id < b.finding.id ? -1 : 1));
  const of = (verdict: JudgedFinding['verdict']) =>
    [
      ...findings.map(({ finding: { id }, ...rest }) => ({ id, ...rest })),
      ...replayed.map(({ replayed: { id }, ...rest }) => ({ id, ...rest })),
    ].filter((one) => one.entry !== undefined && one.verdict === verdict);
  const changed: string[] = [];
  const removed: string[] = [];
  const byHand: string[] = [];
  const items = entriesOf(document);
  const gone = new Set<BaselineEntry>();
  const lineOf = (one: { readonly entry?: BaselineEntry }): number | undefined => one.entry?.line;
  baseline.entries.forEach((entry, index) => {
    const item = items.items[index];
    if (!isMap(item) || !isFindingEntry(entry)) return;
    const fixed = of('fixed').filter((one) => lineOf(one) === entry.line);
    const different = of('regression').filter((one) => lineOf(one) === entry.line);
    if (isGlob(entry.id)) {
      if (fixed.length > 0) byHand.push(`${entry.id}: fixed are ${some(fixed)}`);
      if (different.length > 0) byHand.push(`${entry.id}: otherwise wrong are ${some(different)}`);
      return;
    }
    if (fixed.length > 0) {
      gone.add(entry);
      removed.push(entry.id);
    }
    const seen = findings.find(({ finding }) => finding.id === entry.id);
    if (different.length === 0) return;
    if (!seen) {
      byHand.push(
        `${entry.id}: something else is wrong; take it out, and what is found gets entries of its own`,
      );
      return;
    }
    const got = gotOf(seen.finding, fuzz.runId);
    if (got) item.set('got', document.createNode(got));
    else item.delete('got');
    changed.push(entry.id);
    if (entry.expect === expectOf(seen.finding)) return;
    // A reason for one thing is none for another.
    item.set('expect', expectOf(seen.finding));
    item.set('reason', REASON_PLACEHOLDER);
  });
  items.items = items.items.filter((_item, index) => {
    const entry = baseline.entries[index];
    return entry === undefined || !gone.has(entry);
  });
  if (added.length > 0) items.flow = false;
  for (const { finding } of added) {
    const got = gotOf(finding, fuzz.runId);
    const entry = {
      id: finding.id,
      family: finding.family,
      expect: expectOf(finding),
      ...(got ? { got } : {}),
    };
    const node = document.createNode({ ...entry, reason: REASON_PLACEHOLDER, since: options.today });
    node.commentBefore = ` ${oneLine(finding.title)}`;
    items.add(node);
  }
  return {
    text: document.toString({ lineWidth: 0 }),
    added: added.map(({ finding }) => finding.id),
    changed,
    removed,
    refused: of('incomplete').map(({ id }) => id),
    byHand,
    kept: findings
      .filter((one) => added.includes(one) || one.verdict === 'known' || changed.includes(one.finding.id))
      .map(({ finding }) => finding),
  };
}

function expectOf({ grade }: FindingRecord): Expect {
  return grade === 'divergent' ? 'known-divergent' : 'known-fail';
}

/** What was got, as globs that hold in the next campaign too; undefined when nothing came back. */
function gotOf(finding: FindingRecord, runId: string): Record<string, unknown> | undefined {
  const { status, code, facets } = observedIn(finding);
  const globs = [...facets].map(([facet, [value = '']]) => [facet, stableGlob(value, runId)] as const);
  if (status === undefined && globs.length === 0) return undefined;
  return {
    ...(status === undefined ? {} : { status }),
    ...(code === undefined ? {} : { code: stableGlob(code, runId) }),
    ...(globs.length === 0 ? {} : { facets: Object.fromEntries(globs) }),
  };
}

/** A comment must not end on its line. */
function oneLine(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]/gu, ' ').slice(0, 160);
}

function some(of: readonly { readonly id: string }[]): string {
  const ids = of.map(({ id }) => id);
  return ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
}

import { Document, isMap, isSeq, type YAMLMap, type YAMLSeq } from 'yaml';
import type { CheckRecord, Level, RunRecord } from '../record.ts';
import { LEVELS } from '../wording.ts';
import { type Baseline, type BaselineEntry, type Expect, isGlob, REASON_PLACEHOLDER } from './baseline.ts';
import { isFull } from './baseline-summary.ts';
import { type Expectations, expectationsOf } from './expectations.ts';
import { isFindingEntry } from './finding-entries.ts';
import { judgeCheck } from './judge-check.ts';
import { observedBehaviour } from './observed-behaviour.ts';
import { type BaselineDocument, parseBaselineDocument } from './parse-baseline.ts';
import { stableGlob } from './stable-glob.ts';

export interface UpdateOptions {
  /** What errors call the file. */
  readonly file: string;
  /** What is in the file; undefined for a new one. */
  readonly text: string | undefined;
  readonly run: RunRecord;
  /** `2026-01-31`; entries say since when. */
  readonly today: string;
  /** New entries are made for failures of this level and of stronger ones. */
  readonly level: Level;
  /** New entries are made for differences from the reference too. */
  readonly withDivergent: boolean;
}

/** What an update did, and what it left to people. */
export interface BaselineUpdateResult {
  readonly text: string;
  readonly added: readonly string[];
  /** Entries whose `got` is another one now; their reasons stay. */
  readonly changed: readonly string[];
  /** Entries of what is fixed or, after a whole run, no longer there. */
  readonly removed: readonly string[];
  /** Checks that could not be judged: they get no entry, and lose none. */
  readonly refused: readonly string[];
  /** Globs that do not fit and that no machine can narrow: `glob: why`. */
  readonly byHand: readonly string[];
}

interface Behaviour {
  readonly expect: Expect;
  readonly got: Readonly<Record<string, unknown>>;
}

/** Rewrites a baseline by a run: feed it every check, then finish. Comments, reasons and order stay. */
export class BaselineUpdate {
  readonly #options: UpdateOptions;
  readonly #document: Document;
  readonly #baseline: Baseline;
  readonly #expectations: Expectations;
  readonly #used = new Set<BaselineEntry>();
  readonly #satisfied = new Set<BaselineEntry>();
  readonly #fixed = new Map<BaselineEntry, string[]>();
  readonly #different = new Map<BaselineEntry, { readonly id: string; readonly behaviour: Behaviour }[]>();
  readonly #new = new Map<string, Behaviour>();
  readonly #refused: string[] = [];

  /** @throws BaselineError when what is in the file is no baseline */
  constructor(options: UpdateOptions) {
    const { document, baseline } =
      options.text === undefined ? newBaseline(options) : parseBaselineDocument(options.file, options.text);
    this.#options = options;
    this.#document = document;
    this.#baseline = baseline;
    this.#expectations = expectationsOf(baseline);
  }

  /** The baseline as it was. */
  get baseline(): Baseline {
    return this.#baseline;
  }

  check(check: CheckRecord): void {
    const entry = this.#expectations.of(check.id);
    if (entry !== undefined) this.#used.add(entry);
    const { verdict } = judgeCheck(check, entry);
    if (verdict === 'incomplete') this.#refused.push(check.id);
    else if (entry === undefined) this.#unknown(check);
    else if (verdict === 'fixed') push(this.#fixed, entry, check.id);
    else if (verdict === 'regression') {
      push(this.#different, entry, { id: check.id, behaviour: behaviourOf(check, this.#options.run) });
    } else this.#satisfied.add(entry);
  }

  #unknown(check: CheckRecord): void {
    const { level, withDivergent, run } = this.#options;
    const { outcome } = check;
    const decides = LEVELS.indexOf(check.level) <= LEVELS.indexOf(level);
    const isWrong = outcome === 'fail' || outcome === 'flaky' || (outcome === 'divergent' && withDivergent);
    if (decides && isWrong) this.#new.set(check.id, behaviourOf(check, run));
  }

  /** The new text of the file, and what was done. */
  finish(): BaselineUpdateResult {
    const { run, today } = this.#options;
    const items = entriesOf(this.#document);
    const byHand: string[] = [];
    const changed: string[] = [];
    const gone = new Set<BaselineEntry>();
    this.#baseline.entries.forEach((entry, index) => {
      const item = items.items[index];
      if (!isMap(item) || isFindingEntry(entry)) return;
      const fixed = this.#fixed.get(entry) ?? [];
      const different = this.#different.get(entry) ?? [];
      if (!this.#used.has(entry)) {
        if (isFull(run)) gone.add(entry);
      } else if (!isGlob(entry.id)) {
        if (fixed.length > 0) gone.add(entry);
        for (const { behaviour } of different) {
          this.#change(item, entry, behaviour);
          changed.push(entry.id);
        }
      } else if (fixed.length > 0 && different.length === 0 && !this.#satisfied.has(entry)) gone.add(entry);
      else {
        if (fixed.length > 0) byHand.push(`${entry.id}: fixed are ${some(fixed)}`);
        if (different.length > 0)
          byHand.push(`${entry.id}: otherwise wrong are ${some(different.map(({ id }) => id))}`);
      }
    });
    items.items = items.items.filter((_item, index) => {
      const entry = this.#baseline.entries[index];
      return entry === undefined || !gone.has(entry);
    });
    const added = [...this.#new].sort(([a], [b]) => (a < b ? -1 : 1));
    if (added.length > 0) items.flow = false;
    for (const [id, { expect, got }] of added) {
      items.add(this.#document.createNode({ id, expect, got, reason: REASON_PLACEHOLDER, since: today }));
    }
    this.#document.set('catalogue', run.catalogue);
    return {
      text: this.#document.toString({ lineWidth: 0 }),
      added: added.map(([id]) => id),
      changed,
      removed: [...gone].map(({ id }) => id),
      refused: this.#refused,
      byHand,
    };
  }

  #change(item: YAMLMap, entry: BaselineEntry, { expect, got }: Behaviour): void {
    item.set('got', this.#document.createNode(got));
    if (entry.expect === expect) return;
    // A reason for one thing is none for another.
    item.set('expect', expect);
    item.set('reason', REASON_PLACEHOLDER);
  }
}

function behaviourOf(check: CheckRecord, { runId }: RunRecord): Behaviour {
  const { status, code, facets } = observedBehaviour(check);
  const globs = [...facets].map(([facet, values]): [string, string | string[]] => {
    const [first = '', ...rest] = [...new Set(values.map((value) => stableGlob(value, runId)))];
    return [facet, rest.length === 0 ? first : [first, ...rest]];
  });
  const expect =
    check.outcome === 'fail' ? 'known-fail' : check.outcome === 'flaky' ? 'flaky' : 'known-divergent';
  return {
    expect,
    got: {
      ...(status === undefined ? {} : { status }),
      ...(code === undefined ? {} : { code: stableGlob(code, runId) }),
      facets: Object.fromEntries(globs),
    },
  };
}

function newBaseline({ file, run: { dialect, catalogue, target } }: UpdateOptions): BaselineDocument {
  return startBaseline(file, { dialect, target: target.name, catalogue });
}

/** A baseline without entries. */
export function startBaseline(
  file: string,
  about: { readonly dialect: string; readonly target: string; readonly catalogue?: string },
): BaselineDocument {
  const document = new Document({ ...about, entries: [] });
  document.commentBefore =
    ' What is known to be wrong with this target. Every entry needs a reason; issue, owner and expires help.\n' +
    ' bucketproof baseline update writes entries, and takes out those of what has been fixed.';
  return { document, baseline: { file, ...about, entries: [] } };
}

/** The list of entries of a document that is a baseline. */
export function entriesOf(document: Document): YAMLSeq {
  const entries: unknown = document.get('entries');
  // The schema asks for it.
  if (!isSeq(entries)) throw new Error('a baseline without entries');
  return entries;
}

function push<K, V>(lists: Map<K, V[]>, key: K, value: V): void {
  lists.set(key, [...(lists.get(key) ?? []), value]);
}

function some(ids: readonly string[]): string {
  return ids.length > 3 ? `${ids.slice(0, 3).join(', ')} and ${ids.length - 3} more` : ids.join(', ');
}

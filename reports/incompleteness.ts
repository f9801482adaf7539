import { clip } from './escape.ts';
import type { EndRecord, Level, RunRecord } from './record.ts';
import type { Counts, Incompleteness, LevelSummary } from './summary.ts';
import { total } from './summary.ts';
import { count, LEVEL_WORDS, LEVELS, list, number, OUTCOMES } from './wording.ts';

/** What was found in a record file, to be held against what the run announced and what it said at its end. */
export interface Found {
  readonly run: RunRecord;
  readonly end: EndRecord | undefined;
  /** Line that is cut off. */
  readonly truncatedLine: number | undefined;
  readonly counts: Counts;
  readonly levels: Readonly<Record<Level, LevelSummary>>;
  readonly referenceFailures: number;
}

/** Everything that keeps a record file from being a whole run; empty when it is one. */
export function incompletenessOf(found: Found): Incompleteness[] {
  const { run, end, truncatedLine } = found;
  const reasons: Incompleteness[] = [];
  if (end?.aborted !== undefined) {
    reasons.push({ code: 'aborted', message: `the run was stopped: ${clip(end.aborted.message, 300)}` });
  }
  if (end === undefined) reasons.push({ code: 'no-end', message: 'the run did not reach its end' });
  if (truncatedLine !== undefined) {
    reasons.push({ code: 'truncated', message: `line ${truncatedLine} of the record file is cut off` });
  }
  const missing = LEVELS.filter((level) => found.levels[level].recorded < found.levels[level].planned);
  const recorded = total(found.counts);
  if (missing.length > 0 || recorded < run.planned.checks) {
    const parts = missing.map((level) => {
      const { recorded: some, planned } = found.levels[level];
      return `${number(some)} of ${number(planned)} ${LEVEL_WORDS[level]} checks`;
    });
    const what =
      parts.length > 0 ? list(parts) : `${number(recorded)} of ${count(run.planned.checks, 'check')}`;
    reasons.push({ code: 'fewer-than-planned', message: `only ${what} recorded` });
  } else if (recorded > run.planned.checks) {
    const message = `${count(recorded, 'check')} recorded, ${number(run.planned.checks)} planned`;
    reasons.push({ code: 'more-than-planned', message });
  }
  const disagreeing = end === undefined ? [] : disagreements(end, found);
  if (disagreeing.length > 0) {
    const message = `the end record counts ${list(disagreeing)}: the file lost lines or was changed`;
    reasons.push({ code: 'counts-disagree', message });
  }
  return reasons;
}

function disagreements(end: EndRecord, { counts, referenceFailures }: Found): string[] {
  const wrong = OUTCOMES.filter((outcome) => end.counts[outcome] !== counts[outcome]).map(
    (outcome) => `${number(end.counts[outcome])} ${outcome} (there are ${number(counts[outcome])})`,
  );
  if (end.referenceFailures !== referenceFailures) {
    wrong.push(
      `${count(end.referenceFailures, 'reference failure')} (there are ${number(referenceFailures)})`,
    );
  }
  return wrong;
}

import { type BaselineEntry, isExpired, isPlaceholder } from '../baseline/baseline.ts';
import { aboutFindings, entryOf } from '../baseline/finding-entries.ts';
import { RecordFileError } from '../record-file-error.ts';
import type { SummariseOptions } from '../summarise.ts';
import { readCampaign } from './campaign-reader.ts';
import type {
  CampaignIncompleteness,
  CampaignSummary,
  JudgedFinding,
  JudgedReplay,
} from './campaign-summary.ts';
import { GRADES, standing } from './finding-grades.ts';
import type { FindingGrade, FindingRecord, FuzzEndRecord, FuzzRecord } from './fuzz-record.ts';
import { judgeFinding, judgeReplayed } from './judge-finding.ts';

/** Findings that are kept; campaigns that find more have something else to mend first. */
const MAX_FINDINGS = 500;

/**
 * Reads the records of a campaign once and holds its findings against a baseline. Of every finding one page of text is
 * kept, of at most 500 findings.
 * @throws RecordFileError when the file holds no campaign; the system's error when it cannot be read
 */
export async function summariseCampaign(
  path: string,
  { expectations }: Pick<SummariseOptions, 'expectations'> = {},
): Promise<CampaignSummary> {
  const baseline = expectations && aboutFindings(expectations.baseline);
  const listed: JudgedFinding[] = [];
  /** Every finding, without what only a report needs. */
  const all: Pick<FindingRecord, 'id' | 'grade' | 'referenceToo' | 'supersedes'>[] = [];
  const replayed: JudgedReplay[] = [];
  const used = new Set<BaselineEntry>();
  let fuzz: FuzzRecord | undefined;
  let end: FuzzEndRecord | undefined;
  let truncated: number | undefined;
  const onTruncated = ({ line }: { line: number }): void => {
    truncated = line;
  };
  const expected = (of: { id: string; family?: string }): BaselineEntry | undefined => {
    const entry = entryOf(baseline, of);
    if (entry) used.add(entry);
    return entry;
  };
  for await (const { record, line } of readCampaign(path, { onTruncated })) {
    if (record.kind === 'fuzz') fuzz = record;
    else if (record.kind === 'fuzz-end') end = record;
    else if (record.kind === 'replayed') {
      const entry = expected(record);
      const { verdict, differences = [] } = entry ? judgeReplayed(record, entry) : { verdict: 'ok' as const };
      replayed.push({ replayed: record, verdict, differences, ...(entry ? { entry } : {}) });
    } else {
      const { id, grade, referenceToo, supersedes = [] } = record;
      all.push({ id, grade, referenceToo, supersedes });
      const entry = expected(record);
      const { verdict, differences = [] } = judgeFinding(record, entry);
      if (listed.length < MAX_FINDINGS) {
        const finding = { ...record, evidence: { ...record.evidence, bytes: {} } };
        listed.push({ finding, line, verdict, differences, ...(entry ? { entry } : {}) });
      }
    }
  }
  if (!fuzz)
    throw new RecordFileError('empty', { file: path }, 'holds no campaign', 'bucketproof fuzz writes one');
  const entries = baseline?.entries ?? [];
  const found = standing(all);
  const ids = new Set(found.map(({ id }) => id));
  const findings = listed.filter(({ finding }) => ids.has(finding.id));
  const told = new Set(findings.map(({ finding }) => finding.id));
  return {
    path,
    fuzz,
    ...(end ? { end } : {}),
    counts: countsOf(found),
    findings: findings.toSorted((a, b) => rank(a) - rank(b)),
    unlisted: found.filter(({ id }) => !told.has(id)),
    replayed,
    incomplete: incompletenessOf(end, truncated, found.length),
    ...(baseline && expectations
      ? {
          baseline: {
            baseline,
            unmet: entries.filter((entry) => !used.has(entry)),
            expired: entries.filter((entry) => isExpired(entry, expectations.today)),
            unexplained: entries.filter(({ reason }) => isPlaceholder(reason)),
          },
        }
      : {}),
  };
}

function countsOf(findings: readonly Pick<FindingRecord, 'grade'>[]): Record<FindingGrade, number> {
  const counts = { fail: 0, 'non-strict': 0, informational: 0, divergent: 0 };
  for (const { grade } of findings) counts[grade]++;
  return counts;
}

function rank({ finding }: JudgedFinding): number {
  return GRADES.indexOf(finding.grade);
}

function incompletenessOf(
  end: FuzzEndRecord | undefined,
  truncated: number | undefined,
  found: number,
): CampaignIncompleteness[] {
  if (truncated !== undefined) {
    return [{ code: 'truncated', message: `line ${truncated} is cut off: the campaign was killed` }];
  }
  if (!end)
    return [{ code: 'no-end', message: 'there is no end record: the campaign was killed, or goes on' }];
  return [
    ...(end.aborted
      ? [{ code: 'aborted' as const, message: `the campaign ended early: ${end.aborted.message}` }]
      : []),
    ...(end.findings === found
      ? []
      : [
          {
            code: 'counts-disagree' as const,
            message: `the end record counts ${end.findings} findings, the file has ${found}`,
          },
        ]),
  ];
}

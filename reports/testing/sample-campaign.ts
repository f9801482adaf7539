import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import path from 'node:path';
import type { BaselineEntry } from '../baseline/baseline.ts';
import type { CampaignSummary } from '../fuzz/campaign-summary.ts';
import { type CampaignVerdict, verdictOfCampaign } from '../fuzz/campaign-verdict.ts';
import type {
  FindingRecord,
  FuzzEndRecord,
  FuzzFileRecord,
  FuzzRecord,
  ReplayedRecord,
} from '../fuzz/fuzz-record.ts';
import { summariseCampaign } from '../fuzz/summarise-campaign.ts';
import type { VerdictOptions } from '../gate-rules.ts';
import { sampleError, samplePair } from './sample-exchanges.ts';

/** An id of a finding by a digit. */
export const idOf = (digit: string): string => `F-${digit.repeat(12)}`;

export const sampleFuzz: FuzzRecord = {
  kind: 'fuzz',
  schema: 1,
  tool: { name: 'bucketproof', version: '0' },
  dialect: 'sample-store',
  profile: 'v1',
  target: { name: 'staging', endpoint: 'http://storage.test', embedded: false },
  seed: 7,
  runId: 'f0000007',
  startedAt: '2026-11-21T10:00:00.000Z',
  command: "bucketproof fuzz --target 'my staging.yaml' --seed 7",
  classes: ['xm-two-roots', 'ra-suffix'],
  operations: 3,
};

/** A finding of a rule, confirmed, with both exchanges. */
export function sampleFinding(digit: string, change: Partial<FindingRecord> = {}): FindingRecord {
  const { target, reference } = samplePair(
    { operation: 'PutThing', method: 'PUT', target: '/thing', body: '<A/><A/>' },
    { status: 200, reason: 'OK' },
    sampleError(400, 'Bad Request', 'MalformedXML', 'two roots'),
  );
  return {
    kind: 'finding',
    schema: 1,
    id: idOf(digit),
    family: digit.repeat(12),
    dialect: 'sample-store',
    profile: 'v1',
    operation: 'PutThing',
    oracle: 'rule',
    rule: 'xm-two-roots',
    grade: 'fail',
    path: 'status:refused→200',
    title: `PUT Thing, the document twice (body): ${digit}`,
    source: 'XML 1.0 section 2.1',
    mutations: ['xm-two-roots'],
    says: { documentation: 'a refusal: 4xx', reference: '400 MalformedXML', target: '200' },
    referenceToo: false,
    confirmed: { same: 3, of: 3 },
    case: {
      schema: 1,
      operation: 'PutThing',
      identity: 'main',
      parameters: [{ in: 'header', name: 'x-a', value: '1' }],
      mutations: [{ slug: 'xm-two-roots', slot: 'body', args: null }],
      signOrder: 'mutate-then-sign',
    },
    evidence: { target, reference, bytes: { target: { responseBody: 'aGFsbG8=' } } },
    found: { cases: 12, ms: 340, tried: 5 },
    ...change,
  };
}

/** A finding that only differs from the reference. */
export function divergentFinding(digit: string, change: Partial<FindingRecord> = {}): FindingRecord {
  const { source: _, ...rest } = sampleFinding(digit, {
    oracle: 'differential',
    rule: 'as-reference',
    grade: 'divergent',
    path: 'header etag',
    says: { documentation: 'nothing that a rule here knows of', reference: '200: "a"', target: '200: "b"' },
  });
  return { ...rest, ...change };
}

/** A known finding that was sent again. */
export function sampleReplay(digit: string, change: Partial<ReplayedRecord> = {}): ReplayedRecord {
  return {
    kind: 'replayed',
    schema: 1,
    id: idOf(digit),
    title: `known ${digit}`,
    grade: 'fail',
    state: 'still',
    same: 3,
    of: 3,
    got: '200',
    note: '',
    ...change,
  };
}

/** The records of a whole campaign with these findings. */
export function campaignWith(
  records: readonly (FindingRecord | ReplayedRecord)[],
  change: Partial<FuzzEndRecord> | 'none' = {},
): FuzzFileRecord[] {
  const start: FuzzFileRecord[] = [sampleFuzz, ...records];
  if (change === 'none') return start;
  const end: FuzzEndRecord = {
    kind: 'fuzz-end',
    finishedAt: '2026-11-21T10:01:00.000Z',
    durationMs: 60_000,
    cases: 900,
    requests: { target: 1000, reference: 1000 },
    outcomes: { accepted: 500, refused: 400 },
    novelty: 120,
    findings: records.filter(({ kind }) => kind === 'finding').length,
    duplicates: {},
    flaky: 0,
    flakes: [],
    unprepared: 0,
    coverage: { 'xm-two-roots': { sent: 10, refused: 9, accepted: 1, notDelivered: 0 } },
    memory: [1, 2, 3],
    leftBehind: [],
    ...change,
  };
  return [...start, end];
}

/** Runs `use` with the path of a file that holds the records of a campaign; the file is gone afterwards. */
export async function withCampaignFile<T>(
  records: readonly FuzzFileRecord[],
  use: (file: string, folder: string) => Promise<T>,
): Promise<T> {
  const folder = await mkdtemp(path.join(tmpdir(), 'bucketproof-campaign-'));
  try {
    const file = path.join(folder, 'c.fuzz.jsonl');
    await writeFile(file, records.map((record) => `${JSON.stringify(record)}\n`).join(''));
    return await use(file, folder);
  } finally {
    await rm(folder, { recursive: true, force: true });
  }
}

/** An entry of a baseline about a finding, satisfied by whatever is wrong. */
export function entry(digit: string, change: Partial<BaselineEntry> = {}): BaselineEntry {
  return { id: idOf(digit), expect: 'known-fail', reason: 'mended in 3.2', line: 4, ...change };
}

/** A campaign held against these entries; against none when there are none to name. */
export async function judged(
  records: readonly FuzzFileRecord[],
  entries?: readonly BaselineEntry[],
  options: VerdictOptions = {},
): Promise<{ readonly summary: CampaignSummary; readonly verdict: CampaignVerdict }> {
  const expectations = entries && { baseline: { file: 'b.yaml', entries }, today: '2026-11-21' };
  const summary = await withCampaignFile(records, (file) =>
    summariseCampaign(file, expectations ? { expectations } : {}),
  );
  return { summary, verdict: verdictOfCampaign(summary, options) };
}

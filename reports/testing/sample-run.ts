import type { CheckRecord, EndRecord, Level, RunFileRecord, RunRecord } from '../record.ts';
import { sampleExchange } from './sample-exchanges.ts';
import { SAMPLE_NOTABLE } from './sample-notable.ts';

export interface SampleOptions {
  /** Checks in all, at least as many as there are notable ones. */
  readonly checks?: number;
  /** How often the notable checks come; default once. */
  readonly notable?: number;
}

const OPERATIONS = [
  'GetService',
  'PutBucket',
  'GetBucket',
  'HeadBucket',
  'DeleteBucket',
  'PutObject',
  'GetObject',
  'HeadObject',
  'CopyObject',
  'DeleteObject',
  'PutObjectAcl',
  'InitiateMultipartUpload',
  'UploadPart',
  'CompleteMultipartUpload',
  'AppendObject',
] as const;

const PASSING = [
  'an unsigned request is refused with 403',
  'a signature that is one second too old is refused',
  'the answer carries a request id and a date',
  'an unknown query parameter does no harm',
  'a key of 850 bytes is taken',
  'a body whose MD5 does not match is refused and nothing is stored',
  'the entity tag is the MD5 of the body in quotes',
];

const CLAIMS: RunRecord['claims'] = {
  'S-GETOBJ-07': claim(
    'must',
    'GET Object',
    'A Range request within the object answers 206 with exactly those bytes',
  ),
  'S-GETOBJ-08': claim('must', 'GET Object', 'A partial answer carries Content-Range'),
  'S-LIST-02': claim('must', 'GET Bucket', 'Keys are listed in ascending UTF-8 byte order'),
  'S-LIST-11': claim('must', 'GET Bucket', 'A truncated page carries NextMarker'),
  'S-ACL-04': claim('must', 'PUT Object acl', 'Only the owner and grantees of WRITE_ACP may change an ACL'),
  'S-ERR-12': claim('must', 'Error codes', 'Reading an absent key answers 404 NoSuchKey'),
  'S-ERR-03': claim('should', 'Error codes', 'Error documents are sent as application/xml'),
  'S-COMPLETE-05': claim('must', 'Complete Multipart Upload', 'Parts out of order are refused with 400'),
  'S-HEADOBJ-02': claim('must', 'HEAD Object', 'Custom metadata comes back unchanged'),
  'S-COPY-09': claim('must', 'PUT Object - Copy', 'The caller needs read access to the source'),
  'S-COMMON-01': claim('must', 'Common headers', 'Every answer carries a request id'),
};

function claim(level: Level, source: string, text: string): RunRecord['claims'][string] {
  return { level, source, text };
}

/** The records of a made-up run, in order. The same options give the same records. */
export function sampleRun({ checks = 430, notable = 1 }: SampleOptions = {}): RunFileRecord[] {
  const found = Array.from({ length: notable }, (_, round) =>
    SAMPLE_NOTABLE.map((one) => notableCheck(one, round === 0 ? '' : `-${round + 1}`)),
  ).flat();
  const rest = Array.from({ length: Math.max(0, checks - found.length) }, (_, n) => quietCheck(n));
  // Checks end in any order.
  const all = interleave(rest, found);
  return [runOf(all), ...all, endOf(all)];
}

function notableCheck(one: (typeof SAMPLE_NOTABLE)[number], suffix: string): CheckRecord {
  const { slug, pairs, reason, referenceFailed = false, ...rest } = one;
  return {
    kind: 'check',
    id: `sample/${rest.operation.toLowerCase()}/${slug}${suffix}`,
    operationTitle: rest.operation,
    ...rest,
    ...(reason === undefined ? {} : { reason }),
    referenceFailed,
    transcripts: { target: pairs.map((p) => p.target), reference: pairs.map((p) => p.reference) },
    attempts: 1,
    durationMs: 41,
  };
}

function quietCheck(n: number): CheckRecord {
  const operation = OPERATIONS[n % OPERATIONS.length] ?? 'GetObject';
  const level: Level = n % 9 === 4 ? 'should' : n % 23 === 7 ? 'may' : 'must';
  const skipped =
    operation === 'AppendObject'
      ? { code: 'feature-not-declared', message: 'the target profile says appendObject: false' }
      : n % 61 === 5
        ? { code: 'needs-second-account', message: 'the target profile has no second identity' }
        : undefined;
  const exchange = (on: 'target' | 'reference') =>
    sampleExchange(on, { operation, method: 'GET', target: `/bp/${n}` }, { status: 200, reason: 'OK' });
  return {
    kind: 'check',
    id: `sample/${operation.toLowerCase()}/case-${n + 1}`,
    operation,
    operationTitle: operation,
    title: PASSING[n % PASSING.length] ?? '',
    claims: ['S-COMMON-01'],
    level,
    impact: 'breaks-clients',
    outcome: skipped === undefined ? 'pass' : 'skipped',
    ...(skipped === undefined ? {} : { reason: skipped }),
    mismatches: [],
    divergences: [],
    referenceFailed: false,
    transcripts:
      skipped === undefined
        ? { target: [exchange('target')], reference: [exchange('reference')] }
        : { target: [], reference: [] },
    attempts: skipped === undefined ? 1 : 0,
    durationMs: 12,
  };
}

function interleave(rest: readonly CheckRecord[], found: readonly CheckRecord[]): CheckRecord[] {
  const every = Math.max(1, Math.floor(rest.length / Math.max(1, found.length)));
  const all: CheckRecord[] = [];
  let next = 0;
  rest.forEach((check, at) => {
    all.push(check);
    if ((at + 1) % every === 0 && next < found.length) {
      const one = found[next];
      if (one !== undefined) all.push(one);
      next += 1;
    }
  });
  return [...all, ...found.slice(next)];
}

function runOf(checks: readonly CheckRecord[]): RunRecord {
  const at = (level: Level): number => checks.filter((check) => check.level === level).length;
  return {
    kind: 'run',
    schema: 1,
    tool: { name: 'bucketproof', version: '0.1.0' },
    catalogue: 'sha256:4be1c3f0a9d27b65',
    dialect: 'sample-store',
    profile: '2018',
    target: {
      name: 'acme staging',
      endpoint: 'https://oss.acme.example',
      vendor: 'Acme',
      product: 'Acme Store',
      version: '3.4',
      region: 'eu-frankfurt',
      embedded: false,
    },
    features: {
      declared: { appendObject: false, versioning: true, website: true },
      probed: { appendObject: false, versioning: true, website: false },
    },
    seed: 20181112,
    runId: '7f3a9c',
    startedAt: '2026-11-21T09:41:02.118Z',
    command: 'bucketproof run --target acme-staging.yaml --seed 20181112',
    planned: { checks: checks.length, must: at('must'), should: at('should'), may: at('may') },
    clockSkewMs: 840,
    claims: CLAIMS,
  };
}

/** The end record that fits these checks. */
export function endOf(checks: readonly CheckRecord[]): EndRecord {
  const of = (outcome: CheckRecord['outcome']): number =>
    checks.filter((check) => check.outcome === outcome).length;
  return {
    kind: 'end',
    finishedAt: '2026-11-21T09:42:14.902Z',
    durationMs: 72_784,
    counts: {
      pass: of('pass'),
      fail: of('fail'),
      divergent: of('divergent'),
      skipped: of('skipped'),
      inconclusive: of('inconclusive'),
      flaky: of('flaky'),
    },
    referenceFailures: checks.filter((check) => check.referenceFailed).length,
    requests: 1312,
    bytes: { sent: 481_220, received: 1_922_118 },
    resources: { created: 391, removed: 390, leftBehind: ['bp-7f3a-1250000000/bp/copy/source'] },
    waitingShare: 0.91,
  };
}

import fc from 'fast-check';
import type {
  AttemptOutcome,
  BodyRecord,
  CheckRecord,
  EndRecord,
  ExchangeRecord,
  Level,
  Outcome,
  RunFileRecord,
  RunRecord,
} from '../record.ts';

/** Generators of records with hostile contents, typed by `record.ts`: what the types allow, the schemas must take. */

/** Text as a target could send it: markup, escapes, control, invisible and reordering characters, lone surrogates. */
export const hostileText: fc.Arbitrary<string> = fc.oneof(
  fc.string({ unit: 'binary', maxLength: 30 }),
  fc.string({ unit: 'grapheme', maxLength: 30 }),
  fc.constantFrom(
    '</script><script>alert(1)</script>',
    '"><img src=x onerror=alert(1)>',
    "' onfocus='alert(1)",
    '<!--',
    ']]>',
    '\u001b[2J\u001b]0;owned\u0007',
    '\u202eevil\u202c',
    'a\u200bb\u00a0c',
    '\ud800',
    '\u0000',
    '| a | b |\n|---|---|',
    '`` ` ``',
    '@everyone https://evil.example #1',
    '![x](http://evil.example/x.png)',
    "'; rm -rf / #",
    '$(id)`id`',
    '::error::owned',
  ),
);

const size = fc.nat({ max: 5_000_000 });
const level = fc.constantFrom<Level>('must', 'should', 'may');
const headers = fc.array(fc.tuple(hostileText, hostileText), { maxLength: 5 });
const milliseconds = fc.double({ min: 0, max: 1e6, noNaN: true });

export const body: fc.Arbitrary<BodyRecord> = fc.oneof(
  fc.record({ text: hostileText, size }),
  fc.record({
    base64: fc.uint8Array({ maxLength: 40 }).map((bytes) => Buffer.from(bytes).toString('base64')),
    size,
  }),
  fc.record({ size, sha256: fc.stringMatching(/^[0-9a-f]{64}$/) }),
);

export const exchange: fc.Arbitrary<ExchangeRecord> = fc.record(
  {
    operation: hostileText,
    identity: fc.constantFrom('main', 'second', 'anonymous'),
    phase: fc.constantFrom('setup', 'act'),
    request: fc.record({
      method: hostileText,
      target: hostileText,
      headers,
      body,
      transport: fc.constantFrom('undici', 'raw'),
    }),
    response: fc.record({
      status: fc.nat({ max: 999 }),
      reason: hostileText,
      httpVersion: hostileText,
      headers,
      body,
      interim: fc.array(fc.integer({ min: 100, max: 199 }), { maxLength: 2 }),
    }),
    failure: fc.record({ kind: hostileText, message: hostileText }),
    durationMs: milliseconds,
  },
  { requiredKeys: ['operation', 'identity', 'phase', 'request', 'durationMs'] },
);

const at = fc.integer({ min: -1, max: 3 });
const mismatch = fc.record({ exchange: at, facet: hostileText, expected: hostileText, got: hostileText });
const divergence = fc.record({
  exchange: at,
  facet: hostileText,
  reference: hostileText,
  target: hostileText,
});
const nonEmpty = hostileText.filter((text) => text !== '');

const attempt = fc.constantFrom<AttemptOutcome>('pass', 'fail', 'divergent', 'inconclusive');

/** A check whose evidence fits its outcome. */
export const check: fc.Arbitrary<CheckRecord> = fc
  .constantFrom<Outcome>('pass', 'fail', 'divergent', 'skipped', 'inconclusive', 'flaky')
  .chain((outcome) => {
    const needsReason = ['skipped', 'inconclusive', 'flaky'].includes(outcome);
    const clean = outcome === 'pass' || outcome === 'divergent';
    return fc.record({
      kind: fc.constant('check'),
      id: fc.stringMatching(/^[a-z0-9][a-z0-9._/-]{0,40}$/),
      operation: nonEmpty,
      operationTitle: nonEmpty,
      title: hostileText,
      claims: fc.array(hostileText, { maxLength: 3 }),
      level,
      impact: fc.constantFrom('data-loss', 'security', 'breaks-clients', 'cosmetic'),
      outcome: fc.constant(outcome),
      ...(needsReason ? { reason: fc.record({ code: nonEmpty, message: hostileText }) } : {}),
      ...(outcome === 'flaky' ? { outcomes: fc.array(attempt, { minLength: 2, maxLength: 4 }) } : {}),
      mismatches: fc.array(mismatch, { minLength: outcome === 'fail' ? 1 : 0, maxLength: clean ? 0 : 3 }),
      divergences: fc.array(divergence, { minLength: outcome === 'divergent' ? 1 : 0, maxLength: 3 }),
      referenceFailed: fc.boolean(),
      ...(outcome === 'fail' ? { referenceProblem: hostileText } : {}),
      transcripts: fc.record({
        target: fc.array(exchange, { maxLength: 3 }),
        reference: fc.array(exchange, { maxLength: 3 }),
      }),
      attempts: fc.nat({ max: 5 }),
      durationMs: milliseconds,
    });
  });

const flags = fc.dictionary(hostileText, fc.boolean(), { maxKeys: 3 });
const dateTime = fc
  .date({ min: new Date('1990-01-01'), max: new Date('2100-01-01'), noInvalidDate: true })
  .map((date) => date.toISOString());
const count = fc.nat({ max: 2000 });

export const run: fc.Arbitrary<RunRecord> = fc.record(
  {
    kind: fc.constant('run'),
    schema: fc.constant(1),
    tool: fc.record({ name: hostileText, version: hostileText }),
    catalogue: nonEmpty,
    dialect: nonEmpty,
    profile: hostileText,
    target: fc.record(
      {
        name: hostileText,
        endpoint: hostileText,
        vendor: hostileText,
        product: hostileText,
        version: hostileText,
        region: hostileText,
        embedded: fc.boolean(),
      },
      { requiredKeys: ['name', 'endpoint', 'region', 'embedded'] },
    ),
    features: fc.record({ declared: flags, probed: flags }),
    seed: fc.integer(),
    runId: nonEmpty,
    startedAt: dateTime,
    command: hostileText,
    selection: fc.record({
      only: fc.array(hostileText, { maxLength: 2 }),
      skip: fc.array(hostileText, { maxLength: 2 }),
    }),
    shard: fc.record({
      index: fc.integer({ min: 1, max: 9 }),
      count: fc.integer({ min: 1, max: 9 }),
      checks: count,
    }),
    repeat: fc.integer({ min: 1, max: 9 }),
    planned: fc.record({ checks: count, must: count, should: count, may: count }),
    clockSkewMs: fc.double({ min: -1e6, max: 1e6, noNaN: true }),
    claims: fc.dictionary(hostileText, fc.record({ level, source: hostileText, text: hostileText }), {
      maxKeys: 4,
    }),
  },
  {
    requiredKeys: [
      'kind',
      'schema',
      'tool',
      'catalogue',
      'dialect',
      'profile',
      'target',
      'features',
      'seed',
      'runId',
      'startedAt',
      'command',
      'planned',
      'claims',
    ],
  },
);

export const end: fc.Arbitrary<EndRecord> = fc.record(
  {
    kind: fc.constant('end'),
    finishedAt: dateTime,
    durationMs: milliseconds,
    counts: fc.record({
      pass: count,
      fail: count,
      divergent: count,
      skipped: count,
      inconclusive: count,
      flaky: count,
    }),
    referenceFailures: count,
    requests: count,
    bytes: fc.record({ sent: size, received: size }),
    resources: fc.record({
      created: count,
      removed: count,
      leftBehind: fc.array(hostileText, { maxLength: 3 }),
    }),
    waitingShare: fc.double({ min: 0, max: 1, noNaN: true }),
    aborted: fc.record({ code: nonEmpty, message: hostileText }),
  },
  {
    requiredKeys: [
      'kind',
      'finishedAt',
      'durationMs',
      'counts',
      'referenceFailures',
      'requests',
      'bytes',
      'resources',
      'waitingShare',
    ],
  },
);

export const anyRecord: fc.Arbitrary<RunFileRecord> = fc.oneof(run, check, end);

/** A whole, well-formed run: unique ids, counts that agree. */
export const wholeRun: fc.Arbitrary<{ readonly run: RunRecord; readonly checks: readonly CheckRecord[] }> = fc
  .tuple(run, fc.uniqueArray(check, { selector: ({ id }) => id, maxLength: 8 }))
  .map(([first, checks]) => {
    const of = (name: Level): number => checks.filter((one) => one.level === name).length;
    const planned = { checks: checks.length, must: of('must'), should: of('should'), may: of('may') };
    return { run: { ...first, planned }, checks };
  });

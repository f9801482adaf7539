import { exchangeDefs } from './exchange.ts';

/** JSON Schema of one check's line. */
export const checkSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:bucketproof:record:1:check',
  title: 'check record',
  description: 'What happened to one check, with both transcripts.',
  $defs: {
    ...exchangeDefs,
    exchangeIndex: {
      type: 'integer',
      minimum: -1,
      description: "Index into the target's transcript; -1 when it is about no single exchange.",
    },
  },
  type: 'object',
  properties: {
    kind: { const: 'check' },
    id: {
      type: 'string',
      pattern: '^[a-z0-9][a-z0-9._/-]*$',
      maxLength: 250,
      description:
        'Permanent slug, e.g. dialect/operation/behaviour; an anchor in reports and a key in baselines.',
    },
    operation: { type: 'string', minLength: 1 },
    operationTitle: { type: 'string', minLength: 1 },
    title: { type: 'string' },
    claims: { type: 'array', items: { type: 'string' } },
    source: { type: 'string', description: 'What it rests on when that is no claim: a section of an RFC.' },
    level: { enum: ['must', 'should', 'may'] },
    impact: { enum: ['data-loss', 'security', 'breaks-clients', 'cosmetic'] },
    outcome: { enum: ['pass', 'fail', 'divergent', 'skipped', 'inconclusive', 'flaky'] },
    reason: {
      type: 'object',
      description: 'Why it was skipped, is inconclusive or flaky: a stable slug and a sentence.',
      properties: { code: { type: 'string', minLength: 1 }, message: { type: 'string' } },
      required: ['code', 'message'],
      additionalProperties: false,
    },
    mismatches: {
      type: 'array',
      description: 'Where the target differs from the documentation.',
      items: {
        type: 'object',
        properties: {
          exchange: { $ref: '#/$defs/exchangeIndex' },
          facet: { type: 'string' },
          expected: { type: 'string' },
          got: { type: 'string' },
        },
        required: ['exchange', 'facet', 'expected', 'got'],
        additionalProperties: false,
      },
    },
    divergences: {
      type: 'array',
      description: 'Where the target differs from the reference, after symbolising what may differ.',
      items: {
        type: 'object',
        properties: {
          exchange: { $ref: '#/$defs/exchangeIndex' },
          facet: { type: 'string' },
          reference: { type: 'string' },
          target: { type: 'string' },
        },
        required: ['exchange', 'facet', 'reference', 'target'],
        additionalProperties: false,
      },
    },
    referenceFailed: { type: 'boolean', description: 'The reference fails its own check: a bug of ours.' },
    referenceProblem: {
      type: 'string',
      description: 'The first thing that is wrong with the reference there.',
    },
    transcripts: {
      type: 'object',
      properties: {
        target: { type: 'array', items: { $ref: '#/$defs/exchange' } },
        reference: { type: 'array', items: { $ref: '#/$defs/exchange' } },
      },
      required: ['target', 'reference'],
      additionalProperties: false,
    },
    attempts: { type: 'integer', minimum: 0 },
    outcomes: {
      type: 'array',
      description: 'What each attempt came to, in order, when there were several.',
      items: { enum: ['pass', 'fail', 'divergent', 'skipped', 'inconclusive'] },
    },
    durationMs: { type: 'number', minimum: 0 },
  },
  required: [
    'kind',
    'id',
    'operation',
    'operationTitle',
    'title',
    'claims',
    'level',
    'impact',
    'outcome',
    'mismatches',
    'divergences',
    'referenceFailed',
    'transcripts',
    'attempts',
    'durationMs',
  ],
  additionalProperties: false,
  // An outcome that does not show what it rests on cannot be reviewed.
  allOf: [
    {
      if: { properties: { outcome: { enum: ['skipped', 'inconclusive', 'flaky'] } } },
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
      then: { required: ['reason'] },
    },
    {
      if: { properties: { outcome: { const: 'flaky' } } },
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
      then: { required: ['outcomes'], properties: { outcomes: { minItems: 2 } } },
    },
    {
      if: { properties: { outcome: { const: 'fail' } } },
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
      then: { properties: { mismatches: { minItems: 1 } } },
    },
    {
      if: { properties: { outcome: { const: 'divergent' } } },
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
      then: { properties: { divergences: { minItems: 1 }, mismatches: { maxItems: 0 } } },
    },
    {
      if: { properties: { outcome: { const: 'pass' } } },
      // biome-ignore lint/suspicious/noThenProperty: `then` is a keyword of JSON Schema
      then: { properties: { mismatches: { maxItems: 0 } } },
    },
  ],
} as const;

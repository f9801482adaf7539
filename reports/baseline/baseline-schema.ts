/** JSON Schema of a baseline file, which is YAML. For editors, and to check it. */
export const baselineSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:bucketproof:baseline:1',
  title: 'baseline',
  description: 'What is known to be wrong with a target, so that a gate tells new from known.',
  $defs: {
    day: { type: 'string', pattern: '^\\d{4}-(?:0[1-9]|1[0-2])-(?:0[1-9]|[12]\\d|3[01])$' },
    text: { type: 'string', minLength: 1 },
    entry: {
      type: 'object',
      properties: {
        id: {
          type: 'string',
          pattern: '^(?:[a-z0-9*][a-z0-9._/*-]*|F-[0-9a-f]{12}|F-[0-9a-f]*\\*[0-9a-f*]*)$',
          maxLength: 250,
          description:
            'The id of a check or of a finding of the fuzzer, or a glob over either: * is any run of characters.',
        },
        family: {
          type: 'string',
          pattern: '^[0-9a-f]{12}$',
          description: 'Of a finding: the same bug on another operation is known as well.',
        },
        expect: { enum: ['known-fail', 'known-divergent', 'flaky'] },
        got: { $ref: '#/$defs/got' },
        reason: { type: 'string', minLength: 1, description: 'Why it is accepted. Mandatory.' },
        issue: { $ref: '#/$defs/text' },
        owner: { $ref: '#/$defs/text' },
        since: { $ref: '#/$defs/day' },
        expires: { $ref: '#/$defs/day', description: 'The last day on which the entry holds.' },
      },
      required: ['id', 'expect', 'reason'],
      additionalProperties: false,
    },
    got: {
      type: 'object',
      description: 'The wrong behaviour that is known. Anything else is a regression.',
      minProperties: 1,
      properties: {
        status: { type: 'integer', minimum: 0, description: 'Status of the first answer complained of.' },
        code: { type: 'string', description: 'Its error code, when that or the status is wrong; a glob.' },
        facets: {
          type: 'object',
          description: 'All else that is wrong, with what was got there: a glob, or several.',
          additionalProperties: {
            anyOf: [{ type: 'string' }, { type: 'array', items: { type: 'string' }, minItems: 1 }],
          },
        },
      },
      additionalProperties: false,
    },
  },
  type: 'object',
  properties: {
    dialect: { $ref: '#/$defs/text' },
    target: { type: 'string', description: 'Name of the target, for people.' },
    catalogue: { type: 'string', description: 'Digest of the catalogue it was last written from.' },
    entries: { type: 'array', items: { $ref: '#/$defs/entry' } },
  },
  required: ['entries'],
  additionalProperties: false,
} as const;

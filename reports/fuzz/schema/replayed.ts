/** JSON Schema of the line of a known finding that was sent again. */
export const replayedSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  $id: 'urn:bucketproof:record:1:replayed',
  title: 'replayed record',
  description: 'A finding of the baseline that the campaign did not meet and that was sent again for that.',
  type: 'object',
  properties: {
    kind: { const: 'replayed' },
    schema: { const: 1 },
    id: { type: 'string', pattern: '^F-[0-9a-f]{12}$' },
    title: { type: 'string' },
    grade: { enum: ['fail', 'non-strict', 'informational', 'divergent'] },
    state: { enum: ['fixed', 'still', 'changed', 'cannot-run'] },
    same: { type: 'integer', minimum: 0 },
    of: { type: 'integer', minimum: 0 },
    got: { type: 'string', description: 'Outcome on the target; absent when it could not be sent.' },
    note: { type: 'string' },
  },
  required: ['kind', 'schema', 'id', 'title', 'grade', 'state', 'same', 'of', 'note'],
  additionalProperties: false,
} as const;

/** Shared definitions of the `check` schema: one request, its response, and bodies as recorded. */
export const exchangeDefs = {
  size: { type: 'integer', minimum: 0, description: 'Bytes.' },
  headers: {
    type: 'array',
    description: 'Header fields as on the wire, in order; repeated names stay repeated.',
    items: {
      type: 'array',
      prefixItems: [{ type: 'string' }, { type: 'string' }],
      items: false,
      minItems: 2,
    },
  },
  body: {
    description: 'A body: whole up to 4 KiB as text or base64, else its size and digest.',
    anyOf: [
      {
        type: 'object',
        properties: { text: { type: 'string' }, size: { $ref: '#/$defs/size' } },
        required: ['text', 'size'],
        additionalProperties: false,
      },
      {
        type: 'object',
        properties: {
          base64: {
            type: 'string',
            pattern: '^(?:[A-Za-z0-9+/]{4})*(?:[A-Za-z0-9+/]{2}==|[A-Za-z0-9+/]{3}=)?$',
          },
          size: { $ref: '#/$defs/size' },
        },
        required: ['base64', 'size'],
        additionalProperties: false,
      },
      {
        type: 'object',
        properties: {
          size: { $ref: '#/$defs/size' },
          sha256: { type: 'string', pattern: '^[0-9a-f]{64}$' },
        },
        required: ['size', 'sha256'],
        additionalProperties: false,
      },
    ],
  },
  exchange: {
    type: 'object',
    description: 'One request and its response, redacted when it was recorded.',
    properties: {
      operation: { type: 'string' },
      identity: { type: 'string', description: 'Who signed: main, second, anonymous.' },
      phase: { enum: ['setup', 'act'], description: 'setup prepares, act is judged.' },
      request: {
        type: 'object',
        properties: {
          method: { type: 'string' },
          target: { type: 'string', description: 'The request target as on the request line.' },
          headers: { $ref: '#/$defs/headers' },
          body: { $ref: '#/$defs/body' },
          transport: { enum: ['undici', 'raw'] },
        },
        required: ['method', 'target', 'headers', 'body', 'transport'],
        additionalProperties: false,
      },
      response: {
        type: 'object',
        properties: {
          status: { type: 'integer', minimum: 0 },
          reason: { type: 'string' },
          httpVersion: { type: 'string' },
          headers: { $ref: '#/$defs/headers' },
          body: { $ref: '#/$defs/body' },
          interim: {
            type: 'array',
            description: 'Statuses of the 1xx responses before this one.',
            items: { type: 'integer', minimum: 0 },
          },
        },
        required: ['status', 'reason', 'httpVersion', 'headers', 'body', 'interim'],
        additionalProperties: false,
      },
      failure: {
        type: 'object',
        description: 'Why there is no response, or no whole one.',
        properties: { kind: { type: 'string' }, message: { type: 'string' } },
        required: ['kind', 'message'],
        additionalProperties: false,
      },
      durationMs: { type: 'number', minimum: 0 },
    },
    required: ['operation', 'identity', 'phase', 'request', 'durationMs'],
    additionalProperties: false,
  },
} as const;

/** JSON Schema (2020-12) of a target profile, after `${ENV}` references are replaced. */
export const profileSchema = {
  $schema: 'https://json-schema.org/draft/2020-12/schema',
  title: 'bucketproof target profile',
  type: 'object',
  required: ['dialect', 'endpoint', 'identities'],
  additionalProperties: false,
  properties: {
    name: { type: 'string', minLength: 1, description: 'Name that appears in reports' },
    vendor: { type: 'string' },
    product: { type: 'string' },
    version: { type: 'string' },
    dialect: { type: 'string', description: 'The API the target speaks' },
    profile: { type: 'string', description: 'Documents of the dialect the target claims to follow' },
    endpoint: {
      type: 'string',
      pattern: '^https?://[^/?#@]+/?$',
      description: 'Where connections go',
      examples: ['http://127.0.0.1:9000', 'https://storage.example.com'],
    },
    addressing: { enum: ['virtual-host', 'path'], description: 'Bucket in the Host header, or in the path' },
    hostSuffix: { $ref: '#/$defs/host', description: 'What follows the bucket in the Host header' },
    serviceHost: { $ref: '#/$defs/host', description: 'Host header of requests that address no bucket' },
    region: { type: 'string', pattern: '^[A-Za-z0-9._-]+$', examples: ['ap-beijing'] },
    identities: {
      type: 'object',
      required: ['main'],
      additionalProperties: { $ref: '#/$defs/identity' },
      properties: { main: { $ref: '#/$defs/identity' } },
      description: 'Whom requests are sent as, by role; main owns what a run makes',
    },
    features: {
      type: 'object',
      additionalProperties: { type: 'boolean' },
      description: 'What the target offers; what is not named is taken to be there',
    },
    limits: {
      type: 'object',
      additionalProperties: false,
      properties: {
        bucketsPerAccount: {
          type: 'integer',
          minimum: 2,
          description: 'Buckets the run may have in the account of main at the same time',
        },
      },
    },
    consistency: {
      type: 'object',
      additionalProperties: false,
      properties: { window: { $ref: '#/$defs/duration' } },
    },
    rate: {
      type: 'object',
      additionalProperties: false,
      properties: {
        concurrency: { type: 'integer', minimum: 1, maximum: 256 },
        perSecond: { type: 'number', minimum: 0.01, maximum: 100_000 },
      },
    },
    timeouts: {
      type: 'object',
      additionalProperties: false,
      properties: {
        connect: { $ref: '#/$defs/duration' },
        response: { $ref: '#/$defs/duration' },
        bodyIdle: { $ref: '#/$defs/duration' },
        exchange: { $ref: '#/$defs/duration' },
      },
    },
    tls: {
      type: 'object',
      additionalProperties: false,
      properties: {
        insecure: { type: 'boolean', description: 'Accept any certificate' },
        ca: { type: 'string', description: 'PEM file of the authority to trust' },
      },
    },
  },
  $defs: {
    host: {
      type: 'string',
      pattern: '^([A-Za-z0-9._-]+|\\[[0-9a-fA-F:.]+\\])(:[0-9]{1,5})?$',
      description: 'A host name, with a port unless it is the usual one',
      examples: ['storage.example.com', 'localhost:9000'],
    },
    visible: {
      type: 'string',
      pattern: '^[\\x21-\\x7e]+$',
      description: 'Visible ASCII characters, no blanks or line breaks',
      examples: ['letters and digits, with no blank or line break at the end'],
    },
    duration: {
      type: 'string',
      pattern: '^[0-9]{1,6}(\\.[0-9]{1,6})?(ms|s|m)$',
      description: 'A number and ms, s or m',
      examples: ['500ms', '2s', '1m'],
    },
    identity: {
      type: 'object',
      required: ['keyId', 'secret', 'account'],
      properties: {
        keyId: { $ref: '#/$defs/visible' },
        secret: { $ref: '#/$defs/visible', description: 'Only as a reference to the environment' },
        account: { $ref: '#/$defs/visible' },
        sessionToken: { $ref: '#/$defs/visible', description: 'Only as a reference to the environment' },
      },
      additionalProperties: { type: 'string' },
    },
  },
} as const;

/** Shape of a profile that satisfies the schema. */
export interface ProfileDocument {
  readonly name?: string;
  readonly vendor?: string;
  readonly product?: string;
  readonly version?: string;
  readonly dialect: string;
  readonly profile?: string;
  readonly endpoint: string;
  readonly addressing?: 'virtual-host' | 'path';
  readonly hostSuffix?: string;
  readonly serviceHost?: string;
  readonly region?: string;
  readonly identities: { readonly main: ProfileIdentity; readonly [role: string]: ProfileIdentity };
  readonly features?: Readonly<Record<string, boolean>>;
  readonly limits?: { readonly bucketsPerAccount?: number };
  readonly consistency?: { readonly window?: string };
  readonly rate?: { readonly concurrency?: number; readonly perSecond?: number };
  readonly timeouts?: Readonly<Partial<Record<'connect' | 'response' | 'bodyIdle' | 'exchange', string>>>;
  readonly tls?: { readonly insecure?: boolean; readonly ca?: string };
}

export interface ProfileIdentity {
  readonly keyId: string;
  readonly secret: string;
  readonly account: string;
  readonly sessionToken?: string;
  readonly [field: string]: string | undefined;
}

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
    endpoint: { type: 'string', pattern: '^https?://[^/]+/?$', description: 'Where connections go' },
    addressing: { enum: ['virtual-host', 'path'] },
    hostSuffix: { type: 'string', description: 'What follows the bucket in the Host header' },
    serviceHost: { type: 'string', description: 'Host header of requests that address no bucket' },
    region: { type: 'string', minLength: 1 },
    identities: {
      type: 'object',
      required: ['main'],
      additionalProperties: false,
      properties: { main: { $ref: '#/$defs/identity' }, second: { $ref: '#/$defs/identity' } },
    },
    features: { type: 'object', additionalProperties: { type: 'boolean' } },
    limits: { type: 'object', additionalProperties: { type: 'integer', minimum: 0 } },
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
        perSecond: { type: 'number', exclusiveMinimum: 0 },
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
    duration: { type: 'string', pattern: '^[0-9]+(\\.[0-9]+)?(ms|s|m)$', description: 'e.g. 500ms, 2s, 1m' },
    identity: {
      type: 'object',
      required: ['keyId', 'secret', 'account'],
      properties: {
        keyId: { type: 'string', minLength: 1 },
        secret: { type: 'string', minLength: 1, description: 'Only as a reference to the environment' },
        account: { type: 'string', minLength: 1 },
        sessionToken: { type: 'string', minLength: 1, description: 'Only as a reference to the environment' },
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
  readonly identities: { readonly main: ProfileIdentity; readonly second?: ProfileIdentity };
  readonly features?: Readonly<Record<string, boolean>>;
  readonly limits?: Readonly<Record<string, number>>;
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

import { Ajv2020 } from 'ajv/dist/2020.js';
import type { Credentials } from '../../dialects/core/signing.ts';
import { profileSchema } from './profile-schema.ts';
import { type Environment, readYamlFile, type YamlShape } from './yaml-file.ts';

const schema = {
  $schema: profileSchema.$schema,
  title: 'identities of a local emulator',
  type: 'array',
  minItems: 1,
  items: { $ref: '#/$defs/identity' },
  $defs: profileSchema.$defs,
} as const;

const shape: YamlShape<Credentials[]> = {
  validate: new Ajv2020({ allErrors: true, strict: true }).compile<Credentials[]>(schema),
  schema: { items: schema.items },
  definitions: schema.$defs,
  what: 'the list of identities',
  hint: 'it is a list of - { keyId: …, secret: …, account: … }',
  literalSecrets: true,
};

/** The identities of a YAML file: a list of keyId, secret and account. @throws ProfileError with file and line */
export function readIdentityList(file: string, environment: Environment): Credentials[] {
  return readYamlFile(file, shape, environment).value;
}

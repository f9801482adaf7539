import { Ajv2020 } from 'ajv/dist/2020.js';
import { ProfileError } from './profile-error.ts';
import { type ProfileDocument, profileSchema } from './profile-schema.ts';
import { schemaFault } from './schema-fault.ts';
import { assertSecretsApart } from './secrets-apart.ts';
import { type Environment, parseYaml, readYamlFile, type YamlContent, type YamlShape } from './yaml-file.ts';

const shape: YamlShape<ProfileDocument> = {
  validate: new Ajv2020({ allErrors: true, strict: true }).compile<ProfileDocument>(profileSchema),
  schema: { properties: profileSchema.properties },
  definitions: profileSchema.$defs,
  what: 'the profile',
  hint: 'docs/TARGETS.md shows a profile to start from',
  literalSecrets: false,
};

/**
 * Reads a target profile, replaces `${ENV}` references and checks its shape.
 * @throws ProfileError with file, line and key
 */
export function readProfile(path: string, environment: Environment): YamlContent<ProfileDocument> {
  const content = readYamlFile(path, shape, environment);
  assertSecretsApart(content);
  return content;
}

/**
 * A profile that was put together and not read, checked as one that was.
 * @param file what errors call it
 * @throws ProfileError with the key
 */
export function checkProfile(file: string, value: unknown): YamlContent<ProfileDocument> {
  if (shape.validate(value)) return { value, place: { file, lineOf: () => undefined } };
  const { message, hint } = schemaFault(shape, shape.validate.errors ?? []);
  throw new ProfileError(file, undefined, message, hint);
}

/** As `readProfile`, for text that was read already. `file` is what errors call it. */
export function parseProfile(
  file: string,
  text: string,
  environment: Environment,
): YamlContent<ProfileDocument> {
  const content = parseYaml(file, text, shape, environment);
  assertSecretsApart(content);
  return content;
}

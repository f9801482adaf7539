import { Ajv2020 } from 'ajv/dist/2020.js';
import { type ProfileDocument, profileSchema } from './profile-schema.ts';
import { type Environment, parseYaml, readYamlFile, type YamlShape } from './yaml-file.ts';

const shape: YamlShape<ProfileDocument> = {
  validate: new Ajv2020({ allErrors: true, strict: true }).compile<ProfileDocument>(profileSchema),
  schema: { properties: profileSchema.properties },
  definitions: profileSchema.$defs,
  what: 'the profile',
  literalSecrets: false,
};

/**
 * Reads a target profile, replaces `${ENV}` references and checks its shape.
 * @throws ProfileError with file, line and key
 */
export function readProfile(path: string, environment: Environment): ProfileDocument {
  return readYamlFile(path, shape, environment);
}

/** As `readProfile`, for text that was read already. `file` is what errors call it. */
export function parseProfile(file: string, text: string, environment: Environment): ProfileDocument {
  return parseYaml(file, text, shape, environment);
}

import { createRequire } from 'node:module';
import { Ajv, type ErrorObject } from 'ajv';
import formats from 'ajv-formats';

const require = createRequire(import.meta.url);
const ajv = new Ajv({ strict: false, allErrors: true, unicodeRegExp: false });
formats.default(ajv);
// The schema of the standard as OASIS published it. Its draft calls the identifier `id`; Ajv reads a later one.
const {
  $schema: _draft,
  id: _id,
  ...schema
} = require('@microsoft/jest-sarif/lib/schemas/sarif-2.1.0-rtm.5.json');
const validate = ajv.compile(schema);

/** Takes a SARIF log, parsed. Returns how it departs from the schema of SARIF 2.1.0; nothing when it does not. */
export function sarifProblems(log: unknown): ErrorObject[] {
  return validate(log) ? [] : (validate.errors ?? []);
}

import { profileSchema } from '../../harness/target/profile-schema.ts';
import { fuzzSchemas } from '../../reports/fuzz/fuzz-schemas.ts';
import { baselineSchema, recordSchemas } from '../../reports/index.ts';

/** Every schema by what it is of. */
export const schemas: Readonly<Record<string, object>> = {
  ...recordSchemas,
  ...fuzzSchemas,
  profile: profileSchema,
  baseline: baselineSchema,
};

/**
 * A JSON Schema 2020-12 as text.
 * @param kind one of `SCHEMA_KINDS`; undefined bundles the records of runs, so that one document validates any line of a file
 */
export function schemaText(kind: string | undefined): string {
  return `${JSON.stringify(kind === undefined ? bundle() : schemas[kind], null, 2)}\n`;
}

function bundle(): object {
  return {
    $schema: 'https://json-schema.org/draft/2020-12/schema',
    $id: 'urn:bucketproof:record:1',
    title: 'record',
    description: 'One line of a record file.',
    oneOf: Object.values(recordSchemas).map(({ $id }) => ({ $ref: $id })),
    $defs: recordSchemas,
  };
}

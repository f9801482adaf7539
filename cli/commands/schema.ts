import { Argument, type Command } from 'commander';
import { SCHEMA_KINDS } from '../run/schema-kinds.ts';

const EXAMPLES = `
Examples:
  bucketproof schema check > check.schema.json      one kind of record, JSON Schema 2020-12
  bucketproof schema profile > profile.schema.json  for editors: completion in target profiles
  bucketproof schema baseline                       what may stand in a baseline
`;

/** `bucketproof schema`: the JSON Schemas of what bucketproof writes and reads. */
export function addSchemaCommand(program: Command): void {
  program
    .command('schema')
    .description('print the JSON Schema of records, target profiles or baselines')
    .addArgument(
      new Argument('[kind]', 'all kinds of records together when left out').choices([...SCHEMA_KINDS]),
    )
    .addHelpText('after', EXAMPLES)
    .action(async (kind: string | undefined) => {
      const { schemaText } = await import('../run/schema-text.ts');
      process.stdout.write(schemaText(kind));
    });
}

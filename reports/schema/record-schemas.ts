import { checkSchema } from './check.ts';
import { endSchema } from './end.ts';
import { runSchema } from './run.ts';

/** JSON Schema 2020-12 of every record kind, by kind. Plain data: print it with `JSON.stringify`. */
export const recordSchemas = { run: runSchema, check: checkSchema, end: endSchema } as const;

import { findingSchema } from './schema/finding.ts';
import { fuzzSchema } from './schema/fuzz.ts';
import { fuzzEndSchema } from './schema/fuzz-end.ts';
import { replayedSchema } from './schema/replayed.ts';

/** JSON Schema 2020-12 of every record kind of a fuzzing campaign, by kind. Plain data. */
export const fuzzSchemas = {
  fuzz: fuzzSchema,
  finding: findingSchema,
  replayed: replayedSchema,
  'fuzz-end': fuzzEndSchema,
} as const;

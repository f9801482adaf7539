import { readdirSync, statSync } from 'node:fs';
import { join } from 'node:path';

/** Folder that records and reports go to unless a flag names another. */
export const OUTPUT_FOLDER = 'bucketproof-out';

/** The youngest record file in the output folder, or undefined when there is none. */
export function latestRun(folder: string = OUTPUT_FOLDER): string | undefined {
  try {
    return readdirSync(folder)
      .filter((name) => name.endsWith('.ndjson'))
      .map((name) => join(folder, name))
      .toSorted((a, b) => statSync(b).mtimeMs - statSync(a).mtimeMs)[0];
  } catch {
    return undefined;
  }
}

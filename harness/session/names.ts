import { createHash } from 'node:crypto';
import type { Dialect } from '../../dialects/core/dialect.ts';

/** Short, stable digest of a text, usable in bucket names and keys. */
function short(text: string, length: number): string {
  return BigInt(`0x${createHash('sha256').update(text).digest('hex')}`)
    .toString(36)
    .slice(0, length);
}

/** The names one run uses. They follow from the run id alone, so target and reference see the same ones. */
export interface RunNames {
  /** Stem of every bucket name; `clean` touches no bucket without it. */
  readonly stem: string;
  readonly bucket: (label: string, account: string) => string;
  readonly prefix: (checkId: string) => string;
}

/** Names for a run. `runId` is up to 8 characters of `a-z0-9`. */
export function runNames(dialect: Dialect, runId: string): RunNames {
  const stem = `bp-${runId}`;
  return {
    stem,
    bucket: (label, account) => dialect.bucketName(`${stem}-${short(label, 8)}`, account),
    prefix: (checkId) => `bp/${short(checkId, 10)}/`,
  };
}

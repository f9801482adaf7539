import { appendFileSync, mkdirSync } from 'node:fs';
import { dirname } from 'node:path';

/** Something a run brings into being on a target. */
export interface Resource {
  readonly kind: 'bucket' | 'object' | 'upload';
  readonly bucket: string;
  readonly key?: string | undefined;
  readonly uploadId?: string | undefined;
  /** Identity that asked for it. */
  readonly identity: string;
}

/** First line of a ledger: enough to find the endpoint again, no secrets. */
export interface LedgerHead {
  readonly kind: 'ledger';
  readonly schema: 1;
  readonly dialect: string;
  readonly endpoint: string;
  readonly targetName: string;
  /** Profile file the run used, as given; undefined when it had none. */
  readonly profileFile?: string | undefined;
  /** Stem of every bucket name of the run; nothing else is ever emptied. */
  readonly stem: string;
  readonly startedAt: string;
}

/**
 * What became of a resource. `intended` is written before the request goes out, so that a crash leaves a trace of
 * whatever may exist; `refused` takes it back when the target said no.
 */
export interface LedgerEntry extends Resource {
  readonly state: 'intended' | 'created' | 'refused' | 'removed';
}

/** Where a session notes what it creates. */
export interface Ledger {
  readonly note: (state: LedgerEntry['state'], resource: Resource) => void;
  readonly counts: () => { readonly created: number; readonly removed: number };
}

/** A ledger on disk, one JSON object a line, each line written before the call returns. */
export function openLedger(path: string, head: Omit<LedgerHead, 'kind' | 'schema'>): Ledger {
  mkdirSync(dirname(path), { recursive: true });
  appendFileSync(path, `${JSON.stringify({ kind: 'ledger', schema: 1, ...head })}\n`);
  return counting((line) => appendFileSync(path, `${line}\n`));
}

/** Goes on with a ledger that exists already. */
export function appendLedger(path: string): Ledger {
  return counting((line) => appendFileSync(path, `${line}\n`));
}

/** A ledger that only counts, for servers that vanish with the run. */
export function countingLedger(): Ledger {
  return counting(() => undefined);
}

function counting(write: (line: string) => void): Ledger {
  let created = 0;
  let removed = 0;
  return {
    note: (state, { kind, bucket, key, uploadId, identity }) => {
      if (state === 'created') created++;
      if (state === 'removed') removed++;
      write(JSON.stringify({ state, kind, bucket, key, uploadId, identity } satisfies LedgerEntry));
    },
    counts: () => ({ created, removed }),
  };
}

import { appendFileSync, mkdirSync, truncateSync } from 'node:fs';
import { hostname } from 'node:os';
import { dirname } from 'node:path';
import type { Addressing } from '../../dialects/core/dialect.ts';
import { configured, type Target } from '../target/target.ts';
import type { LedgerEntry, Resource } from './ledger-entry.ts';
import { ledgerLines } from './ledger-lines.ts';
import { type LiveBucket, liveBuckets } from './live-buckets.ts';

export type { LedgerEntry, Resource } from './ledger-entry.ts';

/** First line of a ledger: enough to find the endpoint and the buckets again, no secrets. */
export interface LedgerHead {
  readonly kind: 'ledger';
  readonly schema: 1;
  readonly dialect: string;
  readonly endpoint: string;
  /** How buckets were addressed: under another host the same names are other buckets, or none. */
  readonly addressing: Addressing;
  /** Accounts of the identities, by name; whoever cleans has to be of the same. */
  readonly accounts: Readonly<Record<string, string>>;
  readonly targetName: string;
  /** Absolute path of the profile the run used; undefined when it had none. */
  readonly profileFile?: string | undefined;
  /** Stem of every bucket name of the run; nothing else is ever emptied. */
  readonly stem: string;
  readonly startedAt: string;
  /** Process that writes the ledger, to tell a killed run from one that goes on. */
  readonly process: { readonly id: number; readonly host: string };
}

/** Where a session notes what it creates. */
export interface Ledger {
  /** Returns when the entry is where it will outlive this process. @throws when it cannot be written */
  readonly note: (state: LedgerEntry['state'], resource: Resource) => void;
  readonly counts: () => { readonly created: number; readonly removed: number };
  /** Buckets that are, or may be, on the target. */
  readonly live: () => readonly LiveBucket[];
  /** Objects and uploads that were ever asked for in a bucket, for targets whose listings do not show them. */
  readonly contents: (bucket: string) => readonly Resource[];
}

/** What a ledger is opened with; the rest of its head is known here. */
export type LedgerAbout = Omit<LedgerHead, 'kind' | 'schema' | 'process'>;

/** Accounts of a target's identities, by name. */
export function accountsOf({ identities }: Target): Record<string, string> {
  return Object.fromEntries(configured(identities).map(([role, { account }]) => [role, account]));
}

/** Takes secrets out of a text. Names that a target made up may hold anything. */
type Redact = (text: string) => string;

/** A new ledger on disk, one JSON object a line, each line written before the call returns. */
export function openLedger(path: string, about: LedgerAbout, redact: Redact = (text) => text): Ledger {
  mkdirSync(dirname(path), { recursive: true });
  const head: LedgerHead = {
    kind: 'ledger',
    schema: 1,
    ...about,
    process: { id: process.pid, host: hostname() },
  };
  appendFileSync(path, `${JSON.stringify(head)}\n`);
  return ledgerAt(path, redact);
}

/** Goes on with a ledger that exists already; a last line that a crash cut off is taken out first. */
export function appendLedger(path: string, redact: Redact = (text) => text): Ledger {
  let whole = 0;
  const entries: LedgerEntry[] = [];
  for (const { text, complete, end } of ledgerLines(path)) {
    if (!complete) continue;
    if (whole > 0) entries.push(JSON.parse(text));
    whole = end;
  }
  truncateSync(path, whole);
  return ledgerAt(path, redact, entries);
}

/** A ledger that is never written, for servers that vanish with the run. */
export function countingLedger(): Ledger {
  return counting({ write: () => undefined, read: () => [] });
}

function ledgerAt(path: string, redact: Redact, past: readonly LedgerEntry[] = []): Ledger {
  return counting({
    write: ({ key, uploadId, ...entry }) => {
      const harmless: LedgerEntry = {
        ...entry,
        ...(key === undefined ? {} : { key: redact(key) }),
        ...(uploadId === undefined ? {} : { uploadId: redact(uploadId) }),
      };
      appendFileSync(path, `${JSON.stringify(harmless)}\n`);
    },
    read: function* () {
      for (const { text, complete, number } of ledgerLines(path)) {
        if (complete && number > 1) yield JSON.parse(text);
      }
    },
    past,
  });
}

interface Storage {
  readonly write: (entry: LedgerEntry) => void;
  readonly read: () => Iterable<LedgerEntry>;
  readonly past?: readonly LedgerEntry[];
}

function counting({ write, read, past = [] }: Storage): Ledger {
  let created = 0;
  let removed = 0;
  const live = liveBuckets();
  for (const entry of past) live.note(entry);
  return {
    note: (state, { kind, bucket, key, uploadId, identity }) => {
      const entry: LedgerEntry = { state, kind, bucket, key, uploadId, identity };
      write(entry);
      live.note(entry);
      if (state === 'created') created++;
      if (state === 'removed') removed++;
    },
    counts: () => ({ created, removed }),
    live: live.list,
    contents: (bucket) => {
      const found = new Map<string, Resource>();
      for (const { kind, key, uploadId, identity, bucket: of } of read()) {
        if (kind === 'bucket' || of !== bucket || key === undefined) continue;
        found.set(`${kind} ${key} ${uploadId}`, { kind, bucket, key, uploadId, identity });
      }
      return [...found.values()];
    },
  };
}

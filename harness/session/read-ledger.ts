import { readFileSync } from 'node:fs';
import type { LedgerEntry, LedgerHead } from './ledger.ts';

/** What a ledger says is, or may be, left on the target. */
export interface LedgerReading {
  readonly head: LedgerHead;
  /** Buckets that were asked for and neither refused nor removed. */
  readonly buckets: readonly string[];
  /** True when the last line was cut off, as a crash leaves it. */
  readonly truncated: boolean;
}

/** A ledger that cannot be used: says file and line. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}

/**
 * Reads a ledger. A cut-off last line is passed over: it was written before its request went out, so nothing was created.
 * @throws LedgerError when the file is no ledger
 */
export function readLedger(path: string): LedgerReading {
  const lines = readText(path).split('\n');
  const last = lines.pop() ?? '';
  const [first = '', ...rest] = lines;
  const head = parse(path, 1, first);
  if (!isHead(head)) throw new LedgerError(`${path}:1: not the ledger of a run`);
  const buckets = new Map<string, LedgerEntry['state']>();
  rest.forEach((line, index) => {
    const entry = parse(path, index + 2, line);
    if (!isEntry(entry)) throw new LedgerError(`${path}:${index + 2}: not an entry of a ledger`);
    if (entry.kind !== 'bucket') return;
    // A second attempt at a bucket that exists is refused; the bucket is still there.
    if (entry.state === 'refused' && buckets.get(entry.bucket) === 'created') return;
    // An intention after a creation changes nothing until it is answered.
    if (entry.state === 'intended' && buckets.get(entry.bucket) === 'created') return;
    buckets.set(entry.bucket, entry.state);
  });
  return {
    head,
    buckets: [...buckets]
      .filter(([, state]) => state === 'intended' || state === 'created')
      .map(([name]) => name),
    truncated: last !== '',
  };
}

function readText(path: string): string {
  try {
    return readFileSync(path, 'utf8');
  } catch (error) {
    throw new LedgerError(`${path}: cannot be read (${(error as NodeJS.ErrnoException).code})`);
  }
}

function parse(path: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LedgerError(`${path}:${line}: not JSON`);
  }
}

function isHead(value: unknown): value is LedgerHead {
  return (
    typeof value === 'object' &&
    value !== null &&
    'kind' in value &&
    value.kind === 'ledger' &&
    'stem' in value &&
    typeof value.stem === 'string' &&
    value.stem.startsWith('bp-') &&
    'endpoint' in value &&
    typeof value.endpoint === 'string' &&
    'dialect' in value &&
    typeof value.dialect === 'string'
  );
}

function isEntry(value: unknown): value is LedgerEntry {
  return (
    typeof value === 'object' &&
    value !== null &&
    'state' in value &&
    'kind' in value &&
    'bucket' in value &&
    typeof value.bucket === 'string'
  );
}

import type { LedgerEntry, LedgerHead } from './ledger.ts';
import { ledgerLines } from './ledger-lines.ts';
import { type LiveBucket, liveBuckets } from './live-buckets.ts';

/** What a ledger says is, or may be, left on the target. */
export interface LedgerReading {
  /** Undefined for a ledger that a crash cut off before its first line was whole: nothing was sent yet. */
  readonly head: LedgerHead | undefined;
  /** Buckets that were asked for and neither refused nor removed. */
  readonly buckets: readonly LiveBucket[];
  /** True when the last line was cut off, as a crash leaves it. */
  readonly truncated: boolean;
}

/** A ledger that cannot be used: says file and line. */
export class LedgerError extends Error {
  override readonly name = 'LedgerError';
}

/**
 * Reads a ledger. A cut-off last line is passed over: an intention is written before its request goes out, so nothing was
 * created by it, and an answer that is missing leaves the intention before it in force.
 * @throws LedgerError when the file is no ledger or cannot be read
 */
export function readLedger(path: string): LedgerReading {
  const live = liveBuckets();
  let head: LedgerHead | undefined;
  let truncated = false;
  for (const { number, text, complete } of linesOf(path)) {
    if (!complete) {
      truncated = true;
      if (number === 1 && !looksLikeHead(text)) throw new LedgerError(`${path}:1: not the ledger of a run`);
      break;
    }
    const value = parse(path, number, text);
    if (number === 1) {
      if (!isHead(value)) throw new LedgerError(`${path}:1: not the ledger of a run`);
      head = value;
    } else {
      if (!isEntry(value)) throw new LedgerError(`${path}:${number}: not an entry of a ledger`);
      live.note(value);
    }
  }
  return { head, buckets: live.list(), truncated };
}

function* linesOf(path: string): ReturnType<typeof ledgerLines> {
  try {
    yield* ledgerLines(path);
  } catch (error) {
    const { code } = error as NodeJS.ErrnoException;
    const reason =
      code === 'ENOENT' ? 'no such file' : code === 'EISDIR' ? 'is a folder' : `cannot be read (${code})`;
    throw new LedgerError(`${path}: ${reason}`);
  }
}

function parse(path: string, line: number, text: string): unknown {
  try {
    return JSON.parse(text);
  } catch {
    throw new LedgerError(`${path}:${line}: not JSON`);
  }
}

const HEAD_START = '{"kind":"ledger",';

function looksLikeHead(text: string): boolean {
  return HEAD_START.startsWith(text.slice(0, HEAD_START.length));
}

function isHead(value: unknown): value is LedgerHead {
  return (
    hasTexts(value, ['dialect', 'endpoint', 'stem', 'targetName', 'startedAt']) &&
    value.kind === 'ledger' &&
    value.schema === 1 &&
    /^bp-[a-z0-9]+$/.test(value.stem ?? '') &&
    hasTexts(value.addressing, ['style', 'hostSuffix', 'serviceHost', 'region']) &&
    isRecord(value.accounts) &&
    isRecord(value.process) &&
    typeof value.process.id === 'number' &&
    typeof value.process.host === 'string'
  );
}

const STATES: readonly unknown[] = ['intended', 'created', 'refused', 'removed'];
const KINDS: readonly unknown[] = ['bucket', 'object', 'upload'];

function isEntry(value: unknown): value is LedgerEntry {
  return (
    hasTexts(value, ['bucket', 'identity']) && STATES.includes(value.state) && KINDS.includes(value.kind)
  );
}

function hasTexts<Name extends string>(
  value: unknown,
  names: readonly Name[],
): value is Record<Name, string> & Record<string, unknown> {
  return isRecord(value) && names.every((name) => typeof value[name] === 'string');
}

function isRecord(value: unknown): value is Record<string, unknown> {
  return typeof value === 'object' && value !== null;
}

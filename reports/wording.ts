import type { Impact, Level, Outcome } from './record.ts';

/** The words every report uses, and the order things are shown in: what matters most first. */

export const OUTCOMES: readonly Outcome[] = ['fail', 'flaky', 'inconclusive', 'divergent', 'skipped', 'pass'];
/**
 * The outcomes a table has columns for, in `order`. Only repeated runs have flaky checks: without one there is no column.
 */
export function columnsOf(
  counts: Readonly<Record<Outcome, number>>,
  order: readonly Outcome[] = OUTCOMES,
): readonly Outcome[] {
  return order.filter((outcome) => outcome !== 'flaky' || counts.flaky > 0);
}

export const LEVELS: readonly Level[] = ['must', 'should', 'may'];
export const IMPACTS: readonly Impact[] = ['data-loss', 'security', 'breaks-clients', 'cosmetic'];

export interface OutcomeWords {
  /** A mark that reads without colour. */
  readonly mark: string;
  /** As a state: `failed`. */
  readonly label: string;
  /** As a table heading. */
  readonly short: string;
  /** What it means. */
  readonly meaning: string;
}

export const OUTCOME_WORDS: Readonly<Record<Outcome, OutcomeWords>> = {
  fail: {
    mark: '✗',
    label: 'failed',
    short: 'fail',
    meaning: 'the answer contradicts the documentation',
  },
  flaky: {
    mark: '%',
    label: 'flaky',
    short: 'flaky',
    meaning: 'it was repeated, and its attempts disagree',
  },
  inconclusive: {
    mark: '?',
    label: 'inconclusive',
    short: 'unclear',
    meaning: 'it could not be judged, e.g. because its preparation did not succeed',
  },
  divergent: {
    mark: '≠',
    label: 'divergent',
    short: 'differ',
    meaning: 'the documentation is kept, but the reference answers differently',
  },
  skipped: {
    mark: '–',
    label: 'skipped',
    short: 'skip',
    meaning: 'it was not run, for the reason given',
  },
  pass: {
    mark: '✓',
    label: 'passed',
    short: 'pass',
    meaning: 'the answer is what the documentation says',
  },
};

/** What the documentation makes of checks of a level, as an adjective. */
export const LEVEL_WORDS: Readonly<Record<Level, string>> = {
  must: 'required',
  should: 'recommended',
  may: 'optional',
};

export const IMPACT_WORDS: Readonly<Record<Impact, string>> = {
  'data-loss': 'data loss',
  security: 'security',
  'breaks-clients': 'breaks clients',
  cosmetic: 'cosmetic',
};

/** `1 check`, `1,500 checks`. */
export function count(n: number, one: string, many = `${one}s`): string {
  return `${number(n)} ${n === 1 ? one : many}`;
}

/** `1,500`. The same on every machine. */
export function number(n: number): string {
  return n.toLocaleString('en-US');
}

/** `a`, `a and b`, `a, b and c`. */
export function list(words: readonly string[]): string {
  if (words.length < 2) return words.join('');
  return `${words.slice(0, -1).join(', ')} and ${words.at(-1)}`;
}

/** `850 ms`, `12.3 s`, `3 min 5 s`. */
export function duration(ms: number): string {
  if (ms < 1000) return `${Math.round(ms)} ms`;
  if (ms < 60_000) return `${(ms / 1000).toFixed(1)} s`;
  const seconds = Math.round(ms / 1000);
  return `${Math.floor(seconds / 60)} min ${seconds % 60} s`;
}

/** `512 bytes`, `1.4 MB` (decimal units). */
export function bytes(n: number): string {
  if (n < 1000) return count(n, 'byte');
  const units = ['kB', 'MB', 'GB', 'TB'];
  const power = Math.min(units.length, Math.floor(Math.log10(n) / 3));
  return `${(n / 1000 ** power).toFixed(1)} ${units[power - 1]}`;
}

/** `2026-01-31 12:00:00 UTC` for an RFC 3339 date-time. */
export function utc(dateTime: string): string {
  const at = new Date(dateTime);
  return Number.isNaN(at.getTime()) ? dateTime : `${at.toISOString().slice(0, 19).replace('T', ' ')} UTC`;
}

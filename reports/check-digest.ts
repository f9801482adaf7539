import type { CheckVerdict } from './baseline/judge-check.ts';
import { clip } from './escape.ts';
import type { CheckRecord, Divergence, Mismatch } from './record.ts';

/** What is kept of a check that did not simply pass: no transcripts, clipped texts. */
export interface CheckDigest
  extends Pick<
    CheckRecord,
    | 'id'
    | 'operation'
    | 'operationTitle'
    | 'title'
    | 'claims'
    | 'source'
    | 'level'
    | 'impact'
    | 'outcome'
    | 'reason'
    | 'referenceFailed'
  > {
  /** The first few. */
  readonly mismatches: readonly Mismatch[];
  readonly divergences: readonly Divergence[];
  /** How many mismatches and divergences are not among them. */
  readonly more: number;
  /** What the baseline makes of it, when there is one. */
  readonly expectation?: DigestExpectation;
}

export interface DigestExpectation {
  readonly verdict: CheckVerdict['verdict'];
  /** Why it is accepted, when it has an entry. */
  readonly reason?: string;
  readonly issue?: string;
  /** How it is not what the entry says. */
  readonly differences: readonly string[];
}

const MAX_DETAILS = 5;
const MAX_TEXT = 300;

/** The digest of a check: what it is, and the first few things wrong with it, clipped. */
export function digestOf(check: CheckRecord, expectation?: DigestExpectation): CheckDigest {
  const { reason, mismatches, divergences } = check;
  return {
    id: check.id,
    operation: check.operation,
    operationTitle: check.operationTitle,
    title: check.title,
    claims: check.claims,
    ...(check.source === undefined ? {} : { source: clip(check.source, MAX_TEXT) }),
    level: check.level,
    impact: check.impact,
    outcome: check.outcome,
    ...(reason === undefined
      ? {}
      : { reason: { code: reason.code, message: clip(reason.message, MAX_TEXT) } }),
    referenceFailed: check.referenceFailed,
    mismatches: mismatches.slice(0, MAX_DETAILS).map(({ exchange, facet, expected, got }) => ({
      exchange,
      facet: clip(facet, MAX_TEXT),
      expected: clip(expected, MAX_TEXT),
      got: clip(got, MAX_TEXT),
    })),
    divergences: divergences.slice(0, MAX_DETAILS).map(({ exchange, facet, reference, target }) => ({
      exchange,
      facet: clip(facet, MAX_TEXT),
      reference: clip(reference, MAX_TEXT),
      target: clip(target, MAX_TEXT),
    })),
    more: Math.max(0, mismatches.length - MAX_DETAILS) + Math.max(0, divergences.length - MAX_DETAILS),
    ...(expectation === undefined ? {} : { expectation }),
  };
}

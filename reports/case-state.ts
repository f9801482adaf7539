import type { BaselineTally } from './baseline/baseline-summary.ts';
import { judgeCheck } from './baseline/judge-check.ts';
import { clip } from './escape.ts';
import type { CheckRecord } from './record.ts';

/** What a test case of a report says. */
export type CaseState =
  | { readonly kind: 'passed' }
  | { readonly kind: 'skipped'; readonly message: string }
  | {
      readonly kind: 'failure' | 'error';
      readonly type: string;
      readonly message: string;
      readonly text: string;
    };

const MAX_FACETS = 20;

/**
 * The state of a check's case: from the verdict, so that what is known does not fail. A fixed check fails, as it does
 * the gate: its entry has to go.
 * @param judged what a baseline makes of it; left out when there is none
 */
export function caseState(
  check: CheckRecord,
  judged: ReturnType<BaselineTally['check']> = judgeCheck(check, undefined),
): CaseState {
  const { outcome, reason, referenceFailed, impact } = check;
  const because = reason?.message ?? '';
  switch (judged.verdict) {
    case 'known':
      return { kind: 'skipped', message: `known: ${judged.entry?.reason ?? ''}` };
    case 'fixed': {
      const message = `fixed: the baseline says ${judged.entry?.expect ?? ''}, the check is ${outcome}`;
      return { kind: 'failure', type: 'fixed', message, text: 'take its entry out of the baseline' };
    }
    case 'incomplete':
      return referenceFailed && outcome !== 'inconclusive'
        ? {
            kind: 'error',
            type: 'own-bug',
            message: 'the bundled reference fails it too',
            text: facets(check),
          }
        : { kind: 'error', type: reason?.code ?? 'inconclusive', message: because, text: facets(check) };
    case 'regression': {
      const differently = judged.differences?.join('; ');
      const [first] = check.mismatches;
      const message =
        differently === undefined
          ? outcome === 'flaky'
            ? because
            : first === undefined
              ? outcome
              : `${first.facet}: expected ${first.expected}, got ${first.got}`
          : `not as known: ${differently}`;
      return { kind: 'failure', type: impact, message, text: facets(check) };
    }
    case 'ok':
      return outcome === 'skipped' ? { kind: 'skipped', message: because } : { kind: 'passed' };
  }
}

function facets({ title, claims, mismatches, divergences }: CheckRecord): string {
  const lines = [
    title,
    ...(claims.length > 0 ? [`claims: ${claims.join(', ')}`] : []),
    ...mismatches.map(({ facet, expected, got }) => `${facet}: expected ${expected}, got ${got}`),
    ...(mismatches.length > 0
      ? []
      : divergences.map(
          ({ facet, reference, target }) => `${facet}: reference ${reference}, target ${target}`,
        )),
  ];
  return lines
    .slice(0, MAX_FACETS)
    .map((line) => clip(line, 500))
    .join('\n');
}

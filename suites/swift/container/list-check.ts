import type { CheckContext } from '../../../harness/check/context.ts';
import type { CheckDraft } from '../../../harness/check/suite.ts';

export const READ = 'X-Container-Read';
export const WRITE = 'X-Container-Write';
export const THREE = ['secondIdentity', 'userIdentity'] as const;

/** A check of lists on a container of its own. */
export function lists(
  id: string,
  title: string,
  claims: readonly string[],
  run: (t: CheckContext) => Promise<void>,
  more: Partial<CheckDraft> = {},
): CheckDraft {
  return { id, title, claims, impact: 'security', needs: THREE, lease: 'own', ...more, run };
}

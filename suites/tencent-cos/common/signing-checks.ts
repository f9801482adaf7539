import type { CheckContext, RequestSpec } from '../../../harness/check/context.ts';
import type { Expectation } from '../../../harness/check/expectation.ts';
import type { CheckDraft } from '../../../harness/check/suite.ts';
import { type Recipe, signedBy } from './signing-recipe.ts';

/** A request and the ways in which it may and may not be signed. */
export interface SignedRequests {
  readonly request: RequestSpec;
  readonly accepted: Expectation;
  /** What every recipe below departs from, if it is not the signature the request would have anyway. */
  readonly base?: Recipe;
  /** Recipes that are right; the base alone when absent. */
  readonly right?: readonly Recipe[];
  readonly wrong: readonly Recipe[];
}

/**
 * A check that a request is accepted when it is signed as documented, and refused when the same request is signed in
 * another way. The requests only read: a wrong one that is let through changes nothing.
 */
export function signingCheck(
  head: Omit<CheckDraft, 'run' | 'given' | 'send' | 'expect'>,
  requests: (t: CheckContext) => Promise<SignedRequests> | SignedRequests,
): CheckDraft {
  return {
    impact: 'security',
    ...head,
    run: async (t) => {
      const { request, accepted, base = {}, right = [{}], wrong } = await requests(t);
      const signed = (recipe: Recipe) =>
        t.send({ ...request, afterSigning: signedBy(t, { ...base, ...recipe }) });
      for (const recipe of right) t.expect(await signed(recipe), accepted);
      for (const recipe of wrong) t.expect(await signed(recipe), { refusal: 'signature-mismatch' });
    },
  };
}

/** Lines of HttpString. */
export const LINE = { method: 0, path: 1, parameters: 2, headers: 3 } as const;

/** Rewrites one line of HttpString. */
export function onLine(line: keyof typeof LINE, edit: (text: string) => string): Recipe {
  return {
    text: (text) =>
      text
        .split('\n')
        .map((one, index) => (index === LINE[line] ? edit(one) : one))
        .join('\n'),
  };
}

/** Pairs of a line of HttpString in another order. */
export function reversed(text: string): string {
  return text.split('&').toReversed().join('&');
}

/** Escapes of a line undone where they stand for these characters. */
export function unescaped(characters: string): (text: string) => string {
  return (text) =>
    [...characters].reduce(
      (done, character) =>
        done.replaceAll(`%${character.charCodeAt(0).toString(16).toUpperCase().padStart(2, '0')}`, character),
      text,
    );
}

/** Escapes with their hex digits in lower case. */
export function lowerHex(text: string): string {
  return text.replace(/%[0-9A-F]{2}/g, (found) => found.toLowerCase());
}

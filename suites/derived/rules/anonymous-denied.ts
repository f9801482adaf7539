import { refusedDraft } from '../refused.ts';
import { claimsOf, type Rule } from '../rule.ts';

const ID = 'auth/anonymous-denied';

/** A caller without credentials is refused on everything that is private, and changes nothing. */
export const anonymousDeniedRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const asksWho = operation.authentication === 'standard' && operation.permission !== 'none';
  if (claims.length === 0 || !asksWho) return [];
  return [
    refusedDraft(dialect, operation, {
      id: ID,
      title: `${operation.title}: a request without credentials is refused where nothing is public`,
      claims,
      impact: 'security',
      inAnyState: true,
      refusal: 'anonymous-denied',
      edit: (sample) => ({ ...sample, as: 'anonymous' }),
    }),
  ];
};

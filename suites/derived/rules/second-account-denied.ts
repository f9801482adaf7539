import { refusedDraft } from '../refused.ts';
import { claimsOf, type Rule } from '../rule.ts';

const ID = 'auth/second-account-denied';

/** Another account, with a valid signature and without any grant, is refused and changes nothing. */
export const secondAccountDeniedRule: Rule = (dialect, operation) => {
  const claims = claimsOf(dialect, ID, operation);
  const { authentication, permission } = operation;
  const asksForRight =
    authentication === 'standard' && permission !== 'none' && permission !== 'authenticated';
  if (claims.length === 0 || !asksForRight) return [];
  return [
    refusedDraft(dialect, operation, {
      id: ID,
      title: `${operation.title}: another account that was granted nothing is refused`,
      claims,
      impact: 'security',
      inAnyState: true,
      needs: ['secondIdentity'],
      refusal: 'access-denied',
      edit: (sample) => ({ ...sample, as: 'second' }),
    }),
  ];
};

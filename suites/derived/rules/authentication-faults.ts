import type { AuthenticationFault } from '../../../dialects/core/signing.ts';
import type { IdentityName, RequestSpec } from '../../../harness/check/context.ts';
import { refusedDraft } from '../refused.ts';
import { headerList, queryList } from '../request-edit.ts';
import { claimsOf, type Rule } from '../rule.ts';

/**
 * `auth/<fault>`: a request whose authentication is wrong in one way is refused and changes nothing. Faults that amount
 * to a request without credentials are those of `auth/anonymous-denied`.
 */
export const authenticationFaultsRule: Rule = (dialect, operation) => {
  if (operation.authentication !== 'standard') return [];
  return dialect.authenticationFaults
    .filter((fault) => !isAnonymous(fault))
    .filter(({ appliesTo }) => appliesTo?.(operation) ?? true)
    .flatMap((fault) => {
      const id = `auth/${fault.id}`;
      const claims = claimsOf(dialect, id, operation);
      if (claims.length === 0) return [];
      const { title, level, refusal, as } = fault;
      return [
        refusedDraft(dialect, operation, {
          id,
          title: `${operation.title}: ${title}`,
          claims,
          level,
          impact: 'security',
          inAnyState: true,
          ...(as === undefined ? {} : { needs: [`${as}Identity`] }),
          refusal,
          edit: (sample) => withFault(sample, fault),
        }),
      ];
    });
};

/** True for a fault that is nothing but a request without credentials. */
export function isAnonymous({ sign, tamper }: AuthenticationFault): boolean {
  return sign?.none === true && tamper === undefined;
}

/** The request with one thing wrong about its authentication. */
export function withFault(
  request: RequestSpec,
  { as: role = 'main', sign = {}, tamper }: AuthenticationFault,
): RequestSpec {
  const { none, credentials, options, headers = [], query = [] } = sign;
  const as: IdentityName = none ? 'anonymous' : role;
  return {
    ...request,
    as,
    headers: [...headerList(request), ...headers],
    query: [...queryList(request), ...query],
    sign: { ...(credentials ? { credentials } : {}), ...(options ? { options } : {}) },
    ...(tamper ? { afterSigning: tamper } : {}),
  };
}

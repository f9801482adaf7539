import { refusedDraft } from '../refused.ts';
import { withoutParameter } from '../request-parameter.ts';
import { claimsOf, type Rule } from '../rule.ts';

/** `missing-parameter/<name>`: a request that lacks a required parameter is refused and changes nothing. */
export const missingParameterRule: Rule = (dialect, operation) =>
  operation.parameters.flatMap((parameter) => {
    const id = `missing-parameter/${parameter.name}`;
    const claims = claimsOf(dialect, id, operation);
    if (claims.length === 0 || parameter.whenMissing === undefined) return [];
    return [
      refusedDraft(dialect, operation, {
        id,
        title: `${operation.title}: a request without ${parameter.name} is refused`,
        claims,
        refusal: parameter.whenMissing,
        edit: (sample) => withoutParameter(sample, parameter),
      }),
    ];
  });

import type { Parameter } from '../../../dialects/core/operation.ts';
import type { RequestSpec } from '../../../harness/check/context.ts';
import { withoutFormField } from '../form-edit.ts';
import { refusedDraft } from '../refused.ts';
import { droppingHeader, queryList } from '../request-edit.ts';
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

/** The request without one parameter, wherever it stands. */
export function withoutParameter(request: RequestSpec, { in: place, name }: Parameter): RequestSpec {
  switch (place) {
    case 'header':
      return droppingHeader(request, name);
    case 'query':
      return { ...request, query: queryList(request).filter(([given]) => given !== name) };
    case 'form':
      return withoutFormField(request, name);
    default:
      return place satisfies never;
  }
}

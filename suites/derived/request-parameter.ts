import type { Parameter } from '../../dialects/core/operation.ts';
import type { RequestSpec } from '../../harness/check/context.ts';
import { withoutFormField } from './form-edit.ts';
import { droppingHeader, queryList } from './request-edit.ts';

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

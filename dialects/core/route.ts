import type { Operation, RequestShape } from './operation.ts';

/** The operation a request means, or why it means none. */
export type Route =
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** The addressed resource or sub-resource exists, not with this method. */
  | { readonly kind: 'method-not-allowed'; readonly allowed: readonly string[] };

/**
 * Finds the operation by resource, sub-resources, method and selecting header; the operation with the most conditions
 * wins. A sub-resource that any operation knows binds the request whatever its method is, so `DELETE ?acl` is refused
 * and does not delete the bucket. Query names no operation asks for are ignored.
 * @param foldCase lower-case query names that are compared without letter case
 */
export function route(
  operations: readonly Operation[],
  shape: RequestShape,
  foldCase: ReadonlySet<string> = new Set(),
): Route {
  const names = new Set(shape.query.map(([name]) => fold(name, foldCase)));
  const here = operations.filter(
    ({ resource, subresources }) =>
      resource === shape.resource && subresources.every((name) => names.has(fold(name, foldCase))),
  );
  const bound = here.filter(({ subresources }) => subresources.length > 0);
  const eligible = bound.length > 0 ? bound : here;
  const [best] = eligible
    .filter(({ method, selectingHeader }) => {
      return method === shape.method && (selectingHeader === undefined || shape.hasHeader(selectingHeader));
    })
    .sort((a, b) => conditions(b) - conditions(a));
  if (best) return { kind: 'operation', operation: best };
  return { kind: 'method-not-allowed', allowed: [...new Set(eligible.map(({ method }) => method))] };
}

function fold(name: string, foldCase: ReadonlySet<string>): string {
  const lower = name.toLowerCase();
  return foldCase.has(lower) ? lower : name;
}

function conditions(operation: Operation): number {
  return operation.subresources.length + (operation.selectingHeader === undefined ? 0 : 1);
}

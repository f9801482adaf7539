import type { Operation, RequestShape } from './operation.ts';

/** The operation a request means, or why it means none. */
export type Route =
  | { readonly kind: 'operation'; readonly operation: Operation }
  /** The addressed resource or sub-resource exists, not with this method. */
  | { readonly kind: 'method-not-allowed'; readonly allowed: readonly string[] };

/** Finds the operation of a request. */
export type Router = (shape: RequestShape) => Route;

interface Candidate {
  readonly operation: Operation;
  /** Sub-resources in the letter case they are compared in. */
  readonly names: readonly string[];
  /** How many conditions it has beside resource and method. */
  readonly weight: number;
}

/**
 * A router of a dialect's operations. It finds the operation by resource, sub-resources, method and selecting header; the operation with the most conditions
 * wins. A sub-resource that any operation knows binds the request whatever its method is, so `DELETE ?acl` is refused
 * and does not delete the bucket. Query names no operation asks for are ignored.
 * @param foldCase lower-case query names that are compared without letter case
 */
export function createRouter(
  operations: readonly Operation[],
  foldCase: ReadonlySet<string> = new Set(),
): Router {
  const candidates = operations.map((operation): Candidate => {
    const names = operation.subresources.map((name) => fold(name, foldCase));
    return { operation, names, weight: names.length + (operation.selectingHeader === undefined ? 0 : 1) };
  });
  const plain = Map.groupBy(candidates.filter(isPlain), ({ operation }) => operation.resource);
  const bound = Map.groupBy(
    candidates.filter((candidate) => !isPlain(candidate)),
    ({ operation }) => operation.resource,
  );
  return (shape) => {
    const asked = new Set(shape.query.map(([name]) => fold(name, foldCase)));
    const meant =
      asked.size === 0
        ? []
        : (bound.get(shape.resource) ?? []).filter(({ names }) => names.every((name) => asked.has(name)));
    return choose(meant.length > 0 ? meant : (plain.get(shape.resource) ?? []), shape);
  };
}

function isPlain({ names }: Candidate): boolean {
  return names.length === 0;
}

function choose(eligible: readonly Candidate[], { method, hasHeader }: RequestShape): Route {
  let best: Candidate | undefined;
  for (const candidate of eligible) {
    const { operation, weight } = candidate;
    if (operation.method !== method || (best && best.weight >= weight)) continue;
    if (operation.selectingHeader === undefined || hasHeader(operation.selectingHeader)) best = candidate;
  }
  if (best) return { kind: 'operation', operation: best.operation };
  return {
    kind: 'method-not-allowed',
    allowed: [...new Set(eligible.map(({ operation }) => operation.method))],
  };
}

function fold(name: string, foldCase: ReadonlySet<string>): string {
  const lower = name.toLowerCase();
  return foldCase.has(lower) ? lower : name;
}
